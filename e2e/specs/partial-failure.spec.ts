import { startBinance, type BinanceVenue } from "../fixtures/binance-venue.ts";
import { expect, test, type TestHost } from "../fixtures/host.ts";
import type { TerminalPage } from "../pages/terminal-page.ts";

let venue: BinanceVenue;
test.beforeEach(async () => {
  venue = await startBinance(5);
});
test.afterEach(async () => {
  await venue.close();
});

async function withFiveAccounts(host: TestHost): Promise<TerminalPage> {
  const terminal = await host.start({ allowKeys: true, env: { YOKE_VENUE_RELAY: venue.url } });
  await terminal.ready(3);
  await terminal.connectBinance(5, "Five");
  return terminal;
}

for (const choice of ["Complete", "Leave it"] as const) {
  test(`one of five accounts is refused: the screen asks, and "${choice}" ends it`, async ({ host }) => {
    const terminal = await withFiveAccounts(host);
    await terminal.buyAtMarket("0.5");
    const planned = await terminal.previewedLegs();
    expect(planned).toHaveLength(5);
    await venue.control("rejectNext", "create", -2019, "Margin is insufficient.");
    await terminal.submit().click();
    await expect.poll(() => terminal.positionLegs()).toHaveLength(4);
    await terminal.openTab("Orders");
    await terminal.orders.getByRole("row", { name: /Five/ }).click();
    const outcome = terminal.page.getByRole("region", { name: "Plan against outcome", exact: true });
    await expect(outcome.getByRole("row", { name: /Margin is insufficient/ })).toHaveCount(1);
    await expect(outcome.getByText("Not every leg filled. What now?")).toBeVisible();
    await terminal.page.screenshot({ path: "test-results/partial-failure.png" });
    await outcome.getByRole("button", { name: new RegExp(`^${choice}`) }).click();
    await expect(outcome.getByText("Not every leg filled. What now?")).toHaveCount(0);
    const done = choice === "Complete";
    await expect(outcome.getByText(done ? "Done." : "Left as it is.")).toBeVisible();
    await expect.poll(async () => (await venue.creates()).length).toBe(done ? 6 : 5);
    expect(Object.keys(await venue.positions())).toHaveLength(done ? 5 : 4);
    const ids = (await venue.creates()).map(({ clientId }) => clientId);
    expect(new Set(ids).size, "nothing is sent twice").toBe(ids.length);
  });
}

import { startBinance, type BinanceVenue } from "../fixtures/binance-venue.ts";
import { expect, test } from "../fixtures/host.ts";
import type { TerminalPage } from "../pages/terminal-page.ts";

let venue: BinanceVenue;
test.beforeEach(async () => {
  venue = await startBinance();
});
test.afterEach(async () => {
  await venue.close();
});

const working = async () => (await venue.orders()).filter(({ status }) => status === "NEW");

/** A position and a resting order in each of two accounts. */
async function atWork(terminal: TerminalPage): Promise<void> {
  await terminal.ready(3);
  await terminal.connectBinance(2, "Live pair");
  await terminal.buyAtMarket("0.1");
  await terminal.submit().click();
  await expect.poll(() => terminal.positionLegs()).toHaveLength(2);
  await terminal.restBuy("0.1", "61500");
  await expect.poll(async () => (await working()).length).toBe(2);
}

test("killed by the system while it halts, it comes back halted, ends the halt's work, and trades when a person resumes", async ({
  host,
}, info) => {
  test.skip(info.project.name !== "console", "the process to kill is the console host");
  test.setTimeout(240_000);
  const options = { allowKeys: true, env: { YOKE_VENUE_RELAY: venue.url } };
  const terminal = await host.start(options);
  await atWork(terminal);
  const held = await venue.positions();
  const sent = (await venue.creates()).length;

  // No cancel of this life gets an answer, and none is carried out.
  await venue.control("failNext", "cancel", "hang", 1_000);
  await terminal.kill();
  await expect(terminal.riskState()).toHaveText(/HALTED/);
  await host.kill();
  expect(await working()).toHaveLength(2);
  await venue.control("clearFaults");

  const again = await host.start(options);
  await again.showEnvironment("LIVE");
  await expect(again.riskState()).toHaveText(/HALTED/);
  await expect.poll(async () => (await working()).length).toBe(0);
  const clean = /^Halted: the venues show none of our orders working/;
  await expect(again.page.getByText(clean).first()).toBeVisible();
  expect(await venue.positions()).toEqual(held);
  await expect.poll(() => again.positionLegs()).toHaveLength(2);

  await again.buyAtMarket("0.1");
  await expect(again.ticket.getByText(/HALTED/).first()).toBeVisible();
  await expect(again.submit()).toBeDisabled();
  expect(await venue.creates()).toHaveLength(sent);
  await again.page.screenshot({ path: "test-results/kill-and-resume.png" });

  await again.resume();
  await expect(again.riskState()).toHaveText(/ACTIVE/);
  expect(await working()).toHaveLength(0);
  const panel = again.page.getByRole("region", { name: "Kill", exact: true });
  await panel.getByRole("button", { name: "Close", exact: true }).click();
  await again.buyAtMarket("0.12");
  await again.submit().click();
  await expect.poll(async () => (await venue.creates()).length).toBe(sent + 2);
  await expect.poll(() => venue.positions()).not.toEqual(held);
  const ids = (await venue.creates()).map(({ clientId }) => clientId);
  expect(new Set(ids).size, "nothing is sent twice").toBe(ids.length);
});

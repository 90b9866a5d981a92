import { startBinance, type BinanceVenue } from "../fixtures/binance-venue.ts";
import { expect, test } from "../fixtures/host.ts";
import type { TerminalPage } from "../pages/terminal-page.ts";

const WINDOW_MS = 30_000;

async function oneAccount(terminal: TerminalPage): Promise<void> {
  await terminal.ready(3);
  await terminal.addBinance("Bin 1", "key1", "secret1");
  await terminal.backToTicket();
  await terminal.showEnvironment("LIVE");
  await terminal.groupAll("Live");
  await terminal.ready(1);
}

async function openSwitch({ page, accounts }: TerminalPage): Promise<void> {
  await accounts.getByRole("row").filter({ hasText: "Bin 1" }).first().click();
  await page.getByRole("button", { name: "More about accounts", exact: true }).click();
  await page.getByRole("menuitem", { name: "Dead-man switch of the selected account" }).click();
}

const statuses = async (venue: BinanceVenue): Promise<readonly string[]> =>
  (await venue.orders()).map(({ status }) => status).sort();

test("armed on the screen, the venue cancels what rests when the host dies, and the screen says so when it is back", async ({
  host,
}, info) => {
  test.skip(info.project.name !== "console", "the process to kill is the console host");
  test.setTimeout(240_000);
  const venue = await startBinance(1);
  const options = { allowKeys: true, env: { YOKE_VENUE_RELAY: venue.url } };
  try {
    const terminal = await host.start(options);
    const { page } = terminal;
    await oneAccount(terminal);
    await terminal.restBuy("0.01", "20000");
    await expect.poll(() => statuses(venue)).toEqual(["NEW"]);
    await openSwitch(terminal);
    const state = page.getByRole("status", { name: "Dead-man switch", exact: true });
    await expect(state).toHaveText(/^Off\./);
    await expect(page.getByRole("region", { name: "What it cancels" })).toContainText(
      /every open order .* those of other programs .* protective stops too/,
    );
    await page
      .getByRole("combobox", { name: "Cancel after", exact: true })
      .selectOption({ label: "30 seconds" });
    await terminal.hold("Hold to arm for Bin 1");
    await expect(state).toHaveText(/^Armed for BTC.* cancels every order there at \d\d:\d\d:\d\d UTC/);
    await expect(
      terminal.accounts.getByTitle(/^Dead-man switch\. Armed and confirmed/).first(),
    ).toBeVisible();
    await page.screenshot({ path: "test-results/dead-man-armed.png" });
    // Kept alive, nothing is cancelled for longer than the window.
    await page.waitForTimeout(WINDOW_MS + 5_000);
    expect(await statuses(venue)).toEqual(["NEW"]);
    await host.kill();
    const diedMs = Date.now();
    await expect.poll(() => statuses(venue), { timeout: 2 * WINDOW_MS }).toEqual(["CANCELED"]);
    expect(Date.now() - diedMs).toBeGreaterThan(WINDOW_MS / 2);

    const again = await host.start(options);
    await again.showEnvironment("LIVE");
    await expect(again.accounts.getByTitle(/^Dead-man switch\. It went off/).first()).toBeVisible({
      timeout: 30_000,
    });
    await openSwitch(again);
    const after = again.page.getByRole("status", { name: "Dead-man switch", exact: true });
    await expect(after).toHaveText(/^The venue cancelled 1 order of Yoke in BTC/);
    await again.page.screenshot({ path: "test-results/dead-man-fired.png" });
    await again.page.getByRole("button", { name: "Seen, leave it off", exact: true }).click();
    await expect(after).toHaveText(/^Off\./);
    expect(await venue.creates()).toHaveLength(1);
  } finally {
    await venue.close();
  }
});

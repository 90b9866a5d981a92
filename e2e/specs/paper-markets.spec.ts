import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startBinance } from "../fixtures/binance-venue.ts";
import { expect, test } from "../fixtures/host.ts";
import type { TerminalPage } from "../pages/terminal-page.ts";

const FRAMES = 2_400;
const FRAME_EVERY_MS = 250;

/** Ten minutes of best prices around 50,000, as Binance would have sent them. */
function recording(): string {
  return Array.from({ length: FRAMES }, (_, index) => {
    const nanoseconds = BigInt(1_700_000_000_000 + index * FRAME_EVERY_MS) * 1_000_000n;
    const bid = 50_000 + (index % 7);
    if (index === 0)
      return `${String(nanoseconds)} ${JSON.stringify({ lastUpdateId: 1, bids: [["50000.0", "40"]], asks: [["50000.1", "40"]] })}`;
    const frame = { data: { b: `${String(bid)}.0`, B: "40", a: `${String(bid)}.1`, A: "40" } };
    return `${String(nanoseconds)} ${JSON.stringify(frame)}`;
  }).join("\n");
}

async function addPaper(terminal: TerminalPage, venue: string, name: string): Promise<void> {
  const { page } = terminal;
  await page.getByRole("button", { name: "Add account", exact: true }).click();
  await page.getByRole("combobox", { name: "Venue", exact: true }).selectOption({ label: venue });
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("button", { name: /^Connect/ }).click();
  await expect(terminal.accounts.getByRole("row").filter({ hasText: name })).toContainText("100,000");
}

/** A group of one account, chosen in the ticket. */
async function tradeWith(terminal: TerminalPage, name: string): Promise<void> {
  const { page } = terminal;
  await page.getByRole("button", { name: "More about accounts", exact: true }).click();
  await page.getByRole("menuitem", { name: "New group", exact: true }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(`Only ${name}`);
  await page.getByRole("checkbox", { name: new RegExp(name) }).check();
  await page.getByRole("button", { name: "Save group", exact: true }).click();
  await terminal.choose("Group", `Only ${name}`);
}

test("a paper account on a recording trades at the recorded prices", async ({ host }) => {
  const folder = join(host.dataFolder, "recording");
  mkdirSync(folder);
  writeFileSync(join(folder, "BTCUSDT.jsonl"), recording());
  const terminal = await host.start({ words: ["--paper-recording", folder] });
  await terminal.ready(3);
  await addPaper(terminal, "Recording, on paper", "Recorded");
  await tradeWith(terminal, "Recorded");
  await terminal.buyAtMarket("0.2");
  await terminal.submit().click();
  const row = terminal.positions.getByRole("row", { name: /BTC\/USDT:USDT/ }).first();
  await expect(row).toContainText("0.200");
  await expect(row).toContainText(/50,00\d/);
});

test("a paper account follows a live venue's public prices without a key, and no order reaches it", async ({
  host,
}) => {
  const venue = await startBinance();
  try {
    const terminal = await host.start({ env: { YOKE_VENUE_RELAY: venue.url } });
    await terminal.ready(3);
    await addPaper(terminal, "Binance USD-M prices, on paper", "Follower");
    await tradeWith(terminal, "Follower");
    await terminal.buyAtMarket("0.2");
    await terminal.submit().click();
    await expect(terminal.positions.getByRole("row", { name: /BTC\/USDT:USDT/ }).first()).toContainText(
      "0.200",
    );
    expect(await venue.creates()).toEqual([]);
  } finally {
    await venue.close();
  }
});

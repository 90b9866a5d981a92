import { startBinance, type BinanceVenue } from "../fixtures/binance-venue.ts";
import { expect, test, type TestHost } from "../fixtures/host.ts";
import { ChartPage } from "../pages/chart-page.ts";
import type { TerminalPage } from "../pages/terminal-page.ts";

let venue: BinanceVenue;
test.beforeEach(async () => {
  venue = await startBinance();
});
test.afterEach(async () => {
  await venue.close();
});

async function atBinance(host: TestHost): Promise<TerminalPage> {
  const terminal = await host.start({ allowKeys: true, env: { YOKE_VENUE_RELAY: venue.url } });
  await terminal.ready(3);
  await terminal.connectBinance(2, "Live pair");
  return terminal;
}

const open = async () => (await venue.orders()).filter(({ status }) => status === "NEW");

test("a dragged limit line moves every leg at the venue, under the ids they had", async ({ host }) => {
  const terminal = await atBinance(host);
  await terminal.restBuy("0.1", "61500");
  await expect.poll(async () => (await open()).map(({ price }) => price)).toEqual(["61500", "61500"]);
  const before = await open();
  const chart = new ChartPage(terminal.page);
  const price = await chart.dragLine(24);
  await expect(chart.submit()).toBeEnabled();
  await terminal.page.screenshot({ path: "test-results/drag.png" });
  await chart.submit().click();
  await expect.poll(async () => (await open()).map((order) => order.price)).toEqual([price, price]);
  expect((await open()).map(({ clientId }) => clientId)).toEqual(before.map(({ clientId }) => clientId));
  expect(await venue.creates()).toHaveLength(2);
  await expect(chart.card).toHaveCount(0);
});

test("a stop moved by the keyboard is cancelled and made anew, and Escape restores", async ({ host }) => {
  const terminal = await atBinance(host);
  await terminal.choose("Type", "Stop");
  await terminal.ticket.getByRole("textbox", { name: "Trigger", exact: false }).first().fill("62400");
  await terminal.quantity().fill("0.1");
  await terminal.submit().click();
  await expect.poll(async () => (await open()).map(({ trigger }) => trigger)).toEqual(["62400", "62400"]);
  const chart = new ChartPage(terminal.page);
  await chart.handle().focus();
  await terminal.page.keyboard.press("PageUp");
  await terminal.page.keyboard.press("Escape");
  await expect(chart.card).toHaveCount(0);
  await chart.handle().focus();
  await terminal.page.keyboard.press("ArrowUp");
  await terminal.page.keyboard.press("Enter");
  await expect(chart.submit()).toBeFocused();
  await terminal.page.keyboard.press("Enter");
  await expect.poll(async () => (await open()).map(({ trigger }) => trigger)).toEqual(["62400.1", "62400.1"]);
  const stops = (await venue.orders()).filter(({ trigger }) => trigger !== undefined);
  expect(stops.filter(({ status }) => status === "CANCELED")).toHaveLength(2);
  expect(new Set(stops.map(({ clientId }) => clientId)).size).toBe(4);
});

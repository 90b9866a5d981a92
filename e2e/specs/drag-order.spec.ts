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

test("a stop line dragged by the mouse has its new trigger at the venue, once", async ({ host }) => {
  const terminal = await atBinance(host);
  const resting = String(Math.round(await terminal.lastPrice()) + 80);
  await terminal.restStop("0.1", resting);
  await expect.poll(async () => (await open()).map(({ trigger }) => trigger)).toEqual([resting, resting]);
  const chart = new ChartPage(terminal.page);
  const trigger = await chart.dragLine(-16);
  expect(Number(trigger)).toBeGreaterThan(Number(resting));
  await expect(chart.submit()).toBeEnabled();
  await terminal.page.screenshot({ path: "test-results/drag-stop.png" });
  await chart.submit().click();
  await expect.poll(async () => (await open()).map((order) => order.trigger)).toEqual([trigger, trigger]);
  const stops = (await venue.orders()).filter((order) => order.trigger !== undefined);
  expect(stops).toHaveLength(4);
  expect(stops.filter(({ status }) => status === "CANCELED").map((order) => order.trigger)).toEqual([
    resting,
    resting,
  ]);
});

test("a stop line dragged on paper waits at its new trigger, and the venue's own word says so", async ({
  host,
}) => {
  const terminal = await host.start();
  await terminal.ready(3);
  const market = await terminal.lastPrice();
  await terminal.restStop("0.3", String(Math.round(market * 1.01)));
  const chart = new ChartPage(terminal.page);
  const trigger = await chart.dragLine(-24);
  await expect(chart.submit()).toBeEnabled();
  await chart.submit().click();
  await expect(chart.card).toHaveCount(0);
  await terminal.openTab("Orders");
  const working = terminal.orders.getByRole("row").filter({ hasText: "Open" });
  await expect(working.filter({ hasText: thousands(trigger) }).first()).toBeVisible();
  await host.stop();

  const again = await host.start();
  await again.ready(3);
  await again.openTab("Orders");
  await expect(
    again.orders
      .getByRole("row")
      .filter({ hasText: "Open" })
      .filter({ hasText: thousands(trigger) })
      .first(),
  ).toBeVisible();
});

function thousands(price: string): string {
  const [whole = "", fraction] = price.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

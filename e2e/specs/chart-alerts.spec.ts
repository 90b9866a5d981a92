import { expect, test } from "../fixtures/host.ts";
import type { Page } from "@playwright/test";
import { ChartPage } from "../pages/chart-page.ts";

test("an alert is set by the chart's menu, moved by the hand, and there after a restart", async ({
  host,
}) => {
  const terminal = await host.start();
  const { page } = terminal;
  await terminal.ready(3);
  const chart = new ChartPage(page);
  const price = await chart.setAlert(0.3);
  const line = page.getByRole("button", { name: /^Alert at/ });
  await expect(line).toHaveText(`Alert at ${price}`);
  await chart.dragAlert(40);
  await expect(line).not.toHaveText(`Alert at ${price}`);
  const moved = (await line.innerText()).replace("Alert at ", "");
  await page.getByRole("button", { name: /^Alerts/ }).click();
  await expect(page.getByRole("list", { name: "Price alerts" }).getByText(moved)).toBeVisible();
  await page.screenshot({ path: "test-results/chart-alert.png" });
  await host.stop();

  const again = await host.start();
  await again.ready(3);
  await expect(again.page.getByRole("button", { name: `Alert at ${moved}`, exact: true })).toHaveCount(1);
});

test("each account's entry is drawn when it is asked for, and the sum alone by default", async ({ host }) => {
  const terminal = await host.start();
  const { page } = terminal;
  await terminal.ready(3);
  await terminal.buyAtMarket("0.6");
  await terminal.submit().click();
  await expect(terminal.positions.getByRole("row", { name: /3 accounts/ })).toContainText("0.600");
  const chart = new ChartPage(page);
  await chart.choose("Show the entry of each account");
  await page.screenshot({ path: "test-results/entry-by-account.png" });
  await chart.choose("Show the entry of the sum alone");
});

test("a second chart stands beside the first, keeps its own interval and symbol, and closes again", async ({
  host,
}) => {
  const terminal = await host.start();
  await terminal.ready(3);
  const charts = terminal.page.getByRole("img", { name: /candles$/ });
  await openSecond(terminal.page);
  await expect(charts).toHaveCount(2);
  await expect(charts.nth(1)).toHaveAccessibleName("BTC/USDT:USDT, 5m candles");
  await terminal.page.getByLabel("Interval of the second chart").selectOption("15m");
  await terminal.page.getByRole("button", { name: "Pin", exact: true }).click();
  await terminal.page.screenshot({ path: "test-results/second-chart.png" });
  // Preferences are written after a rest.
  await terminal.page.waitForTimeout(2_000);
  await host.stop();

  const again = await host.start();
  await again.ready(3);
  const after = again.page.getByRole("img", { name: /candles$/ });
  await expect(after.nth(1)).toHaveAccessibleName("BTC/USDT:USDT, 15m candles");
  await expect(again.page.getByRole("button", { name: "Pinned", exact: true })).toBeVisible();
  await again.page.getByRole("button", { name: "Close the second chart", exact: true }).click();
  await expect(after).toHaveCount(1);
});

async function openSecond(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search actions" }).fill("second chart open");
  await page.keyboard.press("Enter");
}

import { expect, test } from "../fixtures/host.ts";
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
  const toggle = page.getByRole("button", { name: "By account", exact: true });
  await expect(toggle).toHaveAttribute("aria-pressed", "false");
  await toggle.click();
  await expect(toggle).toHaveAttribute("aria-pressed", "true");
  await page.screenshot({ path: "test-results/entry-by-account.png" });
});

import { expect, test } from "../fixtures/host.ts";

test("halve closes half of what each account holds, and reverse turns it round in two stages", async ({
  host,
}) => {
  const terminal = await host.start();
  const { page, positions } = terminal;
  await terminal.ready(3);
  await terminal.buyAtMarket("0.6");
  await terminal.submit().click();
  const aggregate = positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ });
  await expect(aggregate).toContainText("0.600");
  await aggregate.click();
  await page.getByRole("button", { name: "Halve", exact: true }).click();
  await expect(terminal.submit()).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  // Three accounts of odd lots: each keeps at least half.
  await expect(aggregate).toContainText(/Long0\.30[0-2]/);
  const halved = (await terminal.positionLegs()).map(({ quantity }) => quantity);

  await page.getByRole("button", { name: "Reverse", exact: true }).click();
  await expect(page.getByText(/sell, opens/).first()).toBeVisible();
  await expect(terminal.submit()).toBeEnabled();
  await page.screenshot({ path: "test-results/reverse.png" });
  await page.keyboard.press("Control+Enter");
  await expect(aggregate).toContainText("Short", { timeout: 20_000 });
  await expect
    .poll(async () => (await terminal.positionLegs()).map(({ quantity }) => quantity))
    .toEqual(halved);
});

test("rows that are picked are acted on together", async ({ host }) => {
  const terminal = await host.start();
  const { page, positions } = terminal;
  await terminal.ready(3);
  await terminal.buyAtMarket("0.6");
  await terminal.submit().click();
  const aggregate = positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ });
  await expect(aggregate).toContainText("0.600");
  for (const name of [/Paper one/, /Paper two/]) {
    const row = positions.getByRole("row", { name });
    await row.hover();
    await row.getByRole("checkbox").check();
  }
  await page.getByRole("button", { name: "Flatten", exact: true }).click();
  await expect(terminal.submit()).toHaveAccessibleDescription(/2 rows/);
  await page.keyboard.press("Control+Enter");
  await expect(positions.getByRole("row", { name: /BTC\/USDT:USDT 1 account/ })).toBeVisible();
  await expect.poll(() => terminal.positionLegs()).toHaveLength(1);
});

test("a stop is made at the entry where none is, and moved there where one is", async ({ host }) => {
  const terminal = await host.start();
  const { page, positions } = terminal;
  await terminal.ready(3);
  await terminal.buyAtMarket("0.6");
  await terminal.submit().click();
  const aggregate = positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ });
  await expect(aggregate).toContainText("0.600");
  await aggregate.click();
  await page.getByRole("button", { name: "Stop to entry", exact: true }).click();
  // Whether the market stands above the entry is the market's: either a stop is shown, or the words say why not.
  const shown = page.getByText(/stop at/).first();
  const refused = page.getByText(/would sell at once/).first();
  await expect(shown.or(refused)).toBeVisible();
  await page.screenshot({ path: "test-results/stop-to-entry.png" });
});

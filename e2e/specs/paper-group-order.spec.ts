import { expect, test } from "../fixtures/host.ts";

test("a group order over three paper accounts is what the preview said, and is still there after a restart", async ({
  host,
}) => {
  const terminal = await host.start();
  await terminal.ready(3);
  await expect(terminal.page.getByRole("status", { name: "Environment", exact: true })).toHaveText("PAPER");
  await terminal.buyAtMarket("0.5");
  const previewed = await terminal.previewedLegs();
  expect(previewed.map(({ account }) => account)).toEqual(["Paper one", "Paper two", "Paper three"]);
  await terminal.submit().click();
  await expect(terminal.positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ })).toContainText(
    "0.500",
  );
  await expect.poll(() => terminal.positionLegs()).toEqual(previewed);
  await terminal.openTab("Fills");
  await expect(
    terminal.page.getByRole("region", { name: "Fills", exact: true }).getByRole("row").nth(3),
  ).toBeVisible();
  await terminal.openTab("Journal");
  await expect(terminal.page.getByRole("row", { name: /Every leg is filled/ })).toBeVisible();
  await host.stop();

  const again = await host.start();
  await again.ready(3);
  await again.openTab("Positions");
  await expect.poll(() => again.positionLegs()).toEqual(previewed);
  await again.openTab("Orders");
  await expect(again.orders.getByRole("row", { name: /Paper 3 legs/ })).toContainText("Filled");
});

test("flatten closes what was opened, by a plan that is shown first", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  await terminal.buyAtMarket("0.3");
  await terminal.submit().click();
  const aggregate = terminal.positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ });
  await expect(aggregate).toContainText("0.300");
  await aggregate.click();
  await terminal.page.getByRole("button", { name: "Flatten", exact: true }).click();
  await terminal.page.screenshot({ path: "test-results/flatten.png" });
  await terminal.page.keyboard.press("Control+Enter");
  await expect(aggregate).toHaveCount(0);
});

test("the kill switch halts until a person resumes", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  await terminal.page.getByRole("button", { name: "Kill switch", exact: true }).click({ delay: 900 });
  await expect(terminal.riskState()).toHaveText(/HALTED/);
  await host.stop();
  const again = await host.start();
  await expect(again.riskState()).toHaveText(/HALTED/);
});

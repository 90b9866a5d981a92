import { expect, test } from "../fixtures/host.ts";

const MOST_CLICKS = 6;
const WITHIN_MS = 60_000;

test("from the first start to a filled group order in at most six clicks and a minute", async ({ host }) => {
  const startedMs = Date.now();
  const { page, ticket, riskState, submit } = await (async () => {
    const terminal = await host.start();
    return {
      page: terminal.page,
      ticket: terminal.ticket,
      riskState: terminal.riskState(),
      submit: terminal.submit(),
    };
  })();
  await page.evaluate(() => {
    document.documentElement.dataset["clicks"] = "0";
    window.addEventListener(
      "click",
      ({ isTrusted }) => {
        const { dataset } = document.documentElement;
        if (isTrusted) dataset["clicks"] = String(Number(dataset["clicks"]) + 1);
      },
      true,
    );
  });
  await expect(riskState).toHaveText(/ACTIVE/);
  await ticket.getByRole("button", { name: /^Fill in: buy [\d.]+ BTC at market$/ }).click();
  await expect(ticket.getByText("Notional, USD")).toBeVisible();
  await submit.click();
  await expect(ticket.getByText("Filled", { exact: true })).toHaveCount(3);
  expect(Date.now() - startedMs).toBeLessThan(WITHIN_MS);
  const clicks = Number(await page.evaluate(() => document.documentElement.dataset["clicks"]));
  expect(clicks).toBeGreaterThan(0);
  expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
  test.info().annotations.push({ type: "clicks", description: String(clicks) });

  await host.stop();
  const again = await host.start();
  await again.ready(3);
  await expect(again.ticket.getByText("No plan yet").first()).toBeVisible();
});

test("the first steps stand in nobody's way: the kill switch works, and they can be left and asked for again", async ({
  host,
}) => {
  const terminal = await host.start();
  await terminal.ready(3);
  const steps = terminal.page.getByRole("region", { name: "First steps" });
  await expect(steps).toBeVisible();
  await terminal.page.keyboard.press("Control+Shift+K");
  await terminal.page.keyboard.press("Control+Shift+K");
  await expect(terminal.riskState()).toHaveText(/HALTED/);
  await terminal.page.keyboard.press("Escape");
  await steps.getByRole("button", { name: "Skip" }).click();
  await expect(steps).toHaveCount(0);
  await terminal.page.keyboard.press("Control+k");
  await terminal.page.getByRole("combobox", { name: "Search actions" }).fill("first steps");
  await terminal.page.keyboard.press("Enter");
  await expect(steps).toBeVisible();
});

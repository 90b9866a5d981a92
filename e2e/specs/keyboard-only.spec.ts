import { expect, test } from "../fixtures/host.ts";

test("from start to a filled paper group order with the keyboard alone", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  const { keyboard } = terminal.page;
  await keyboard.press("m");
  await keyboard.press("b");
  await expect(terminal.quantity()).toBeFocused();
  await keyboard.type("0.3");
  await expect(terminal.submit()).toBeEnabled();
  await keyboard.press("Control+Enter");
  await expect(terminal.ticket.getByText("Filled", { exact: true })).toHaveCount(3);
  // The toast tells it, and lies over nothing that sends.
  const toast = terminal.page.getByText(/^Filled: Buy/).first();
  await expect(toast).toBeVisible();
  const [over, button] = [await toast.boundingBox(), await terminal.submit().boundingBox()];
  if (over === null || button === null) throw new Error("not in sight");
  expect(over.y + over.height < button.y || over.x + over.width < button.x).toBe(true);

  // The same again by the palette: it needs no letter by heart.
  await keyboard.press("Escape");
  await keyboard.press("Control+k");
  await keyboard.type("sell");
  await keyboard.press("Enter");
  await expect(terminal.quantity()).toBeFocused();
  await keyboard.type("0.3");
  await expect(terminal.submit()).toBeEnabled();
  await keyboard.press("Control+k");
  await keyboard.type("send the plan");
  await expect(terminal.page.getByRole("option", { name: /send the plan/i })).toBeVisible();
  await keyboard.press("Enter");
  await expect(terminal.positions.getByText("No open position")).toBeVisible();
});

test("hotkeys are changed in the settings, hold at once and after a restart, and are reset", async ({
  host,
}) => {
  const terminal = await host.start();
  await terminal.ready(3);
  const { page } = terminal;
  await page.keyboard.press("Control+,");
  await page.getByRole("radio", { name: "Hotkeys" }).check();
  await page.getByRole("button", { name: "Change the hotkey of Sell" }).click();
  await page.keyboard.press("b");
  await expect(page.getByText("B is the key of: Buy")).toBeVisible();
  await page.keyboard.press("y");
  await page.keyboard.press("Escape");
  await page.keyboard.press("y");
  await expect(terminal.ticket.getByRole("radio", { name: "Sell" })).toBeChecked();
  await page.waitForTimeout(1_500);
  await host.stop();

  const again = await host.start();
  await again.ready(3);
  await again.page.keyboard.press("y");
  await expect(again.ticket.getByRole("radio", { name: "Sell" })).toBeChecked();
  await again.page.keyboard.press("Escape");
  await again.page.keyboard.press("?");
  await expect(again.page.getByRole("dialog", { name: "Hotkeys" })).toContainText("Y");
});

import type { TerminalPage } from "../pages/terminal-page.ts";
import { expect, test } from "../fixtures/host.ts";

/** Where a person may be when he needs it, and how he got there. */
const PLACES: Readonly<Record<string, (terminal: TerminalPage) => Promise<void>>> = {
  "the palette is open": async ({ page }) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search actions" }).fill("sell");
  },
  "the settings are open": ({ page }) => page.getByRole("button", { name: "Settings" }).click(),
  "a hotkey is being changed": async ({ page }) => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("radio", { name: "Hotkeys" }).check();
    await page.getByRole("button", { name: "Change the hotkey of Sell" }).click();
  },
  "a select is open": ({ ticket }) => ticket.getByRole("combobox", { name: "Type", exact: true }).click(),
  "a menu is open": ({ page }) => page.getByRole("button", { name: "More about accounts" }).click(),
  "the caret is in the ticket": async (terminal) => {
    await terminal.buyAtMarket("0.1");
    await terminal.quantity().focus();
  },
};

for (const [place, go] of Object.entries(PLACES)) {
  test(`the kill switch works by key and by hand while ${place}`, async ({ host }) => {
    const terminal = await host.start();
    await terminal.ready(3);
    await go(terminal);
    await terminal.page.keyboard.press("Control+Shift+K");
    await terminal.page.keyboard.press("Control+Shift+K");
    await expect(terminal.riskState()).toHaveText(/HALTED/);
    await terminal.resume();
    await expect(terminal.riskState()).toHaveText(/ACTIVE/);
    await terminal.page.keyboard.press("Escape");
    await go(terminal);
    await terminal.kill();
    await expect(terminal.riskState()).toHaveText(/HALTED/);
  });
}

test("a short press of its key shows what it would do, a held one does it", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  const { keyboard } = terminal.page;
  await keyboard.press("Control+Shift+K");
  await expect(terminal.page.getByRole("dialog", { name: "Kill" })).toBeVisible();
  await terminal.page.waitForTimeout(1_600);
  await expect(terminal.riskState()).toHaveText(/ACTIVE/);
  await keyboard.down("Control");
  await keyboard.down("Shift");
  await keyboard.down("K");
  await terminal.page.waitForTimeout(900);
  await keyboard.up("K");
  await expect(terminal.riskState()).toHaveText(/HALTED/);
});

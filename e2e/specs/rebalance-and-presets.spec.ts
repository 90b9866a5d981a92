import { expect, test } from "../fixtures/host.ts";
import type { TerminalPage } from "../pages/terminal-page.ts";

/** Buys for one account of the group alone, so that the accounts stand apart. */
async function standApart(terminal: TerminalPage): Promise<void> {
  await terminal.page.getByRole("button", { name: "More about accounts", exact: true }).click();
  await terminal.page.getByRole("menuitem", { name: "New group", exact: true }).click();
  await terminal.page.getByRole("textbox", { name: "Name", exact: true }).fill("Solo");
  await terminal.page.getByRole("checkbox", { name: /Paper one/ }).check();
  await terminal.page.getByRole("button", { name: "Save group", exact: true }).click();
  await terminal.choose("Group", "Solo");
  await terminal.buyAtMarket("0.3");
  await terminal.submit().click();
  await expect(terminal.positions.getByRole("row", { name: /BTC\/USDT:USDT 1 account/ })).toContainText(
    "0.300",
  );
}

/** Widens the window in which the same order counts as the same gesture, so that no machine is too slow for it. */
async function askTwiceWithin({ page }: TerminalPage, seconds: string): Promise<void> {
  await page.getByRole("button", { name: "Limits", exact: true }).click();
  await page.getByRole("textbox", { name: "Asks twice within", exact: false }).fill(seconds);
  await page.getByRole("button", { name: "Save limits", exact: true }).click();
  await expect(page.getByRole("button", { name: "Saved", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
}

/** Plans the same target again: where the positions are together, less than a lot is missing everywhere. */
async function areTogether(terminal: TerminalPage): Promise<void> {
  await expect(terminal.positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ })).toBeVisible();
  await terminal.page.getByRole("button", { name: "Preview", exact: true }).click();
  await expect(terminal.page.getByText("Do nothing", { exact: true })).toBeVisible();
}

test("equal across the group brings positions together, and the saved target makes its plan again", async ({
  host,
}) => {
  const terminal = await host.start();
  await terminal.ready(3);
  await standApart(terminal);
  const { page } = terminal;
  await terminal.openTab("Rebalance");
  const panel = page.getByRole("region", { name: "Rebalance", exact: true });
  await panel.getByRole("combobox", { name: "Group", exact: true }).selectOption({ label: "Paper" });
  const targets = panel.getByRole("table", { name: "Targets" });
  await expect(targets.getByRole("rowheader")).toHaveCount(3);
  await panel.getByRole("textbox", { name: "Save as", exact: true }).fill("Together");
  await panel.getByRole("button", { name: "Save target", exact: true }).click();
  await expect(panel.getByRole("button", { name: "Plan Together", exact: true })).toBeVisible();
  await expect(terminal.submit()).toBeEnabled();
  await page.screenshot({ path: "test-results/rebalance.png" });
  await terminal.submit().click();
  await areTogether(terminal);

  // Apart again by the ticket, together again by one press.
  await terminal.openTab("Chart");
  await terminal.quantity().fill("0.06");
  await terminal.submit().click();
  await expect(page.getByText("Dispersion")).toBeVisible();
  await terminal.choose("Group", "Paper");
  await terminal.ticket.getByRole("button", { name: "Plan Together", exact: true }).click();
  await expect(targets.getByRole("row", { name: /Paper one/ })).toContainText(/−0\.0[234]\d/);
  await expect(terminal.submit()).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Dispersion")).toBeVisible();
  await areTogether(terminal);
});

test("an armed preset sends in one click, once, and is not armed after a restart", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  const { page } = terminal;
  await askTwiceWithin(terminal, "600");
  await terminal.buyAtMarket("0.3");
  await terminal.ticket.getByRole("button", { name: "Keep this ticket", exact: true }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Quick");
  await page.getByRole("button", { name: "Keep as preset", exact: true }).click();
  const arm = page.getByRole("checkbox", { name: "Arm Quick", exact: true });
  await arm.click();
  await expect(arm).toBeChecked();
  await page.keyboard.press("Escape");
  await terminal.ticket.getByRole("button", { name: "Buy Quick", exact: true }).dblclick();
  const aggregate = terminal.positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ });
  await expect(aggregate).toContainText("0.300");
  await page.keyboard.press("Escape");

  // The same again waits for a person. Within a second a click still belongs to the first gesture, and does nothing.
  await expect(async () => {
    await terminal.ticket.getByRole("button", { name: "Buy Quick", exact: true }).click();
    await expect(page.getByText(/^Waits for you/)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(aggregate).toContainText("0.300");
  await host.stop();

  const again = await host.start();
  await again.ready(3);
  await again.ticket.getByRole("button", { name: "Buy Quick", exact: true }).click();
  await expect(again.page.getByText("Not armed: Submit sends it.")).toBeVisible();
  // The window outlives the restart.
  await again.hold("Hold: yes, the same order again");
  await expect(again.submit()).toBeEnabled();
  await expect(again.positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ })).toContainText(
    "0.300",
  );
});

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../fixtures/host.ts";

for (const theme of ["dark", "light"] as const) {
  test(`every screen passes axe in the ${theme} theme`, async ({ host }) => {
    test.setTimeout(180_000);
    const terminal = await host.start();
    const { page } = terminal;
    await terminal.ready(3);
    await page.evaluate((name) => {
      document.documentElement.dataset["theme"] = name;
    }, theme);
    // Legacy mode stays in the page: a desktop host cannot open the blank one that axe would use otherwise.
    const check = async (screen: string): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(
        violations.map(
          ({ id, nodes }) => `${screen}: ${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`,
        ),
      ).toEqual([]);
    };
    await check("empty");
    await terminal.buyAtMarket("0.5");
    await expect(terminal.submit()).toBeEnabled();
    await check("preview");
    await terminal.submit().click();
    await expect(terminal.positions.getByRole("row", { name: /3 accounts/ })).toContainText("0.500");
    await check("positions");
    await terminal.openTab("Orders");
    await check("orders");
    await terminal.openTab("Fills");
    await check("fills");
    await page.getByRole("button", { name: "Add account", exact: true }).click();
    await check("add account");
    await page.getByRole("button", { name: "Limits", exact: true }).click();
    await check("limits");
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    await check("settings");
    for (const name of ["Hotkeys", "Notices"]) {
      await page.getByRole("radio", { name, exact: true }).check();
      await check(name);
    }
    await page.getByRole("button", { name: /^Alerts/ }).click();
    await check("alerts");
    await terminal.openTab("Journal");
    // The list moves on with every record: what is looked for is asked for.
    await page.getByLabel("Search the journal").fill("sent as");
    await page.getByRole("row", { name: /Plan sent/ }).click();
    await check("journal");
    await page.getByRole("button", { name: "Equity by account" }).click();
    await check("equity by account");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await check("palette");
  });
}

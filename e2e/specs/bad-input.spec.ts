import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../fixtures/host.ts";

test("a quantity that is none says so at its field, and nothing can be sent", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  await terminal.choose("Type", "Market");
  for (const wrong of ["0", "1e400", "-1", "0x10", "1,5"]) {
    await terminal.quantity().fill(wrong);
    await expect(terminal.quantity()).toHaveAttribute("aria-invalid", "true");
    await expect(terminal.submit()).toBeDisabled();
  }
  await terminal.quantity().fill("0.5");
  await expect(terminal.submit()).toBeEnabled();
});

test("a preferences file cut in half is kept aside, and the accounts are all there", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  await host.stop();
  const path = join(host.dataFolder, "settings.json");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.slice(0, text.length / 2));
  const again = await host.start();
  await again.ready(3);
  await expect(again.page.getByText(/preferences/i)).toBeVisible();
  expect(readdirSync(host.dataFolder)).toContain("settings.json.damaged");
});

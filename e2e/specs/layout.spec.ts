import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type TestHost } from "../fixtures/host.ts";
import type { TerminalPage } from "../pages/terminal-page.ts";

interface Saved {
  readonly layout: string;
}
interface Dock {
  readonly dock: { readonly grid: unknown; readonly panels: Record<string, unknown> };
}

/** Makes the left column wider by its edge, and waits until main has kept it. */
async function widenAccounts(host: TestHost, terminal: TerminalPage): Promise<number> {
  const { page, accounts } = terminal;
  const before = await accounts.boundingBox();
  if (before === null) throw new Error("Invariant: the accounts are on the screen");
  const y = before.y + 60;
  await page.mouse.move(before.x + before.width, y);
  await page.mouse.down();
  await page.mouse.move(before.x + before.width + 48, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => readFileSync(file(host), "utf8")).toContain("dock");
  return width(terminal);
}

const file = (host: TestHost): string => join(host.dataFolder, "settings.json");
const width = async ({ accounts }: TerminalPage): Promise<number> =>
  Math.round((await accounts.boundingBox())?.width ?? 0);

/** Rewrites the kept arrangement while no terminal runs. */
function rewrite(host: TestHost, change: (kept: Dock) => object): void {
  const saved = JSON.parse(readFileSync(file(host), "utf8")) as Saved;
  const layout = JSON.stringify(change(JSON.parse(saved.layout) as Dock));
  writeFileSync(file(host), JSON.stringify({ ...saved, layout }));
}

/** The grid without a panel, as a version that did not have it would have written it. */
function without(grid: unknown, panel: string): unknown {
  return JSON.parse(
    JSON.stringify(grid, (key, value: unknown) =>
      key === "views" && Array.isArray(value) ? value.filter((each) => each !== panel) : value,
    ),
  );
}

test.beforeEach(() => {
  test.skip(test.info().project.name !== "console", "the arrangement is kept the same way by every host");
});

test("what a hand arranged stands after a restart, also where a panel is new since then", async ({
  host,
}) => {
  let terminal = await host.start();
  await terminal.ready(3);
  const wide = await widenAccounts(host, terminal);
  await host.stop();
  rewrite(host, (kept) => {
    const { journal: _gone, ...panels } = kept.dock.panels;
    return { ...kept, dock: { ...kept.dock, panels, grid: without(kept.dock.grid, "journal") } };
  });

  terminal = await host.start();
  await terminal.ready(3);
  expect(await width(terminal)).toBe(wide);
  await expect(terminal.positions).toBeVisible();
  await terminal.openTab("Journal");
  await expect(terminal.page.getByRole("region", { name: "Journal", exact: true })).toBeVisible();
});

test("a damaged arrangement gives way to the first one, and the screen says so", async ({ host }) => {
  let terminal = await host.start();
  await terminal.ready(3);
  await widenAccounts(host, terminal);
  await host.stop();
  rewrite(host, (kept) => ({ ...kept, dock: { grid: "damaged" } }));

  terminal = await host.start();
  await terminal.ready(3);
  await terminal.page.getByRole("button", { name: /^Alerts/ }).click();
  await expect(
    terminal.page.getByText(/saved arrangement of the panels could not be read/).first(),
  ).toBeVisible();
});

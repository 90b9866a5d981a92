// Every screen in every window size and both themes: what is there can be read. Drawn from scripted data, without a core.
import { expect, test, type CDPSession, type Page } from "@playwright/test";
import { serveRenderer, type ServedRenderer } from "../fixtures/built-renderer.ts";
import { SCENES } from "../fixtures/scenes.ts";
import { screenFlaws } from "../fixtures/screen-flaws.ts";
import { installScriptedHost } from "../fixtures/scripted-host.ts";
import { SHOTS, SIZES, type Shot } from "../fixtures/shots.ts";

interface Window {
  readonly size: keyof typeof SIZES;
  readonly scale: number;
  readonly theme: "dark" | "light";
}

/** Every size; of each, how many pixels of the screen stand for one of the page, and the theme it is drawn in. */
const WINDOWS: readonly (readonly Window[])[] = [
  [
    { size: "small", scale: 1, theme: "dark" },
    // A screen of 3840 by 2160 at twice the size.
    { size: "wide", scale: 2, theme: "light" },
    { size: "huge", scale: 1, theme: "dark" },
  ],
  [
    { size: "small", scale: 2, theme: "light" },
    { size: "wide", scale: 1, theme: "dark" },
    { size: "huge", scale: 1, theme: "light" },
  ],
];
/** Seen in both rows; of the others, which share frame and tables with these, one has the first row, the next the second. */
const WHOLE = ["desk", "orders", "rebalance", "kill"];

test.describe.configure({ mode: "parallel" });
// A flaw is told in words; a film of every step costs more than the check.
test.use({ trace: "off", screenshot: "off" });

let renderer: ServedRenderer;
test.beforeAll(async () => {
  renderer = await serveRenderer();
});
test.afterAll(() => {
  renderer.close();
});

async function open(page: Page, shot: Shot, size: keyof typeof SIZES): Promise<void> {
  const [width, height] = SIZES[size];
  await page.setViewportSize({ width, height });
  await page.addInitScript(installScriptedHost, SCENES[shot.scene] ?? SCENES["desk"]);
  await page.goto(renderer.address);
  await page.getByRole("status", { name: "Environment" }).waitFor();
  await shot.act?.(page);
}

async function show(page: Page, session: CDPSession, { size, scale, theme }: Window): Promise<void> {
  const [width, height] = SIZES[size];
  const window = { width, height, deviceScaleFactor: scale, mobile: false };
  await session.send("Emulation.setDeviceMetricsOverride", window);
  await page.evaluate(
    (chosen) =>
      new Promise((done) => {
        document.documentElement.dataset["theme"] = chosen;
        requestAnimationFrame(() => requestAnimationFrame(done));
      }),
    theme,
  );
}

for (const [index, [name, shot]] of Object.entries(SHOTS).entries()) {
  const windows = WHOLE.includes(name) ? WINDOWS.flat() : (WINDOWS[index % WINDOWS.length] ?? []);
  test(`${name} can be read in every window, and the kill switch works over it`, async ({ page }) => {
    await open(page, shot, "small");
    const session = await page.context().newCDPSession(page);
    const flaws: string[] = [];
    for (const window of windows) {
      await show(page, session, window);
      const name = `${window.size}@${String(window.scale)} ${window.theme}`;
      for (const flaw of await screenFlaws(page)) flaws.push(`${name} ${flaw}`);
    }
    expect(flaws).toEqual([]);
    await killWorks(page);
  });
}

/** Whatever is open: nothing lies over the switch, and its key pressed twice reaches the core. */
async function killWorks(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Kill switch", exact: true }).click({ trial: true });
  await page.keyboard.press("Control+Shift+K");
  await page.keyboard.press("Control+Shift+K");
  await expect.poll(() => page.evaluate("window.asked")).toContain("kill/engage");
}

/** A window of 1280 by 800 as it is when everything is drawn larger. */
const ZOOMS = [
  { size: "zoom125", scale: 1.25, theme: "dark" },
  { size: "zoom150", scale: 1.5, theme: "light" },
  { size: "zoom200", scale: 2, theme: "dark" },
] as const;

test("at 125, 150 and 200% the risk state, the kill switch and Submit stay within reach", async ({
  page,
}) => {
  await open(page, SHOTS["desk"] ?? raise(), "small");
  const session = await page.context().newCDPSession(page);
  const flaws: string[] = [];
  for (const window of ZOOMS) {
    await show(page, session, window);
    for (const flaw of await screenFlaws(page)) flaws.push(`${window.size} ${flaw}`);
    // Without a step: where a person looks and what he needs first.
    await expect(page.getByRole("button", { name: "Kill switch", exact: true })).toBeInViewport({ ratio: 1 });
    await page.getByRole("button", { name: "Submit group order", exact: true }).click({ trial: true });
    await page.getByRole("button", { name: "Kill switch", exact: true }).click({ trial: true });
    await page.getByRole("button", { name: "Risk state and its causes" }).click({ trial: true });
    await expect(page.getByRole("status", { name: "Risk state", exact: true })).toBeInViewport({ ratio: 1 });
    await page.evaluate(() => document.querySelector(".top")?.scrollTo(0, 0));
  }
  expect(flaws).toEqual([]);
});

const raise = (): never => {
  throw new Error("Invariant: the desk is a shot");
};

const LONG = "A sentence that is longer than its box";
const CUTS = "width: 60px; overflow: hidden; white-space: nowrap;";

/** Pages that a person could not read, and the same made readable. */
const PAGES: readonly (readonly [what: string, html: string, kinds: readonly string[]])[] = [
  ["text that fits", "<p>It fits</p>", []],
  ["text cut without a sign", `<p style="${CUTS}">${LONG}</p>`, ["cut"]],
  [
    "text that ends in dots and says the rest nowhere",
    `<p style="${CUTS} text-overflow: ellipsis">${LONG}</p>`,
    ["cut"],
  ],
  [
    "text that ends in dots and says the rest",
    `<p title="${LONG}" style="${CUTS} text-overflow: ellipsis">${LONG}</p>`,
    [],
  ],
  [
    "a figure that ends in dots",
    `<p class="amount" title="123,456,789.00" style="${CUTS} text-overflow: ellipsis">123,456,789.00</p>`,
    ["cut"],
  ],
  ["a line cut in half", `<div style="height: 8px; overflow: hidden">Half</div>`, ["cut"]],
  [
    "what goes whole or not at all",
    `<div data-goes-whole style="height: 20px; line-height: 20px; width: 60px; overflow: hidden">One Another</div>`,
    [],
  ],
  ["a field too narrow for its value", `<input value="${LONG}" style="width: 60px">`, ["cut"]],
  [
    "two texts in one place",
    `<p style="position: absolute">Buy 4.000</p><p style="position: absolute">Sell 4.000</p>`,
    ["overlap"],
  ],
  [
    "a text under an opaque one",
    `<p style="position: absolute">Buy 4.000</p><p style="position: absolute; background: white">Sell 4.000</p>`,
    [],
  ],
  ["a text beside the window", `<p style="position: absolute; left: 5000px">Gone</p>`, ["outside"]],
  [
    "a text that a scroller brings",
    `<div style="height: 40px; overflow: auto"><p style="margin-top: 900px">Below</p></div>`,
    [],
  ],
  ["letters of 10 px", `<p style="font-size: 10px">Small</p>`, ["small"]],
  [
    "words for readers alone",
    `<p style="position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)">${LONG}</p>`,
    [],
  ],
];

test("the check itself finds each flaw, and nothing where there is none", async ({ page }) => {
  const found: (readonly [string, readonly string[]])[] = [];
  for (const [what, html] of PAGES) {
    await page.setContent(`<body style="overflow: hidden; font: 16px/20px sans-serif">${html}</body>`);
    const flaws = await screenFlaws(page);
    found.push([what, [...new Set(flaws.map((flaw) => flaw.split(/[: ]/)[0] ?? ""))]]);
  }
  expect(found).toEqual(PAGES.map(([what, , kinds]) => [what, kinds]));
});

// The renderer under load: 1,000 positions, 2,000 working orders, 5,000 changes a second, in a real browser.
// node e2e/load/renderer-load.ts [SECONDS] [positions|orders|fills] [--profile], after a build. Speed is printed beside what the
// machine can do and not judged; judged is that the screen follows, never goes back, and that nothing is retained.
import { loadavg } from "node:os";
import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from "@playwright/test";
import { serveRenderer } from "../fixtures/built-renderer.ts";
import { installScriptedHost } from "../fixtures/scripted-host.ts";
import { latencyFigures, share, stageFigures, withoutStalls } from "./figures.ts";
import { installLoad, installOneText, publishForever } from "./load-publisher.ts";
import { loadScene } from "./load-scene.ts";
import { measured, step, type Measured } from "./load-window.ts";
import { hottest } from "./hottest.ts";

const CHROMIUM = "/usr/bin/chromium";
const WARM_MS = 10_000;
const ANCHOR_MS = 4_000;
/** The share by which heap, nodes or listeners may have grown after the load. */
const LEAK_SHARE = 0.1;

interface Retained {
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

async function retained(cdp: CDPSession): Promise<Retained> {
  for (let round = 0; round < 2; round += 1) await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await cdp.send("Memory.getDOMCounters");
  return { heapMb: usedSize / 1_048_576, nodes, listeners: jsEventListeners };
}

async function busySeconds(cdp: CDPSession): Promise<Readonly<Record<string, number>>> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** A page that only counts its own pictures: what this machine can do just now. */
async function plainLoop(page: Page): Promise<Readonly<Record<string, number>>> {
  const gaps = await page.evaluate(
    (ms) =>
      new Promise<number[]>((resolve) => {
        const found: number[] = [];
        const from = performance.now();
        let last = from;
        const loop = (): void => {
          const now = performance.now();
          found.push(now - last);
          last = now;
          if (now - from < ms) requestAnimationFrame(loop);
          else resolve(found);
        };
        requestAnimationFrame(loop);
      }),
    ANCHOR_MS,
  );
  return { pictures: gaps.length, gapP50: share(gaps, 0.5), gapP99: share(gaps, 0.99) };
}

/** The same messages to a page that writes one number of each: below this nothing on this machine can come. */
async function oneText(browser: Browser, context: BrowserContext, setup: LoadSetup): Promise<Measured> {
  const page = await context.newPage();
  await page.addInitScript(installOneText);
  await page.addInitScript(installLoad, setup);
  await page.route("**/one-text", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>One text</title>" }),
  );
  await page.goto(`${renderer.address}one-text`);
  await step(page, "start");
  await page.waitForTimeout(1_000);
  const found = await measured(browser, page, ANCHOR_MS);
  await page.close();
  return found;
}

/** What is wrong whatever the machine's speed; one line each. */
function faultsOf(before: Retained, after: Retained, { windows, frames, backwards }: Measured): string[] {
  const shown = windows.reduce((sum, { passages }) => sum + passages.length, 0);
  const grown = (["heapMb", "nodes", "listeners"] as const).filter(
    (name) => after[name] > before[name] * (1 + LEAK_SHARE),
  );
  return [
    ...grown.map((name) => `${name} grew by more than ${String(LEAK_SHARE * 100)}%`),
    ...(backwards > 0 ? [`The screen went back to an older frame ${String(backwards)} times`] : []),
    ...(shown * 2 < frames ? [`The screen showed ${String(shown)} of ${String(frames)} frames`] : []),
  ];
}

function stallsOf({ windows }: Measured): number {
  return windows.reduce((sum, { stalls }) => sum + stalls.length, 0);
}

type LoadSetup = Parameters<typeof installLoad>[0];

const words = process.argv.slice(2);
const seconds = Number.parseInt(words.find((word) => /^\d+$/.test(word)) ?? "60", 10);
const book = (["positions", "orders", "fills"] as const).find((each) => words.includes(each)) ?? "positions";
const wantsProfile = words.includes("--profile");

const renderer = await serveRenderer();
const browser = await chromium.launch(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {});
try {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, bypassCSP: true });
  const scene = loadScene(book);
  const entities = scene.entities.filter(([kind]) => kind !== "listing" && kind !== "group");
  const setup = { worker: publishForever.toString(), entities };
  const floor = await oneText(browser, context, setup);
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    console.error(error.message);
  });
  const plain = await plainLoop(page);
  await page.addInitScript(installScriptedHost, scene);
  await page.addInitScript(installLoad, setup);
  await page.goto(renderer.address);
  await page.getByRole("status", { name: "Environment" }).waitFor();
  const cdp = await context.newCDPSession(page);
  // Thread time: what others do on this machine is not counted.
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  await step(page, "start");
  await page.waitForTimeout(WARM_MS);
  const before = await retained(cdp);
  if (wantsProfile) {
    await cdp.send("Profiler.enable");
    await cdp.send("Profiler.start");
  }
  const busyBefore = await busySeconds(cdp);
  const loaded = await measured(browser, page, seconds * 1_000);
  const busyAfter = await busySeconds(cdp);
  if (wantsProfile) {
    const { profile } = await cdp.send("Profiler.stop");
    console.log(hottest(profile, 30));
  }
  const after = await retained(cdp);
  await step(page, "stop");
  // Between windows the load went on: a frame's share is reckoned by what it took in the seconds that were measured.
  const whole = (busyAfter["Timestamp"] ?? 0) - (busyBefore["Timestamp"] ?? 0);
  const framesOfWhole = Math.max(1, (loaded.frames * whole) / seconds);
  const busy = Object.fromEntries(
    ["TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration"].map((name) => [
      `${name}Ms`,
      (((busyAfter[name] ?? 0) - (busyBefore[name] ?? 0)) * 1_000) / framesOfWhole,
    ]),
  );
  const tasks = { longTasks: loaded.longTasks.length, longestTaskMs: Math.max(0, ...loaded.longTasks) };
  const latency = {
    "one text": latencyFigures(floor.windows),
    "one text, machine moving": latencyFigures(withoutStalls(floor.windows)),
    "under load": latencyFigures(loaded.windows),
    "under load, machine moving": latencyFigures(withoutStalls(loaded.windows)),
  };
  const report = {
    run: { seconds, book, load1: loadavg()[0], ...tasks, stalls: stallsOf(loaded), merged: loaded.merged },
    "plain loop": plain,
    latency,
    stages: stageFigures(withoutStalls(loaded.windows)),
    "stages of one text": stageFigures(withoutStalls(floor.windows)),
    "thread time a frame of changes": busy,
    retained: { before, after },
  };
  const rounded: unknown = JSON.parse(
    JSON.stringify(report, (_, value: unknown) =>
      typeof value === "number" ? Math.round(value * 100) / 100 : value,
    ),
  );
  for (const [title, rows] of Object.entries(rounded as typeof report)) {
    console.log(title);
    console.table(rows);
  }
  for (const fault of faultsOf(before, after, loaded)) {
    console.error(`After ${String(seconds)} s: ${fault}`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  renderer.close();
}

// The renderer under load: 1,000 positions, 2,000 working orders, 5,000 changes a second, in a real browser.
// node e2e/load/renderer-load.ts [SECONDS] [positions|orders|fills] [--profile]. Needs a built renderer. Figures, no
// verdict on speed; what is retained after the load is judged, and growth beyond the stated share ends with 1.
import { loadavg } from "node:os";
import { existsSync } from "node:fs";
import { chromium, type CDPSession, type Page } from "@playwright/test";
import { serveRenderer } from "../fixtures/built-renderer.ts";
import { installScriptedHost } from "../fixtures/scripted-host.ts";
import { installLoad, publishForever } from "./load-publisher.ts";
import { loadScene } from "./load-scene.ts";
import { hottest } from "./hottest.ts";

const CHROMIUM = "/usr/bin/chromium";
const WARM_MS = 10_000;
const IDLE_MS = 5_000;
/** The share by which heap, nodes or listeners may have grown after the load. */
const LEAK_SHARE = 0.1;
const FRAME_MS = 1_000 / 60;

interface Taken {
  readonly latencies: readonly number[];
  readonly intervals: readonly number[];
  readonly longTasks: readonly number[];
  readonly frames: number;
  readonly merged: number;
}

type Step = "start" | "stop" | "measure" | "rest" | "take";

/** One step of the load inside the page. */
async function step(page: Page, name: Step): Promise<Taken | undefined> {
  return page.evaluate((wanted) => {
    const { load } = window as unknown as {
      load: {
        start(): void;
        stop(): void;
        measure(on: boolean): void;
        take(): Taken;
      };
    };
    if (wanted === "take") return load.take();
    if (wanted === "measure" || wanted === "rest") load.measure(wanted === "measure");
    else load[wanted]();
    return undefined;
  }, name);
}

async function measured(page: Page, ms: number): Promise<Taken> {
  await step(page, "take");
  await step(page, "measure");
  await page.waitForTimeout(ms);
  await step(page, "rest");
  const taken = await step(page, "take");
  if (taken === undefined) throw new Error("Invariant: the page takes figures");
  return taken;
}

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

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function figures(taken: Taken): Readonly<Record<string, number>> {
  const { latencies, intervals, longTasks } = taken;
  const missed = intervals.map((ms) => Math.max(0, Math.round(ms / FRAME_MS) - 1));
  return {
    frames: taken.frames,
    mergedTicks: taken.merged,
    paintP50Ms: at(latencies, 0.5),
    paintP99Ms: at(latencies, 0.99),
    paintMaxMs: Math.max(0, ...latencies),
    rafP99Ms: at(intervals, 0.99),
    screenFramesMissed: missed.reduce((sum, each) => sum + each, 0),
    screenFrames: intervals.length,
    longTasks: longTasks.length,
    longestTaskMs: Math.max(0, ...longTasks),
  };
}

/** A page that only counts its own frames: what this machine can do just now. */
async function plainLoop(page: Page): Promise<Readonly<Record<string, number>>> {
  const intervals = await page.evaluate(
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
    IDLE_MS,
  );
  return figures({ latencies: [], intervals, longTasks: [], frames: 0, merged: 0 });
}

const words = process.argv.slice(2);
const seconds = Number.parseInt(words.find((word) => /^\d+$/.test(word)) ?? "60", 10);
const book = (["positions", "orders", "fills"] as const).find((each) => words.includes(each)) ?? "positions";
const wantsProfile = words.includes("--profile");

const renderer = await serveRenderer();
const browser = await chromium.launch(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {});
try {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, bypassCSP: true });
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    console.error(error.message);
  });
  const plain = await plainLoop(page);
  const scene = loadScene(book);
  await page.addInitScript(installScriptedHost, scene);
  const entities = scene.entities.filter(([kind]) => kind !== "listing" && kind !== "group");
  await page.addInitScript(installLoad, { worker: publishForever.toString(), entities });
  await page.goto(renderer.address);
  await page.getByRole("status", { name: "Environment" }).waitFor();
  const cdp = await context.newCDPSession(page);
  // Thread time: what others do on this machine is not counted.
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const idle = figures(await measured(page, IDLE_MS));
  await step(page, "start");
  await page.waitForTimeout(WARM_MS);
  const before = await retained(cdp);
  if (wantsProfile) {
    await cdp.send("Profiler.enable");
    await cdp.send("Profiler.start");
  }
  const busyBefore = await busySeconds(cdp);
  const loaded = figures(await measured(page, seconds * 1_000));
  const busyAfter = await busySeconds(cdp);
  if (wantsProfile) {
    const { profile } = await cdp.send("Profiler.stop");
    console.log(hottest(profile, 30));
  }
  const after = await retained(cdp);
  await step(page, "stop");
  const busy = Object.fromEntries(
    ["TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration"].map((name) => [
      `${name}MsAFrame`,
      (((busyAfter[name] ?? 0) - (busyBefore[name] ?? 0)) * 1_000) / Math.max(1, loaded["frames"] ?? 1),
    ]),
  );
  const grown = (["heapMb", "nodes", "listeners"] as const).filter(
    (name) => after[name] > before[name] * (1 + LEAK_SHARE),
  );
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === "number" ? Math.round(value * 100) / 100 : value;
  console.log(
    JSON.stringify(
      { seconds, book, loadAverage: loadavg(), plain, idle, loaded, busy, before, after },
      rounded,
    ),
  );
  console.table({ "plain loop": plain, "idle page": idle, "under load": loaded });
  console.table({ "thread time a frame of changes": busy });
  console.table({ before, after });
  if (grown.length > 0) {
    console.error(
      `Retained after ${String(seconds)} s, more than ${String(LEAK_SHARE * 100)}% above: ${grown.join(", ")}`,
    );
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  renderer.close();
}

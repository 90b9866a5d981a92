// One page under load, measured in windows: the page's own notes and the browser's trace of the same seconds, joined.
import type { Browser, CDPSession, Page } from "@playwright/test";
import { shownOf, type Shown } from "./figures.ts";
import type { Passage, Stall } from "./load-publisher.ts";
import { CATEGORIES, CLOCK_MARK, picturesOf, type TraceEvent } from "./presented.ts";

/** A trace of this length is read in a second; a longer one would fill the memory. */
const WINDOW_MS = 10_000;
/** What changed last comes to the screen within this time. */
const TAIL_MS = 200;

interface Taken {
  readonly passages: readonly Passage[];
  readonly stalls: readonly Stall[];
  readonly longTasks: readonly number[];
  readonly frames: number;
  readonly merged: number;
  /** How often the page went back to an older frame. */
  readonly backwards: number;
}

export interface Measured extends Omit<Taken, "passages" | "stalls"> {
  readonly windows: readonly Shown[];
}

type Step = "start" | "stop" | "measure" | "rest" | "take";

/** One step of the load inside the page. */
export async function step(page: Page, name: Step): Promise<Taken | undefined> {
  return page.evaluate((wanted) => {
    const { load } = window as unknown as {
      load: { start(): void; stop(): void; measure(on: boolean): void; take(): Taken };
    };
    if (wanted === "take") return load.take();
    if (wanted === "measure" || wanted === "rest") load.measure(wanted === "measure");
    else load[wanted]();
    return undefined;
  }, name);
}

/** Measures for so long; between windows the load goes on and nothing is counted. */
export async function measured(browser: Browser, page: Page, ms: number): Promise<Measured> {
  const cdp = await browser.newBrowserCDPSession();
  const windows: Measured[] = [];
  for (let left = ms; left > 0; left -= WINDOW_MS) {
    windows.push(await oneWindow(cdp, page, Math.min(left, WINDOW_MS)));
  }
  await cdp.detach();
  const sum = (of: (window: Measured) => number): number =>
    windows.reduce((all, window) => all + of(window), 0);
  return {
    windows: windows.flatMap((each) => each.windows),
    longTasks: windows.flatMap(({ longTasks }) => longTasks),
    frames: sum(({ frames }) => frames),
    merged: Math.max(0, ...windows.map(({ merged }) => merged)),
    backwards: sum(({ backwards }) => backwards),
  };
}

async function oneWindow(cdp: CDPSession, page: Page, ms: number): Promise<Measured> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { readonly value: readonly object[] }): void => {
    events.push(...(value as TraceEvent[]));
  };
  cdp.on("Tracing.dataCollected", collect);
  const traceConfig = { includedCategories: CATEGORIES };
  await cdp.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await page.evaluate((name) => {
    performance.clearMarks();
    performance.mark(name);
  }, CLOCK_MARK);
  await step(page, "take");
  await step(page, "measure");
  await page.waitForTimeout(ms);
  await step(page, "rest");
  const taken = await step(page, "take");
  if (taken === undefined) throw new Error("Invariant: the page takes figures");
  await page.waitForTimeout(TAIL_MS);
  const complete = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
  await cdp.send("Tracing.end");
  await complete;
  cdp.off("Tracing.dataCollected", collect);
  const { passages, stalls, ...counts } = taken;
  return { ...counts, windows: [shownOf(passages, picturesOf(events), stalls)] };
}

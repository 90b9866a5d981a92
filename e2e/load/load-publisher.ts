// What main does to a window under load, in a worker of the page: every 18 ms ninety changes, one unacknowledged frame,
// the rest merged meanwhile. The functions are sent to the page as text, so they use nothing outside of themselves.
import type { Change } from "../../src-core/contract/views.ts";

/** The worker: answers `start`, `stop` and `ack`; tells each frame with the time of its oldest change and its number. */
export function publishForever(): void {
  const TICK_MS = 18;
  const [QUOTES, POSITIONS, ORDERS, FILLS] = [25, 41, 14, 4];
  const FILLS_KEPT = 500;
  let held: Record<string, readonly Change[]> = {};
  let timer: ReturnType<typeof setInterval> | undefined;
  let [startedAt, ticks, fills, awaiting] = [0, 0, FILLS_KEPT, false];
  let pending = new Map<string, Change>();
  let [oldest, merged, sent, lastBeatMs] = [0, 0, 0, 0];
  // This thread has hardly anything to do: where it is called so much too late, the machine stood still, not the page.
  const BEAT_MS = 4;
  const STALL_MS = 12;
  let stalls: { readonly fromMs: number; readonly toMs: number }[] = [];
  const nowMs = (): number => performance.timeOrigin + performance.now();
  const put = (change: Change): void => {
    pending.set(`${change[0]} ${change[1]}`, change);
  };
  const turn = (kind: string, count: number, change: (entity: object, at: number) => object): void => {
    const all = held[kind] ?? [];
    for (let each = 0; each < count; each += 1) {
      const at = (ticks * count + each) % Math.max(1, all.length);
      const [, id, entity] = all[at] ?? [];
      if (id !== undefined) put([kind, id, change(entity ?? {}, at)] as unknown as Change);
    }
  };
  const tick = (): void => {
    ticks += 1;
    const price = (100 + (ticks % 500) / 100).toFixed(2);
    turn("quote", QUOTES, (entity) => ({ ...entity, last: price, mark: price, bid: price, ask: price }));
    turn("position", POSITIONS, (entity) => ({ ...entity, mark: price, unrealised: String(ticks % 997) }));
    turn("order", ORDERS, (entity) => ({ ...entity, filled: `0.${String((ticks % 9) + 1)}` }));
    turn("account", 1, (entity) => ({ ...entity, equity: String(412_380 + (ticks % 100)) }));
    turn("environment", 1, (entity) => ({ ...entity, equity: String(1_000_000 + ticks) }));
    const [, , fill] = held["fill"]?.[0] ?? [];
    for (let each = 0; each < FILLS / 2; each += 1) {
      const id = `f${String(fills)}`;
      put(["fill", id, { ...fill, id, atMs: Date.now() }] as unknown as Change);
      put(["fill", `f${String(fills - FILLS_KEPT)}`, null]);
      fills += 1;
    }
    // The first rows on the screen move every time.
    for (const [kind, id, entity] of (held["position"] ?? []).slice(0, 4)) {
      put([kind, id, { ...entity, mark: price }] as unknown as Change);
    }
  };
  const send = (): void => {
    if (awaiting || pending.size === 0) return;
    awaiting = true;
    sent += 1;
    const text = JSON.stringify([...pending.values()]);
    postMessage({ text, number: ticks, bornAtMs: oldest, sentAtMs: nowMs(), merged, sent, stalls });
    pending = new Map();
    stalls = [];
  };
  const beat = (): void => {
    const beatMs = nowMs();
    if (lastBeatMs > 0 && beatMs - lastBeatMs > BEAT_MS + STALL_MS)
      stalls.push({ fromMs: lastBeatMs, toMs: beatMs });
    lastBeatMs = beatMs;
  };
  setInterval(beat, BEAT_MS);
  const wake = (): void => {
    const due = Math.floor((nowMs() - startedAt) / TICK_MS);
    for (; ticks < due;) {
      if (pending.size === 0) oldest = startedAt + (ticks + 1) * TICK_MS;
      else merged += 1;
      tick();
    }
    send();
  };
  onmessage = ({ data }: MessageEvent<{ kind: string; entities?: readonly Change[] }>) => {
    if (data.kind === "ack") {
      awaiting = false;
      return;
    }
    clearInterval(timer);
    if (data.kind !== "start") return;
    held = Object.groupBy(data.entities ?? held["all"] ?? [], ([kind]) => kind);
    startedAt = nowMs() - ticks * TICK_MS;
    awaiting = false;
    timer = setInterval(wake, TICK_MS);
  };
}

/** What became of one frame of changes inside the page, in milliseconds of the page's clock. */
export interface Passage {
  /** The oldest of its changes happened. */
  readonly bornAtMs: number;
  readonly sentAtMs: number;
  readonly heardAtMs: number;
  /** The page's elements say it. */
  readonly changedAtMs: number;
}

/** When the machine stood still, in milliseconds of the page's clock. */
export interface Stall {
  readonly fromMs: number;
  readonly toMs: number;
}

/** In the page, after its host: hands the worker's frames to the page and notes when its elements say them. */
export function installLoad({ worker, entities }: { worker: string; entities: readonly Change[] }): void {
  const publisher = new Worker(URL.createObjectURL(new Blob([`(${worker})()`])));
  const longTasks: number[] = [];
  const waiting: { number: number; bornAtMs: number; sentAtMs: number; heardAtMs: number }[] = [];
  let passages: Passage[] = [];
  let stalls: Stall[] = [];
  let [frames, merged, backwards, last, running] = [0, 0, 0, 0, false];
  const toPage = (atMs: number): number => atMs - performance.timeOrigin;
  const page = window as unknown as {
    yoke: { request(text: string): Promise<string> };
    pushFrameText(text: string): void;
  };
  const request = page.yoke.request.bind(page.yoke);
  page.yoke.request = (text) => {
    if (text.includes("frames/acknowledge")) publisher.postMessage({ kind: "ack" });
    return request(text);
  };
  interface Sent {
    readonly text: string;
    readonly number: number;
    readonly bornAtMs: number;
    readonly sentAtMs: number;
    readonly merged: number;
    readonly stalls: readonly Stall[];
  }
  publisher.onmessage = ({ data }: MessageEvent<Sent>) => {
    frames += 1;
    merged = data.merged;
    for (const { fromMs, toMs } of data.stalls) stalls.push({ fromMs: toPage(fromMs), toMs: toPage(toMs) });
    const heardAtMs = performance.now();
    const [bornAtMs, sentAtMs] = [toPage(data.bornAtMs), toPage(data.sentAtMs)];
    waiting.push({ number: data.number, bornAtMs, sentAtMs, heardAtMs });
    page.pushFrameText(data.text);
  };
  new PerformanceObserver((list) => {
    if (running) longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: "longtask" });
  // Every frame of changes moves this number: the page says the frame when it says its number.
  const observed = (): void => {
    const text = document.querySelector(".room-equity .amount")?.textContent ?? "";
    const shown = Number(text.replaceAll(",", "")) - 1_000_000;
    const changedAtMs = performance.now();
    if (shown < last) backwards += 1;
    last = shown;
    while (waiting[0] !== undefined && waiting[0].number <= shown) {
      const { bornAtMs, sentAtMs, heardAtMs } = waiting[0];
      waiting.shift();
      if (running) passages.push({ bornAtMs, sentAtMs, heardAtMs, changedAtMs });
    }
  };
  const observe = (): void => {
    const element = document.querySelector(".room-equity");
    if (element === null) throw new Error("Invariant: the page shows the equity");
    const what = { subtree: true, childList: true, characterData: true };
    new MutationObserver(observed).observe(element, what);
  };
  Object.assign(window, {
    load: {
      start: () => {
        observe();
        publisher.postMessage({ kind: "start", entities });
      },
      stop: () => publisher.postMessage({ kind: "stop" }),
      measure: (on: boolean) => {
        running = on;
      },
      take: () => {
        const taken = { passages, stalls, longTasks: [...longTasks], frames, merged, backwards };
        [passages, stalls] = [[], []];
        longTasks.length = 0;
        [frames, merged, backwards] = [0, 0, 0];
        return taken;
      },
    },
  });
}

/** The least a page can do with a frame: read its text and write one number. What this takes is the machine's share. */
export function installOneText(): void {
  let element: Element | undefined;
  let sequence = 0;
  const yoke = { request: (text: string): Promise<string> => Promise.resolve(text) };
  // Looked up when called: the load listens to it.
  const acknowledge = (text: string): Promise<string> => yoke.request(text);
  const pushFrameText = (text: string): void => {
    sequence += 1;
    void acknowledge(`frames/acknowledge ${String(sequence)}`);
    const changes = JSON.parse(text) as readonly Change[];
    const [, , environment] = changes.findLast(([kind]) => kind === "environment") ?? [];
    if (element !== undefined && environment !== undefined && environment !== null && "equity" in environment)
      element.textContent = environment.equity ?? "";
  };
  Object.assign(window, { yoke, pushFrameText });
  addEventListener("DOMContentLoaded", () => {
    document.body.innerHTML = '<p class="room-equity"><span class="amount">1000000</span></p>';
    element = document.querySelector(".amount") ?? undefined;
  });
}

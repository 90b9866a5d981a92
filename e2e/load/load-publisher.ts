// What main does to a window under load, in a worker of the page: every 16 ms eighty changes, one unacknowledged frame,
// the rest merged meanwhile. The functions are sent to the page as text, so they use nothing outside of themselves.
import type { Change } from "../../src-core/contract/views.ts";

/** The worker: answers `start`, `stop` and `ack`; tells each frame with the time of its oldest change and its number. */
export function publishForever(): void {
  const TICK_MS = 16;
  const [QUOTES, POSITIONS, ORDERS, FILLS] = [22, 36, 12, 4];
  const FILLS_KEPT = 500;
  let held: Record<string, readonly Change[]> = {};
  let timer: ReturnType<typeof setInterval> | undefined;
  let [startedAt, ticks, fills, awaiting] = [0, 0, FILLS_KEPT, false];
  let pending = new Map<string, Change>();
  let [oldest, merged, sent] = [0, 0, 0];
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
    postMessage({ text, number: ticks, bornAtMs: oldest, merged, sent });
    pending = new Map();
  };
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
    timer = setInterval(wake, 4);
  };
}

/** In the page, after the scripted host: hands the worker's frames to the renderer and measures when they are painted. */
export function installLoad({ worker, entities }: { worker: string; entities: readonly Change[] }): void {
  const publisher = new Worker(URL.createObjectURL(new Blob([`(${worker})()`])));
  const latencies: number[] = [];
  const intervals: number[] = [];
  const longTasks: number[] = [];
  const waiting: { number: number; bornAtMs: number }[] = [];
  let [frames, merged, lastRaf, running] = [0, 0, 0, false];
  const nowMs = (): number => performance.timeOrigin + performance.now();
  const page = window as unknown as {
    yoke: { request(text: string): Promise<string> };
    pushFrameText(text: string): void;
  };
  const request = page.yoke.request.bind(page.yoke);
  page.yoke.request = (text) => {
    if (text.includes("frames/acknowledge")) publisher.postMessage({ kind: "ack" });
    return request(text);
  };
  publisher.onmessage = ({
    data,
  }: MessageEvent<{ text: string; number: number; bornAtMs: number; merged: number }>) => {
    frames += 1;
    merged = data.merged;
    waiting.push({ number: data.number, bornAtMs: data.bornAtMs });
    page.pushFrameText(data.text);
  };
  new PerformanceObserver((list) => {
    if (running) longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: "longtask" });
  const shownNumber = (): number => {
    const text = document.querySelector(".room-equity .amount")?.textContent ?? "";
    return Number(text.replaceAll(",", "")) - 1_000_000;
  };
  // Right after a frame was rendered, a message is handled: what the page showed by then has been painted.
  const painted = new MessageChannel();
  painted.port1.onmessage = ({ data }: MessageEvent<number>) => {
    const at = nowMs();
    while (waiting[0] !== undefined && waiting[0].number <= data) {
      const done = waiting.shift();
      if (running && done !== undefined) latencies.push(at - done.bornAtMs);
    }
  };
  const loop = (): void => {
    const at = performance.now();
    if (running && lastRaf > 0) intervals.push(at - lastRaf);
    lastRaf = at;
    painted.port2.postMessage(shownNumber());
    requestAnimationFrame(loop);
  };
  requestAnimationFrame(loop);
  Object.assign(window, {
    load: {
      start: () => publisher.postMessage({ kind: "start", entities }),
      stop: () => publisher.postMessage({ kind: "stop" }),
      measure: (on: boolean) => {
        running = on;
        lastRaf = 0;
      },
      take: () => {
        const taken = {
          latencies: [...latencies],
          intervals: [...intervals],
          longTasks: [...longTasks],
          frames,
          merged,
        };
        for (const list of [latencies, intervals, longTasks]) list.length = 0;
        [frames, merged] = [0, 0];
        return taken;
      },
    },
  });
}

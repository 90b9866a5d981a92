// Real recorded frames: a depth snapshot, its diffs, best quotes and trades, played in their own time and looped.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Market } from "./market.ts";
import { SortedSide, type Row } from "./sorted-side.ts";

type Frame =
  | {
      readonly kind: "depth";
      readonly atMs: number;
      readonly bids: readonly Row[];
      readonly asks: readonly Row[];
    }
  | {
      readonly kind: "trade";
      readonly atMs: number;
      readonly price: string;
      readonly quantity: string;
      readonly m: boolean;
    };

export interface Recording {
  /** The book at the start. */
  readonly bids: readonly Row[];
  readonly asks: readonly Row[];
  /** Times count from the start. */
  readonly frames: readonly Frame[];
  readonly lengthMs: number;
}

interface Raw {
  readonly lastUpdateId?: number;
  readonly bids?: Row[];
  readonly asks?: Row[];
  readonly data?: {
    readonly e: string;
    readonly u?: number;
    readonly b?: Row[];
    readonly a?: Row[];
    readonly p?: string;
    readonly q?: string;
    readonly m?: boolean;
  };
}

const TICK_MS = 50;
const SHOWN_LEVELS = 50;

function frameOf(raw: Raw, atMs: number): Frame | undefined {
  const { data } = raw;
  if (data?.e === "depthUpdate") return { kind: "depth", atMs, bids: data.b ?? [], asks: data.a ?? [] };
  if (data?.e !== "trade" || data.p === undefined || data.q === undefined) return undefined;
  return { kind: "trade", atMs, price: data.p, quantity: data.q, m: data.m ?? false };
}

/** Reads a recording: one line is a receive time in nanoseconds, a space, and a frame as JSON. */
export function loadRecording(path: string): Recording {
  const lines = gunzipSync(readFileSync(path)).toString("utf8").trim().split("\n");
  const parsed = lines.map((line) => {
    const space = line.indexOf(" ");
    return { atMs: Number(line.slice(0, space - 6)), raw: JSON.parse(line.slice(space + 1)) as Raw };
  });
  const first = parsed.findIndex(({ raw }) => raw.lastUpdateId !== undefined);
  const snapshot = parsed[first];
  if (snapshot === undefined) throw new Error(`Invariant: no depth snapshot in ${path}`);
  const lastUpdateId = snapshot.raw.lastUpdateId ?? 0;
  const later = parsed.slice(first + 1).filter(({ raw }) => (raw.data?.u ?? lastUpdateId + 1) > lastUpdateId);
  const frames = later.flatMap(({ atMs, raw }) => frameOf(raw, atMs - snapshot.atMs) ?? []);
  const lengthMs = (frames.at(-1)?.atMs ?? 0) + 1000;
  return { bids: snapshot.raw.bids ?? [], asks: snapshot.raw.asks ?? [], frames, lengthMs };
}

/** Plays a recording again and again; the answer stops it. */
export function playRecording(market: Market, symbol: string, recording: Recording): () => void {
  let bids = new SortedSide("bids", recording.bids);
  let asks = new SortedSide("asks", recording.asks);
  let next = 0;
  let startedMs = performance.now();
  let markedMs = 0;
  const timer = setInterval(() => {
    const elapsed = performance.now() - startedMs;
    let changed = next === 0;
    for (let frame = recording.frames[next]; frame !== undefined && frame.atMs <= elapsed;) {
      if (frame.kind === "depth") {
        bids.apply(frame.bids);
        asks.apply(frame.asks);
        changed = true;
      } else {
        const { price, quantity, m } = frame;
        market.trade(symbol, { price: Decimal.of(price), quantity: Decimal.of(quantity), buyerIsMaker: m });
      }
      next += 1;
      frame = recording.frames[next];
    }
    if (changed) market.setBook(symbol, bids.best(SHOWN_LEVELS), asks.best(SHOWN_LEVELS));
    if (elapsed - markedMs >= 1000) {
      markedMs = elapsed;
      market.setMark(symbol, market.touch(symbol, "SELL"));
    }
    if (elapsed < recording.lengthMs) return;
    bids = new SortedSide("bids", recording.bids);
    asks = new SortedSide("asks", recording.asks);
    next = 0;
    markedMs = 0;
    startedMs = performance.now();
  }, TICK_MS);
  return () => {
    clearInterval(timer);
  };
}

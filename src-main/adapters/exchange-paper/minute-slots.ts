// The inside of a minute: 240 slots of 250 ms from open to close, which touch the bar's high and low and never pass them.
import { hashOf, smoothNoise, uniform } from "./noise.ts";
import { barOver, type InstrumentShape, ticksOf } from "./minute-bars.ts";
import { minuteVolatility } from "./price-path.ts";

export const SLOT_MS = 250;
export const SLOTS_PER_MINUTE = 240;
const MINUTE_MS = 60_000;

/** Prices in ticks and volumes in lots of each slot of one minute; volumes sum to the bar's. */
export interface MinuteSlots {
  readonly minute: number;
  readonly ticks: Float64Array;
  readonly lots: Float64Array;
}

export function minuteAt(ms: number): number {
  return Math.floor(ms / MINUTE_MS);
}

export function slotAt(ms: number): number {
  return Math.floor((ms - minuteAt(ms) * MINUTE_MS) / SLOT_MS);
}

export function minuteSlots(shape: InstrumentShape, minute: number): MinuteSlots {
  const bar = barOver(shape, minute, 1);
  const seed = hashOf(shape.path.seed + 211, minute);
  const logs = pathInside(shape, seed, bar);
  return {
    minute,
    ticks: logs.map((log) => ticksOf(shape, log)),
    lots: lotsInside(seed, bar.lots),
  };
}

interface Anchor {
  readonly slot: number;
  readonly log: number;
}

function pathInside(shape: InstrumentShape, seed: number, bar: ReturnType<typeof barOver>): Float64Array {
  const logs = new Float64Array(SLOTS_PER_MINUTE);
  const jitter = minuteVolatility(shape.path) * 0.25;
  const [first, second, third, last] = anchors(seed, bar);
  for (const [from, to] of [
    [first, second],
    [second, third],
    [third, last],
  ] as const) {
    for (let slot = from.slot; slot <= to.slot; slot += 1) {
      const part = (slot - from.slot) / Math.max(1, to.slot - from.slot);
      const window = 4 * part * (1 - part);
      const noise =
        jitter *
        (smoothNoise(seed + 1, slot / 24) +
          smoothNoise(seed + 2, slot / 8) / 2 +
          smoothNoise(seed + 3, slot / 3) / 4);
      const log = from.log + (to.log - from.log) * part + window * noise;
      logs[slot] = Math.min(bar.high, Math.max(bar.low, log));
    }
  }
  return logs;
}

/** Open, the two extremes in either order, close. */
function anchors(seed: number, bar: ReturnType<typeof barOver>): readonly [Anchor, Anchor, Anchor, Anchor] {
  const split = 2 + (hashOf(seed, 1) % (SLOTS_PER_MINUTE - 4));
  const early = 1 + (hashOf(seed, 2) % (split - 1));
  const late = split + (hashOf(seed, 3) % (SLOTS_PER_MINUTE - 1 - split));
  const highFirst = hashOf(seed, 4) % 2 === 0;
  return [
    { slot: 0, log: bar.open },
    { slot: early, log: highFirst ? bar.high : bar.low },
    { slot: late, log: highFirst ? bar.low : bar.high },
    { slot: SLOTS_PER_MINUTE - 1, log: bar.close },
  ];
}

/** Shares the minute's lots by uneven weights; differences of a running floor, so that nothing is lost. */
function lotsInside(seed: number, total: number): Float64Array {
  const weights = Float64Array.from({ length: SLOTS_PER_MINUTE }, (_, slot) => uniform(seed + 5, slot) ** 4);
  const sum = weights.reduce((whole, weight) => whole + weight, 0);
  let running = 0;
  let given = 0;
  return weights.map((weight, slot) => {
    running += weight;
    const until = slot === SLOTS_PER_MINUTE - 1 ? total : Math.floor((total * running) / sum);
    const lots = until - given;
    given = until;
    return lots;
  });
}

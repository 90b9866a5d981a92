// Seeded choices. Every source of chance in a run is one of these, named, so that leaving an event out does not move the others.
import { createHash } from "node:crypto";
import { seededRandom } from "../venues/binance-usdm/seeded-random.ts";

export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <const T>(from: readonly [T, ...T[]]) => T;
  /** Undefined only for an empty list. */
  readonly pickFrom: <T>(from: readonly T[]) => T | undefined;
}

/** The source of one name under one seed; seeds are any integers. */
export function random(seed: number | bigint, name: string): Random {
  const digest = createHash("sha256")
    .update(`${String(seed)}|${name}`)
    .digest();
  const next = seededRandom(digest.readUInt32LE(0));
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (from) => from[between(0, from.length - 1)] ?? from[0],
    pickFrom: (from) => from[between(0, from.length - 1)],
  };
}

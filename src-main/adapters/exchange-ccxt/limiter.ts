// How much may be asked of a venue, by bucket (address, account) and by importance. Pure: state and time in, state out.
// Windows slide, so the count is never below the venue's own, however its windows are aligned.

/**
 * From most to least urgent. Cancels may use all of a bucket; the rest leave a part of it to them. `keep` keeps a countdown
 * alive: missed too long, it takes every order of a listing, stops too, so no new order and no reading goes before it; it
 * has three more chances in its window, so what closes a position now does. `ask` is a short reading that somebody waits
 * for, such as the query of one order; `read` is bulk.
 */
export const PRIORITIES = ["cancel", "reduce", "keep", "new", "ask", "read"] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface Bucket {
  readonly id: string;
  readonly capacity: number;
  readonly windowMs: number;
}

export interface Cost {
  readonly bucket: string;
  readonly amount: number;
}

/** One spending, oldest first in its list. */
interface Spending {
  readonly atMs: number;
  readonly amount: number;
  /** Counted by the venue and not sent by us. */
  readonly byOthers?: true;
}

interface BucketState {
  readonly bucket: Bucket;
  readonly spent: readonly Spending[];
  /** Nothing passes before this time: the venue said so. */
  readonly stoppedUntilMs: number;
}

export type LimiterState = ReadonlyMap<string, BucketState>;

/** The part of a bucket that only cancels may use. */
export const CANCEL_SHARE = 0.2;

export function openLimiter(buckets: readonly Bucket[]): LimiterState {
  return new Map(buckets.map((bucket) => [bucket.id, { bucket, spent: [], stoppedUntilMs: 0 }]));
}

/** Adds buckets that are not there yet, for an account that comes later. */
export function withBuckets(state: LimiterState, buckets: readonly Bucket[]): LimiterState {
  return new Map([...openLimiter(buckets), ...state]);
}

function recent(state: BucketState, nowMs: number): readonly Spending[] {
  const first = state.spent.findIndex((it) => it.atMs > nowMs - state.bucket.windowMs);
  return first < 0 ? [] : state.spent.slice(first);
}

function total(spent: readonly Spending[]): number {
  return spent.reduce((sum, it) => sum + it.amount, 0);
}

/** What the bucket has given out in its last window. */
export function usedIn(state: LimiterState, bucket: string, nowMs: number): number {
  const found = state.get(bucket);
  return found === undefined ? 0 : total(recent(found, nowMs));
}

/** One bucket as it stands. */
export interface BucketLook {
  readonly id: string;
  readonly used: number;
  readonly usedByOthers: number;
  readonly capacity: number;
  readonly keptForCancels: number;
  readonly windowMs: number;
  readonly stoppedForMs?: number;
}

/** Every bucket, for those who show it or decide by it. */
export function lookAtBuckets(state: LimiterState, nowMs: number): readonly BucketLook[] {
  return [...state.values()].map((held) => {
    const { id, capacity, windowMs } = held.bucket;
    const spent = recent(held, nowMs);
    const stoppedForMs = held.stoppedUntilMs - nowMs;
    return {
      id,
      used: total(spent),
      usedByOthers: total(spent.filter((it) => it.byOthers === true)),
      capacity,
      keptForCancels: capacity - ceiling(held.bucket, "new"),
      windowMs,
      ...(stoppedForMs > 0 ? { stoppedForMs } : {}),
    };
  });
}

function ceiling(bucket: Bucket, priority: Priority): number {
  return priority === "cancel" ? bucket.capacity : Math.floor(bucket.capacity * (1 - CANCEL_SHARE));
}

/** When this bucket alone would let the cost pass; now or earlier means at once, infinity means never. */
function freeAtMs(state: BucketState, amount: number, priority: Priority, nowMs: number): number {
  // What costs nothing here waits for the venue's own word only: a full bucket of readings holds back no order.
  if (amount === 0) return state.stoppedUntilMs;
  const room = ceiling(state.bucket, priority) - amount;
  if (room < 0) return Number.POSITIVE_INFINITY;
  const spent = recent(state, nowMs);
  let used = total(spent);
  if (used <= room) return state.stoppedUntilMs;
  for (const it of spent) {
    used -= it.amount;
    if (used <= room) return Math.max(state.stoppedUntilMs, it.atMs + state.bucket.windowMs);
  }
  return state.stoppedUntilMs;
}

/** When all buckets of a cost would let it pass; an unknown bucket never holds anything back. */
export function passesAtMs(
  state: LimiterState,
  costs: readonly Cost[],
  priority: Priority,
  nowMs: number,
): number {
  return costs.reduce((latest, { bucket, amount }) => {
    const found = state.get(bucket);
    return found === undefined ? latest : Math.max(latest, freeAtMs(found, amount, priority, nowMs));
  }, nowMs);
}

/** Takes the cost out of its buckets. */
export function spend(
  state: LimiterState,
  costs: readonly Cost[],
  nowMs: number,
  byOthers = false,
): LimiterState {
  const next = new Map(state);
  for (const { bucket, amount } of costs) {
    const found = next.get(bucket);
    if (found === undefined || amount === 0) continue;
    const spending: Spending = byOthers ? { atMs: nowMs, amount, byOthers } : { atMs: nowMs, amount };
    next.set(bucket, { ...found, spent: [...recent(found, nowMs), spending] });
  }
  return next;
}

/** The venue says how much of a bucket is used: what we did not know of was spent by others, and counts from now. */
export function observeUsed(state: LimiterState, bucket: string, used: number, nowMs: number): LimiterState {
  const unknown = used - usedIn(state, bucket, nowMs);
  return unknown > 0 ? spend(state, [{ bucket, amount: unknown }], nowMs, true) : state;
}

/** The venue closed a bucket until a time; an earlier, later end stands. */
export function stopUntil(state: LimiterState, bucket: string, untilMs: number): LimiterState {
  const found = state.get(bucket);
  if (found === undefined || found.stoppedUntilMs >= untilMs) return state;
  return new Map(state).set(bucket, { ...found, stoppedUntilMs: untilMs });
}

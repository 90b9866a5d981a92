// When absence is proven: only late enough, often enough, by a read that works, with nothing missed meanwhile.
import type { NotFound, Order } from "./order.ts";

const ANSWERS_NEEDED = 3;
const APART_MS = 1_000;
const MARGIN_MS = 2_000;

export interface AbsenceReading extends NotFound {
  /** The private stream was live, without a gap, from before the send until now. */
  readonly streamLiveSinceSend: boolean;
  /** |our clock - the venue's|; absent: not measured, so nothing is proven by time. */
  readonly clockErrorMs?: number;
}

/** From when on a "not found" counts, wall clock; undefined: never, because the venue has no last moment or our clock is not measured. */
export function countsFromMs(order: Order, clockErrorMs: number | undefined): number | undefined {
  if (order.acceptableUntilMs === undefined || clockErrorMs === undefined) return undefined;
  return order.acceptableUntilMs + 2 * Math.abs(clockErrorMs) + MARGIN_MS;
}

/** The "not found" answers that count, this one included: each asked late enough, by a working read, at least a second after the one before. */
export function countedAnswers(order: Order, reading: AbsenceReading): readonly NotFound[] {
  const fromMs = countsFromMs(order, reading.clockErrorMs);
  const { askedAtMs, positiveControl } = reading;
  const last = order.notFound.at(-1);
  const apart = last === undefined || askedAtMs - last.askedAtMs >= APART_MS;
  const counts =
    fromMs !== undefined && askedAtMs >= fromMs && positiveControl && reading.streamLiveSinceSend && apart;
  return counts ? [...order.notFound, { askedAtMs, positiveControl }] : order.notFound;
}

/** True when the counted answers prove that the venue never had the order. */
export function provesAbsence(order: Order, answers: readonly NotFound[]): boolean {
  return answers.length >= ANSWERS_NEEDED && order.filled.isZero() && order.venueOrderId === undefined;
}

// When absence is proven: only late enough, often enough, by a read that works, with nothing missed meanwhile.
import { hasLived, type NotFound, type Order } from "./order.ts";

const ANSWERS_NEEDED = 3;
const APART_MS = 1_000;
const MARGIN_MS = 2_000;

export interface AbsenceReading extends NotFound {
  /** The private stream was live, without a gap, from before the send until now. */
  readonly streamLiveSinceSend: boolean;
  /** Complete paged reads after this answer, covering the time since the intent, show no trace of the order. */
  readonly recordShowsNothing?: boolean;
  /** |our clock - the venue's|; absent: not measured, so nothing is proven by time. */
  readonly clockErrorMs?: number;
  /** When the answer came. */
  readonly atMs: number;
}

/** Whether a "not found" asked now would come late enough for reading the whole record to be worth its weight. */
export function isLateEnough(order: Order, askedAtMs: number, clockErrorMs: number | undefined): boolean {
  const fromMs = countsFromMs(order, clockErrorMs);
  return fromMs !== undefined && askedAtMs >= fromMs;
}

/** From when on a "not found" counts, wall clock; undefined: never, because the venue has no last moment or our clock is not measured. */
function countsFromMs(order: Order, clockErrorMs: number | undefined): number | undefined {
  if (order.acceptableUntilMs === undefined || clockErrorMs === undefined) return undefined;
  return order.acceptableUntilMs + 2 * Math.abs(clockErrorMs) + MARGIN_MS;
}

/**
 * The "not found" answers that count, this one included: each asked late enough, by a working read, at least a second after
 * the one before. Those of before no longer count when the clock's error has since been measured as larger.
 */
export function countedAnswers(order: Order, reading: AbsenceReading): readonly NotFound[] {
  const fromMs = countsFromMs(order, reading.clockErrorMs);
  const { askedAtMs, positiveControl, streamLiveSinceSend, recordShowsNothing } = reading;
  const nothingMissed = streamLiveSinceSend || recordShowsNothing === true;
  if (fromMs === undefined || !positiveControl || !nothingMissed) return order.notFound;
  const kept = order.notFound.filter((answer) => answer.askedAtMs >= fromMs);
  const counts = askedAtMs >= fromMs && spaced({ notFound: kept }, reading);
  if (!counts && kept.length === order.notFound.length) return order.notFound;
  return counts ? [...kept, { askedAtMs, positiveControl }] : kept;
}

/** Asked at least a second after the last answer that is kept, and not after its own answer: the clock has not jumped back. */
export function spaced(
  order: Pick<Order, "notFound">,
  { askedAtMs, atMs }: Pick<AbsenceReading, "askedAtMs" | "atMs">,
): boolean {
  const last = order.notFound.at(-1);
  return askedAtMs <= atMs && (last === undefined || askedAtMs - last.askedAtMs >= APART_MS);
}

/** True when the answers that an order holds prove that the venue never had it. */
export function provesAbsence(order: Order): boolean {
  return order.notFound.length >= ANSWERS_NEEDED && !hasLived(order);
}

// An order as the stages of its plan count it: what has not left, what may still trade, what has ended.
import { type LegProgress, WAITING } from "../plan/pair-net.ts";
import { isTerminal, type Order } from "./order.ts";

/**
 * Of a leg's order, undefined while there is none. INTENT, ACCEPTED and UNKNOWN are out: what is journaled may leave at
 * any moment, and all three may trade in full. The quantity is the venue's, also where its fills have not arrived.
 */
export function legProgress(order: Order | undefined): LegProgress {
  if (order === undefined) return WAITING;
  return { kind: isTerminal(order.status) ? "ended" : "out", filled: order.filled };
}

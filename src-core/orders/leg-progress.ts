// An order as the stages of its plan count it: what has not left, what may still trade, what has ended.
import { type LegProgress, WAITING } from "../plan/pair-net.ts";
import { isTerminal, type Order } from "./order.ts";

/**
 * Of a leg's order, undefined while there is none. What was journaled and not sent waits; ACCEPTED and UNKNOWN are out,
 * for they may trade in full. The quantity is the venue's, also where its fills have not arrived.
 */
export function legProgress(order: Order | undefined): LegProgress {
  if (order === undefined || order.status === "INTENT") return WAITING;
  return { kind: isTerminal(order.status) ? "ended" : "out", filled: order.filled };
}

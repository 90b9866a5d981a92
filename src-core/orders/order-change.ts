// The small steps that every handler of the order machine is made of.
import { Decimal } from "../money/decimal.ts";
import type { Evidence } from "../order-terms/venue-event.ts";
import { isEnded, isTerminal, type Order, type OrderStatus } from "./order.ts";

/** Why an order is in a status: words for a person, and the report that it rests on. */
export interface Grounds {
  readonly reason?: string | undefined;
  readonly basis?: Evidence | undefined;
}

/** The order with these fields; the same object when they say nothing new. */
export function patched(order: Order, patch: Partial<Order>): Order {
  const keys = Object.keys(patch) as (keyof Order)[];
  return keys.every((key) => same(order[key], patch[key])) ? order : { ...order, ...patch };
}

/** The order in a status, on these grounds alone; a settled order has no cancel under way. */
export function inStatus(order: Order, status: OrderStatus, grounds: Grounds): Order {
  const { reason, basis } = grounds;
  const known = order.status === status && order.reason === reason && order.basis === basis;
  const idle =
    (!isTerminal(status) || order.cancel.status === "none") &&
    (!isEnded(status) || order.amend === undefined);
  if (known && idle) return order;
  const { reason: _, basis: __, amend, ...rest } = order;
  return {
    ...rest,
    ...(amend === undefined || isEnded(status) ? {} : { amend }),
    status,
    cancel: isTerminal(status) ? { status: "none" } : order.cancel,
    ...(reason === undefined ? {} : { reason }),
    ...(basis === undefined ? {} : { basis }),
  };
}

/** UNKNOWN: it may or may not exist or work, and it reserves in full. What showed it open is not forgotten. */
export function doubted(order: Order, reason: string): Order {
  return inStatus(order, "UNKNOWN", { reason, basis: mayBeOpen(order) ? order.basis : undefined });
}

/** It is open, or was when it was last heard of: its basis is the strongest report of that. */
export function mayBeOpen({ status }: Order): boolean {
  return status === "OPEN" || status === "PARTIAL" || status === "UNKNOWN";
}

function same(one: unknown, other: unknown): boolean {
  return one === other || (one instanceof Decimal && other instanceof Decimal && one.equals(other));
}

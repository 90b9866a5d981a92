// What a terminal holds for true of its accounts, as lines that can be compared with the venue's own.
import type { AccountSnapshot, VenuePosition } from "../../src-core/order-terms/venue-event.ts";
import type { OrderStatus } from "../../src-core/orders/order.ts";
import type { Runtime } from "../../src-main/use-cases/runtime.ts";
import type { Belief } from "./messages.ts";

/** Nobody knows yet what became of them. */
export const UNSETTLED: readonly OrderStatus[] = ["INTENT", "SENDING", "UNKNOWN"];

/** The terminal's side: positions and working orders of its portfolio, and orders that are in doubt. */
export function beliefOf({ state }: Runtime): Belief {
  const accounts = Object.values(state.portfolio.accounts);
  return {
    positions: accounts
      .flatMap(({ account, positions }) => heldLines(account.id, Object.values(positions)))
      .sort(),
    working: accounts
      .flatMap(({ account, working }) =>
        Object.values(working)
          .filter(({ certainty }) => certainty === "working")
          .map((order) => `${account.id} ${order.id}`),
      )
      .sort(),
    doubted: accounts.flatMap(({ working }) =>
      Object.values(working)
        .filter(({ certainty }) => certainty !== "working")
        .map(({ id }) => id),
    ),
    unknown: [...state.durable.orders.values()]
      .filter(({ status }) => UNSETTLED.includes(status))
      .map(({ clientId }) => clientId),
    halted: state.durable.causes.some(({ kind }) => kind === "person"),
  };
}

function heldLines(
  accountId: string,
  positions: readonly Pick<VenuePosition, "listing" | "quantitySigned">[],
): readonly string[] {
  return positions
    .filter(({ quantitySigned }) => !quantitySigned.isZero())
    .map((held) => `${accountId} ${held.listing} ${String(held.quantitySigned)}`);
}

/** The venue's side of the same lines. */
export function truthOf(
  snapshots: ReadonlyMap<string, AccountSnapshot>,
): Pick<Belief, "positions" | "working"> {
  const all = [...snapshots];
  return {
    positions: all.flatMap(([id, { positions }]) => heldLines(id, positions)).sort(),
    working: all
      .flatMap(([id, { openOrders }]) => openOrders.map((order) => `${id} ${order.clientId ?? "?"}`))
      .sort(),
  };
}

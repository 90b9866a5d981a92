// The stops that close a position when the price goes against it.
import type { OrderView, PositionView } from "../../../src-core/contract/views.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";

type Held = Pick<PositionView, "environment" | "name" | "accountId" | "positionSide" | "quantitySigned">;

/** Ours, working, of the other side than the position; of every account for a summed position. */
export function protectingStops(orders: readonly OrderView[], position: Held): readonly OrderView[] {
  const sign = Decimal.parse(position.quantitySigned)?.sign() ?? 0;
  if (sign === 0) return [];
  const side = sign > 0 ? "sell" : "buy";
  return orders.filter(
    (order) =>
      order.working &&
      order.origin === "yoke" &&
      (order.type === "stop" || order.type === "stop-limit") &&
      order.side === side &&
      order.environment === position.environment &&
      order.name === position.name &&
      (position.accountId === undefined || order.accountId === position.accountId) &&
      (position.accountId === undefined || order.positionSide === position.positionSide),
  );
}

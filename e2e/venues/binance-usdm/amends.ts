// The venue's own PUT /fapi/v1/order: limit orders alone, price and quantity together, back to the end of the queue.
import { Decimal } from "../../../src-core/money/decimal.ts";
import { finish } from "./execution.ts";
import { findInstrument } from "./instruments.ts";
import { restate } from "./matching.ts";
import { checkFilters } from "./order-request.ts";
import { refuse, type Refusal } from "./refusal.ts";
import type { Parameters } from "./route.ts";
import { isOpen, type TruthAccount, type TruthOrder } from "./truth.ts";
import type { Venue } from "./venue.ts";

/** Changes an order, or refuses. A quantity that is filled already ends the order [Binance, Modify Order]. */
export function amendOrder(
  venue: Venue,
  account: TruthAccount,
  order: TruthOrder,
  parameters: Parameters,
): TruthOrder | Refusal {
  const quantity = Decimal.parse(parameters["quantity"]);
  const price = Decimal.parse(parameters["price"]);
  const instrument = findInstrument(order.symbol);
  if (quantity === undefined || price === undefined || instrument === undefined) return refuse(-1102);
  if (parameters["side"] !== order.side) return refuse(-1117);
  if (!isOpen(order)) return refuse(-2013);
  if (order.type !== "LIMIT") return refuse(-5025);
  if (order.price.equals(price) && order.quantity.equals(quantity)) return refuse(-5027);
  const { side, positionSide, timeInForce, reduceOnly, preventsSelfTrade } = order;
  const request = {
    instrument,
    clientId: order.clientOrderId,
    side,
    positionSide,
    type: "LIMIT",
    timeInForce,
    preventsSelfTrade,
  };
  const refusal = checkFilters(
    { ...request, quantity, price, trigger: Decimal.of("0"), workingType: "CONTRACT_PRICE", reduceOnly },
    venue.market,
  );
  if (refusal !== undefined) return refusal;
  if (quantity.atMost(order.filled)) {
    finish(venue, account, order, "CANCELED");
    return order;
  }
  return restate(venue, account, order, { quantity, price }) ?? order;
}

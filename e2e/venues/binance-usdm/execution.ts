// What a trade does: to the order, the position, the wallet, and to the user stream.
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import { accountMessage } from "./account-views.ts";
import { orderMessage, type Execution } from "./order-views.ts";
import {
  positionOf,
  type TruthAccount,
  type TruthOrder,
  type TruthPosition,
  type TruthTrade,
} from "./truth.ts";
import type { Venue } from "./venue.ts";

const TAKER_FEE = Decimal.of("0.0005");
const MAKER_FEE = Decimal.of("0.0002");
const SCALE = 8;

export interface Execute {
  readonly price: Decimal;
  readonly quantity: Decimal;
  readonly maker: boolean;
  /** Of the other side of the same trade, where that is played too. */
  readonly tradeId?: number;
}

/** Moves a position by a signed amount at a price; answers the realised profit. */
function movePosition(position: TruthPosition, delta: Decimal, price: Decimal, atMs: number): Decimal {
  const before = position.amount;
  const after = before.plus(delta);
  const reduces = before.sign() !== 0 && before.sign() !== delta.sign();
  const closed = reduces ? before.abs().min(delta.abs()) : ZERO;
  const direction = Decimal.fromInteger(before.sign());
  const realised = price.minus(position.entryPrice).times(closed).times(direction);
  if (!reduces) {
    const cost = position.entryPrice.times(before.abs()).plus(price.times(delta.abs()));
    position.entryPrice = cost.dividedBy(after.abs(), SCALE, "half-even");
  } else if (after.isZero()) {
    position.entryPrice = ZERO;
  } else if (after.sign() !== before.sign()) {
    position.entryPrice = price;
  }
  position.amount = after;
  position.updatedMs = atMs;
  return realised;
}

/** Executes a part of an order and tells the account's stream: the order first, then the account. */
export function execute(venue: Venue, account: TruthAccount, order: TruthOrder, part: Execute): TruthTrade {
  const atMs = venue.now();
  const position = positionOf(account, order.symbol, order.positionSide);
  const delta = order.side === "BUY" ? part.quantity : part.quantity.negated();
  const realizedPnl = movePosition(position, delta, part.price, atMs);
  const rate = part.maker ? MAKER_FEE : TAKER_FEE;
  const commission = part.price.times(part.quantity).times(rate).rounded(SCALE, "up");
  const wallet = account.wallet.get("USDT") ?? ZERO;
  account.wallet.set("USDT", wallet.plus(realizedPnl).minus(commission).rounded(SCALE, "half-even"));
  const market = venue.market.of(order.symbol);
  if (part.tradeId === undefined) market.tradeId += 1;
  const trade: TruthTrade = {
    // Trade ids count per symbol, so that two symbols have the same ones.
    id: part.tradeId ?? market.tradeId,
    orderId: order.orderId,
    symbol: order.symbol,
    side: order.side,
    positionSide: order.positionSide,
    price: part.price,
    quantity: part.quantity,
    commission,
    realizedPnl,
    maker: part.maker,
    timeMs: atMs,
  };
  account.trades.push(trade);
  order.filled = order.filled.plus(part.quantity);
  order.filledValue = order.filledValue.plus(part.price.times(part.quantity));
  order.status = order.filled.equals(order.quantity) ? "FILLED" : "PARTIALLY_FILLED";
  order.updatedMs = atMs;
  venue.tell(account, orderMessage(order, "TRADE", trade));
  venue.tell(
    account,
    accountMessage(account, venue.market, { reason: "ORDER", atMs, positions: [position] }),
  );
  return trade;
}

/** Ends an order that will trade no more, and says so. */
export function finish(
  venue: Venue,
  account: TruthAccount,
  order: TruthOrder,
  status: "CANCELED" | "EXPIRED" | "EXPIRED_IN_MATCH",
): void {
  order.status = status;
  order.updatedMs = venue.now();
  const execution: Execution = status === "EXPIRED_IN_MATCH" ? "EXPIRED" : status;
  venue.tell(account, orderMessage(order, execution));
}

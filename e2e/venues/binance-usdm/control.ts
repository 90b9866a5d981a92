// How a test moves the market, makes the venue misbehave and lets strangers act. Arguments are plain JSON.
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import { accountMessage } from "./account-views.ts";
import {
  FAULTS,
  refuseWith,
  type Fault,
  type FaultName,
  type FaultQueue,
  type FaultTarget,
} from "./faults.ts";
import { finish } from "./execution.ts";
import { findInstrument } from "./instruments.ts";
import { liquidate as liquidateAccount } from "./liquidation.ts";
import { ladder } from "./market.ts";
import type { MarketStreams } from "./market-streams.ts";
import { place } from "./matching.ts";
import { orderMessage } from "./order-views.ts";
import { readOrder } from "./order-request.ts";
import type { RateLimits } from "./rate-limits.ts";
import { isRefusal } from "./refusal.ts";
import type { Services } from "./route.ts";
import { isOpen, type TruthAccount } from "./truth.ts";
import type { EventFault } from "./user-streams.ts";

/** The stream's reasons in the words of the income history, where they differ. */
const INCOME_TYPES: Readonly<Record<string, string>> = {
  DEPOSIT: "TRANSFER",
  WITHDRAW: "TRANSFER",
  ASSET_TRANSFER: "TRANSFER",
};

interface Parts {
  readonly services: Services;
  readonly faults: FaultQueue;
  readonly limits: RateLimits;
  readonly marketStreams: MarketStreams;
  readonly setClockOffset: (ms: number) => void;
}

export type Control = ReturnType<typeof makeControl>;

/** The control surface; every member takes and gives plain JSON, so that it works over HTTP too. */
export function makeControl(parts: Parts) {
  const { services, faults, marketStreams } = parts;
  return {
    ...marketControl(services),
    ...strangerControl(services),
    /** The next `times` requests of this kind meet a named misbehaviour, or a fault of one's own making. */
    failNext(target: FaultTarget, fault: FaultName | Fault, times = 1): void {
      faults.add(target, typeof fault === "string" ? FAULTS[fault] : fault, times);
    },
    rejectNext(target: FaultTarget, code: number, msg: string, status = 400): void {
      faults.add(target, refuseWith(code, msg, status));
    },
    clearFaults(): void {
      faults.clear();
      services.streams.clearFaults();
    },
    eventFault(fault: EventFault, times = 1): void {
      services.streams.addFault(fault, times);
    },
    silence(silent: boolean): void {
      services.streams.setSilent(silent);
    },
    dropUserStreams(apiKey?: string): void {
      services.streams.drop(apiKey === undefined ? undefined : mustFind(services, apiKey));
    },
    expireListenKey(apiKey: string): void {
      services.streams.expire(mustFind(services, apiKey), services.venue.now());
    },
    dropMarketStreams(): void {
      marketStreams.drop();
    },
    /** The venue's clock runs this much ahead of ours. */
    clockOffset(ms: number): void {
      parts.setClockOffset(ms);
    },
    maintenance(on: boolean): void {
      services.maintenance = on;
    },
    /** Others behind our address use up this much of the minute's weight. */
    strangersSpend(weight: number): void {
      parts.limits.spendWeight(weight, services.venue.now());
    },
  };
}

function mustFind(services: Services, apiKey: string): TruthAccount {
  const account = services.venue.accounts.get(apiKey);
  if (account === undefined) throw new Error(`Invariant: no account ${apiKey}`);
  return account;
}

function marketControl({ venue }: Services) {
  return {
    /** A book of twenty levels with this much on each, around this touch. */
    setTouch(symbol: string, bid: string, ask: string, quantity = "25"): void {
      const { instrument } = venue.market.of(symbol);
      const book = ladder(instrument, Decimal.of(bid), Decimal.of(ask), Decimal.of(quantity));
      venue.market.setBook(symbol, book.bids, book.asks);
    },
    setLevels(symbol: string, bids: readonly [string, string][], asks: readonly [string, string][]): void {
      const read = (rows: readonly [string, string][]) =>
        rows.map(([price, quantity]) => [Decimal.of(price), Decimal.of(quantity)] as const);
      venue.market.setBook(symbol, read(bids), read(asks));
    },
    setMark(symbol: string, mark: string): void {
      venue.market.setMark(symbol, Decimal.of(mark));
    },
    /** An aggressor's trade: fills resting orders at its price and moves the last price. */
    trade(symbol: string, price: string, quantity: string, aggressor: "BUY" | "SELL"): void {
      const buyerIsMaker = aggressor === "SELL";
      venue.market.trade(symbol, { price: Decimal.of(price), quantity: Decimal.of(quantity), buyerIsMaker });
    },
    setStatus(symbol: string, status: "TRADING" | "SETTLING" | "CLOSE"): void {
      venue.market.of(symbol).status = status;
    },
  };
}

function strangerControl(services: Services) {
  const { venue } = services;
  return {
    /** The venue, or somebody at its website, ends a resting order. */
    endOrder(apiKey: string, orderId: number, status: "CANCELED" | "EXPIRED"): void {
      const account = mustFind(services, apiKey);
      const order = account.orders.get(orderId);
      if (order !== undefined && isOpen(order)) finish(venue, account, order, status);
    },
    /** Somebody amends a resting order at the venue: it keeps its ids and what it filled. */
    amend(apiKey: string, orderId: number, quantity: string, price: string): void {
      const account = mustFind(services, apiKey);
      const order = account.orders.get(orderId);
      if (order === undefined || !isOpen(order) || Decimal.of(quantity).atMost(order.filled)) return;
      const amended = {
        ...order,
        quantity: Decimal.of(quantity),
        price: Decimal.of(price),
        updatedMs: venue.now(),
      };
      account.orders.set(orderId, amended);
      venue.tell(account, orderMessage(amended, "AMENDMENT"));
    },
    /** Someone else's order on the account; the parameters are the venue's own. Answers the order id. */
    placeForeign(apiKey: string, parameters: Readonly<Record<string, string>>): number {
      const account = mustFind(services, apiKey);
      const request = readOrder(account, parameters, ["LIMIT", "MARKET"], "newClientOrderId");
      const order = isRefusal(request) ? request : place(venue, account, request);
      if (isRefusal(order))
        throw new Error(`Invariant: foreign order refused: ${String(order.code)} ${order.msg}`);
      return order.orderId;
    },
    liquidate(apiKey: string): void {
      liquidateAccount(venue, mustFind(services, apiKey));
    },
    /** Money in or out for a reason of the venue: DEPOSIT, WITHDRAW, FUNDING_FEE, ... */
    moveMoney(apiKey: string, usdt: string, reason: string): void {
      const account = mustFind(services, apiKey);
      const flow = Decimal.of(usdt);
      account.wallet.set("USDT", (account.wallet.get("USDT") ?? ZERO).plus(flow));
      const change = { reason, atMs: venue.now(), flow, positions: [] };
      const type = INCOME_TYPES[reason] ?? reason;
      const id = account.incomes.length + 1;
      account.incomes.push({ id, type, asset: "USDT", amount: flow, timeMs: change.atMs });
      venue.tell(account, accountMessage(account, venue.market, change));
    },
    revokeKey(apiKey: string, revoked = true): void {
      mustFind(services, apiKey).revoked = revoked;
    },
    setHedge(apiKey: string, hedge: boolean): void {
      mustFind(services, apiKey).hedge = hedge;
    },
    lists(symbol: string): boolean {
      return findInstrument(symbol) !== undefined;
    },
  };
}

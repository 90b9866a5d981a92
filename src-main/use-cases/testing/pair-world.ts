// Three accounts at a venue that keeps its own truth about every order, across restarts, and how far its net has moved.
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import type { CreateAnswer } from "../../../src-core/orders/order-event.ts";
import type { VenueOrder } from "../../../src-core/order-terms/venue-event.ts";
import type { RiskApproved } from "../../../src-core/risk/verdict.ts";
import { resting, takerFill } from "./scripted-venue.ts";
import type { TestTerminal } from "./test-terminal.ts";

export const PAIR_ACCOUNTS = ["paper-1", "paper-2", "paper-3"] as const;
const PRICE = Decimal.of("60000");

/** What becomes of an order. `unheard`: it fills and the answer is lost. `lost`: it never arrived, nor did an answer. */
export type Fate = "whole" | "part" | "rejected" | "unheard" | "lost" | "late";

interface Placed {
  readonly accountId: string;
  readonly order: RiskApproved;
  readonly status: VenueOrder["status"];
  readonly filled: Decimal;
}

export interface PairWorld {
  /** USD that the accounts together moved from where they began, after every fill so far. */
  readonly nets: Decimal[];
  readonly placed: Map<string, Placed>;
  readonly held: (accountId: string) => string;
  /** Fills what rests, in whole. */
  readonly settleLate: () => void;
}

/** Takes over the venue of a terminal; `fateOf` is asked once for every order that is sent. */
export function pairWorld(at: TestTerminal, start: readonly string[], fateOf: () => Fate): PairWorld {
  const placed = new Map<string, Placed>();
  const nets: Decimal[] = [];
  const held = new Map(PAIR_ACCOUNTS.map((id, index) => [id as string, Decimal.of(start[index] ?? "0")]));
  let net = ZERO;

  function show(accountId: string): void {
    const account = at.venue.account(accountId);
    const quantitySigned = held.get(accountId) ?? ZERO;
    const { key } = at.venue.listing;
    const row = { listing: key, positionSide: "both", quantitySigned, entryPrice: PRICE } as const;
    if (account.snapshot !== undefined)
      account.snapshot = { ...account.snapshot, positions: quantitySigned.isZero() ? [] : [row] };
  }

  function place(
    accountId: string,
    order: RiskApproved,
    status: VenueOrder["status"],
    quantity: Decimal,
  ): Placed {
    const before = placed.get(order.clientId)?.filled ?? ZERO;
    const more = quantity.minus(before);
    const now = { accountId, order, status, filled: quantity };
    placed.set(order.clientId, now);
    const signed = order.terms.side === "buy" ? more : more.negated();
    held.set(accountId, (held.get(accountId) ?? ZERO).plus(signed));
    net = net.plus(signed.times(PRICE));
    nets.push(net);
    show(accountId);
    return now;
  }

  function create(accountId: string, order: RiskApproved): CreateAnswer {
    const asked = order.terms.quantity;
    const fate = fateOf();
    if (fate === "rejected") return { kind: "rejected", code: "-2019", reason: "no margin" };
    if (fate === "lost") return { kind: "unknown", reason: "timeout" };
    if (fate === "late")
      return { kind: "report", order: report(place(accountId, order, "open", ZERO), at.clock.nowMs()) };
    const now =
      fate === "part"
        ? place(accountId, order, "canceled", halfOf(asked))
        : place(accountId, order, "filled", asked);
    if (fate === "unheard") return { kind: "unknown", reason: "timeout" };
    tell(at, now);
    return { kind: "report", order: report(now, at.clock.nowMs()) };
  }

  for (const id of PAIR_ACCOUNTS) {
    const account = at.venue.account(id);
    account.onCreate = (order) => create(id, order);
    account.onQuery = ({ clientId }) => {
      const found = placed.get(clientId ?? "");
      return found === undefined
        ? { kind: "not-found" }
        : { kind: "found", order: report(found, at.clock.nowMs()) };
    };
    show(id);
  }
  return {
    nets,
    placed,
    held: (accountId) => (held.get(accountId) ?? ZERO).toString(),
    settleLate: () => {
      for (const { accountId, order, status } of [...placed.values()]) {
        if (status !== "open") continue;
        const now = place(accountId, order, "filled", order.terms.quantity);
        tell(at, now);
        at.venue.account(accountId).say({ kind: "order", order: report(now, at.clock.nowMs()) });
      }
    },
  };
}

function halfOf(quantity: Decimal): Decimal {
  return quantity.dividedBy(Decimal.of("2"), 3, "down");
}

function report({ order, status, filled }: Placed, atMs: number): VenueOrder {
  return { ...resting(order, atMs), status, filled };
}

function tell(at: TestTerminal, now: Placed): void {
  if (now.filled.isPositive())
    at.venue
      .account(now.accountId)
      .say({ kind: "fill", fill: takerFill(now.order, now.filled, PRICE, at.clock.nowMs()) });
}

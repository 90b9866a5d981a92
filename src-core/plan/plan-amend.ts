// Working orders to new prices or sizes in one Plan: in place where the venue can, else cancelled and made anew.
import type { Listing } from "../market/listing.ts";
import { type Decimal, sum, ZERO } from "../money/decimal.ts";
import { type Failure, fail, type Outcome, succeed } from "../money/outcome.ts";
import {
  amendedTerms,
  changeableTerms,
  hasLimitPrice,
  hasTrigger,
  type OrderTerms,
  type OrderType,
  showsChange,
} from "../order-terms/order-terms.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { Portfolio, WorkingOrder } from "../portfolio/portfolio.ts";
import { makePlan } from "./make-plan.ts";
import type { Leg, LegReason, Plan } from "./plan.ts";

/** One working order of ours, by its client id. */
export interface AmendTarget {
  readonly accountId: AccountId;
  readonly orderId: string;
}

/** What is wanted of every target; an absent field stays as it is. `quantity` is the whole order's. */
export interface AmendWish {
  readonly price?: Decimal;
  readonly trigger?: Decimal;
  readonly quantity?: Decimal;
}

export interface AmendInput {
  readonly planId: string;
  readonly portfolio: Portfolio;
  readonly targets: readonly AmendTarget[];
  readonly wish: AmendWish;
  /** Whether the venue changes such an order in place. */
  readonly amendsInPlace: (venue: string, type: OrderType) => boolean;
  readonly nowMs: number;
}

/** Nothing is sent later than this after the plan was made. */
export const AMEND_DEADLINE_MS = 60_000;

/** One order: its leg, or why it is left as it is. */
export interface AmendPart {
  readonly leg?: Leg;
  readonly reason: LegReason;
}

/**
 * One leg per order that changes, a reason for each target. Prices go to each listing's own tick, away from the market: a
 * buy down, a sell up. An order that has ended, is in doubt, or has another change under way is left as it is and named.
 */
export function planAmend(input: AmendInput): Outcome<Plan> {
  const { planId, nowMs, portfolio } = input;
  const parts = input.targets.flatMap((target) => amendPart(input, target) ?? []);
  const legs = parts.flatMap(({ leg }) => leg ?? []);
  const [first] = legs;
  if (first === undefined) return nothingToChange(parts);
  const environments = new Set(legs.map((leg) => portfolio.accounts[leg.accountId]?.account.environment));
  const [environment] = environments;
  if (environment === undefined || environments.size > 1)
    return fail("environment-mixed", "orders", "The orders are in different environments.");
  const quantities = legs.map(({ terms }) => terms.quantity);
  return succeed(
    makePlan({
      planId,
      body: {
        gesture: "amend",
        environment,
        legs,
        envelope: {
          maximumByLeg: quantities,
          maximumTotal: sum(quantities),
          deadlineMs: nowMs + AMEND_DEADLINE_MS,
          followUps: [],
        },
        policies: { leftover: "leave", denial: "reject-all", failure: "leave" },
      },
      madeAtMs: nowMs,
      title: titleOf(portfolio, legs),
      reasons: numbered(parts),
      unallocated: ZERO,
      listing: (legs.find(({ change }) => change?.kind === "replace") ?? first).terms.listing,
    }),
  );
}

/** The change of one order; undefined where the order is not open. */
export function amendPart(
  input: Pick<AmendInput, "portfolio" | "wish" | "amendsInPlace">,
  { accountId, orderId }: AmendTarget,
): AmendPart | undefined {
  const state = input.portfolio.accounts[accountId];
  const order = state?.working[orderId];
  const listing = order === undefined ? undefined : input.portfolio.listings[order.terms.listing];
  if (state === undefined || order === undefined || listing === undefined) return undefined;
  const left = whyLeft(order, input.wish);
  if (left !== undefined) return leftAsIs(accountId, order, left);
  const terms = amendedTerms(order.terms, wished(order.terms, listing, input.wish));
  if (showsChange(order.terms, changeableTerms(terms)))
    return leftAsIs(accountId, order, "Is there already.");
  const inPlace = input.amendsInPlace(state.account.venue, terms.type);
  const leg: Leg = {
    accountId,
    listingVersion: listing.version,
    effect: terms.reduceOnly ? "close" : "open",
    terms,
    change: {
      kind: inPlace ? "amend" : "replace",
      clientId: order.id,
      before: changeableTerms(order.terms),
    },
  };
  const detail = inPlace
    ? "Changed in place."
    : "The venue cannot change it: it is cancelled first, and made anew once that is proven.";
  return { leg, reason: reasonOf(accountId, order, terms.quantity, "none", detail) };
}

function whyLeft(order: WorkingOrder, wish: AmendWish): string | undefined {
  if (order.origin !== "yoke") return "Was not made here, and is not changed from here.";
  if (order.amending !== undefined) return "Another change of it is not settled.";
  if (order.certainty !== "working") return "Whether it works is not known.";
  if (wish.quantity?.atMost(order.filled) === true)
    return `Has filled ${order.filled.toString()} already: cancel the rest instead.`;
  return undefined;
}

function wished(terms: OrderTerms, listing: Listing, wish: AmendWish) {
  const toTick = (price: Decimal): Decimal =>
    price.toStep(listing.tick, terms.side === "buy" ? "floor" : "ceil");
  const trigger = wish.trigger !== undefined && hasTrigger(terms.type) ? toTick(wish.trigger) : undefined;
  const price = wish.price ?? carriedPrice(terms, trigger);
  return {
    quantity: wish.quantity ?? terms.quantity,
    ...(price !== undefined && hasLimitPrice(terms.type) ? { price: toTick(price) } : {}),
    ...(trigger === undefined ? {} : { trigger }),
  };
}

/** The limit price of a conditional order keeps its distance to the trigger: left behind, it might never fill. */
function carriedPrice({ price, trigger }: OrderTerms, moved: Decimal | undefined): Decimal | undefined {
  if (price === undefined || trigger === undefined || moved === undefined) return undefined;
  const carried = price.plus(moved.minus(trigger));
  return carried.isPositive() ? carried : undefined;
}

function leftAsIs(accountId: AccountId, order: WorkingOrder, detail: string): AmendPart {
  return { reason: reasonOf(accountId, order, ZERO, "denied", detail) };
}

function reasonOf(
  accountId: AccountId,
  { terms }: WorkingOrder,
  quantity: Decimal,
  limitedBy: LegReason["limitedBy"],
  detail: string,
): LegReason {
  return { accountId, listing: terms.listing, ideal: terms.quantity, quantity, limitedBy, detail };
}

function numbered(parts: readonly AmendPart[]): LegReason[] {
  let next = 0;
  return parts.map(({ leg, reason }) => {
    if (leg === undefined) return reason;
    next += 1;
    return { ...reason, leg: next - 1 };
  });
}

function nothingToChange(parts: readonly AmendPart[]): { readonly ok: false; readonly failure: Failure } {
  const details = [...new Set(parts.map(({ reason }) => reason.detail))].join(" ");
  const message = `Nothing can be changed. ${parts.length === 0 ? "The orders are no longer open." : details}`;
  return fail("nothing-to-amend", "orders", message);
}

function titleOf(portfolio: Portfolio, legs: readonly Leg[]): string {
  const names = new Set(legs.map(({ terms }) => portfolio.listings[terms.listing]?.name ?? terms.listing));
  const what = names.size === 1 ? [...names].join("") : `${String(names.size)} listings`;
  const [first, ...others] = legs;
  if (first !== undefined && others.length === 0) return `Change ${first.terms.side} of ${what}`;
  return `Change ${String(legs.length)} orders of ${what}`;
}

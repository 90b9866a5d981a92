// Orders and fills as the renderer sees them: ours from the order machine, everyone else's from what the venue shows.
import type { FillView, GroupOrderView, OrderView } from "../../../src-core/contract/views.ts";
import { type Decimal, sum, ZERO } from "../../../src-core/money/decimal.ts";
import { knownOnly } from "../../../src-core/money/known.ts";
import type { Environment, OrderTerms } from "../../../src-core/order-terms/order-terms.ts";
import type { Fill } from "../../../src-core/order-terms/venue-event.ts";
import { type Order, type OrderStatus, fillId, isTerminal } from "../../../src-core/orders/order.ts";
import { averagePrice } from "../../../src-core/orders/average-price.ts";
import { groupProgress, sizesAddUp } from "../../../src-core/orders/group-progress.ts";
import type { PlanEnd } from "../../../src-core/journal/pursuit.ts";
import type { Plan } from "../../../src-core/plan/plan.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import type { Portfolio, WorkingOrder } from "../../../src-core/portfolio/portfolio.ts";
import { listingName } from "./listing-view.ts";
import { exact } from "./texts.ts";

type Listings = Portfolio["listings"];

/** One of our own orders; the environment is its plan's, because its account may be gone. `rootId`: the plan that a person confirmed. */
export function orderView(
  order: Order,
  environment: Environment,
  listings: Listings,
  rootId = order.planId,
): OrderView {
  return knownOnly<OrderView>({
    ...termsView(order.terms, listings),
    id: order.clientId,
    groupOrderId: rootId,
    accountId: order.accountId,
    environment,
    filled: order.filled.toString(),
    averagePrice: exact(averagePrice([order], listings[order.terms.listing])),
    fees: exact(oneFee(order)),
    status: order.status,
    cancel: order.cancel.status,
    amend: amendView(order),
    origin: "yoke",
    reason: order.reason ?? order.cancel.reason ?? order.amend?.reason,
    createdAtMs: order.createdAtMs,
    updatedAtMs: order.updatedAtMs,
    working: !isTerminal(order.status),
  });
}

function amendView({ amend }: Order): OrderView["amend"] {
  if (amend === undefined) return undefined;
  const { status, terms, reason } = amend;
  return knownOnly<NonNullable<OrderView["amend"]>>({
    status,
    quantity: terms.quantity.toString(),
    price: exact(terms.price),
    trigger: exact(terms.trigger),
    reason,
  });
}

/**
 * A submitted plan with its orders summed. Where the sizes of its listings do not add up, quantities and prices are those
 * of its first listing and its like, and the name says so; the status is that of all.
 */
export function groupOrderView(
  plan: Plan,
  orders: readonly Order[],
  portfolio: Pick<Portfolio, "listings" | "groups">,
  since: Pick<GroupOrderView, "outcome" | "question" | "ended"> = { outcome: [] },
): GroupOrderView {
  const { listings } = portfolio;
  const own = plan.body.legs.filter(
    (leg) => leg.change?.kind !== "amend" && sizesAddUp(listings, plan.listing, leg.terms.listing),
  );
  const [first] = own;
  if (first === undefined) throw new Error("Invariant: a plan has a leg of its listing");
  const { side, type } = first.terms;
  const forth = orders.filter((order) => tradesForth(plan, order));
  const made = forth.filter((order) => sizesAddUp(listings, plan.listing, order.terms.listing));
  const shown = (made.length === own.length ? made : own).map(({ terms }) => terms);
  const progress = groupProgress(forth, plan.listing, listings);
  return knownOnly<GroupOrderView>({
    id: plan.planId,
    hash: plan.hash,
    title: plan.title,
    gesture: plan.body.gesture,
    environment: plan.body.environment,
    groupName: plan.groupId === undefined ? undefined : portfolio.groups[plan.groupId]?.name,
    listing: plan.listing,
    name: planName(plan, listings),
    side,
    type,
    price: exact(shown[0]?.price),
    trigger: exact(shown[0]?.trigger),
    quantity: sum(shown.map(({ quantity }) => quantity)).toString(),
    filled: progress.filled.toString(),
    averagePrice: exact(progress.averagePrice),
    dispersionBps: exact(progress.dispersionBps),
    status: statusSince(progress.status, orders, since.ended),
    legs: orders.map((order) => order.clientId),
    ...since,
    createdAtMs: plan.madeAtMs,
    policies: plan.body.policies,
  });
}

/** Of the plan itself, or acting the same way for one of its legs; the way back is in the outcome. */
function tradesForth(plan: Plan, { planId, accountId, terms }: Order): boolean {
  if (planId === plan.planId) return true;
  return plan.body.legs.some(
    (leg) =>
      leg.accountId === accountId && leg.terms.listing === terms.listing && leg.terms.side === terms.side,
  );
}

const END_STATUS: Readonly<Record<PlanEnd, GroupOrderView["status"]>> = {
  whole: "FILLED",
  flat: "FILLED",
  dust: "PARTIAL",
  unwound: "CANCELED",
  left: "PROBLEM",
  blocked: "PROBLEM",
  open: "PROBLEM",
};

/** Doubt outranks everything; how it ended outranks what single orders say. */
function statusSince(
  status: GroupOrderView["status"],
  orders: readonly Order[],
  ended: GroupOrderView["ended"],
): GroupOrderView["status"] {
  if (status === "UNKNOWN") return status;
  if (ended !== undefined) return END_STATUS[ended.end];
  return orders.length === 0 ? "WORKING" : status;
}

/** An order that is not ours. `seenAtMs`: when we first and last heard of it; the venue's own times are not kept. */
export function foreignOrderView(
  accountId: AccountId,
  environment: Environment,
  order: WorkingOrder,
  listings: Listings,
  seenAtMs: { readonly first: number; readonly last: number },
): OrderView {
  return knownOnly<OrderView>({
    ...termsView(order.terms, listings),
    id: foreignOrderId(accountId, order),
    accountId,
    environment,
    filled: order.filled.toString(),
    status: foreignStatus(order),
    cancel: "none",
    origin: order.origin,
    createdAtMs: seenAtMs.first,
    updatedAtMs: seenAtMs.last,
    working: true,
  });
}

/** Unique over all accounts: venues number orders alike. */
function foreignOrderId(accountId: AccountId, order: Pick<WorkingOrder, "id">): string {
  return `${accountId}|${order.id}`;
}

/** The account and the venue's own id in the id of an order that is not ours; undefined for any other text. */
export function foreignOrderOf(
  id: string,
): { readonly accountId: AccountId; readonly orderId: string } | undefined {
  const at = id.indexOf("|");
  return at === -1 ? undefined : { accountId: id.slice(0, at), orderId: id.slice(at + 1) };
}

/** One execution; `orderId` when it belongs to an order that is shown. */
export function fillView(fill: Fill, accountId: AccountId, listings: Listings, orderId?: string): FillView {
  return knownOnly<FillView>({
    id: `${accountId}|${fillId(fill)}`,
    orderId,
    accountId,
    listing: fill.listing,
    name: listingName(listings, fill.listing),
    side: fill.side,
    quantity: fill.quantity.toString(),
    price: fill.price.toString(),
    fee: fill.fee.toString(),
    feeAsset: fill.feeAsset,
    liquidity: fill.liquidity,
    atMs: fill.atMs,
  });
}

function termsView(terms: OrderTerms, listings: Listings) {
  return {
    listing: terms.listing,
    name: listingName(listings, terms.listing),
    side: terms.side,
    positionSide: terms.positionSide,
    type: terms.type,
    timeInForce: terms.timeInForce,
    postOnly: terms.postOnly,
    reduceOnly: terms.reduceOnly,
    quantity: terms.quantity.toString(),
    price: exact(terms.price),
    trigger: exact(terms.trigger),
  };
}

function planName(plan: Plan, listings: Listings): string {
  const unlike = plan.body.legs
    .map((leg) => leg.terms.listing)
    .filter((listing) => !sizesAddUp(listings, plan.listing, listing));
  const others = new Set(unlike).size;
  const name = listingName(listings, plan.listing);
  return others === 0 ? name : `${name} and ${String(others)} more`;
}

/** The fees where one asset paid them all; amounts of different assets are not added. */
function oneFee(order: Order): Decimal | undefined {
  const amounts = Object.values(order.fees);
  return amounts.length === 0 ? ZERO : amounts.length === 1 ? amounts[0] : undefined;
}

function foreignStatus(order: WorkingOrder): OrderStatus {
  if (order.certainty === "unknown") return "UNKNOWN";
  if (order.certainty === "pending") return "SENDING";
  return order.filled.isPositive() ? "PARTIAL" : "OPEN";
}

// A submitted plan with its legs summed, as the renderer sees it.
import type { GroupOrderView } from "../../../src-core/contract/views.ts";
import { knownOnly } from "../../../src-core/money/known.ts";
import { groupProgress } from "../../../src-core/orders/group-progress.ts";
import type { Order } from "../../../src-core/orders/order.ts";
import type { Plan } from "../../../src-core/plan/plan.ts";
import type { Portfolio } from "../../../src-core/portfolio/portfolio.ts";
import { listingName } from "./listing-view.ts";
import { exact } from "./texts.ts";

/** One group order; `orders` are those of the plan, in the order of its legs. */
export function groupOrderView(plan: Plan, orders: readonly Order[], portfolio: Portfolio): GroupOrderView {
  const { body } = plan;
  const terms = body.legs[0]?.terms;
  const progress = groupProgress(orders, plan.listing, portfolio.listings);
  return knownOnly<GroupOrderView>({
    id: plan.planId,
    hash: plan.hash,
    title: plan.title,
    gesture: body.gesture,
    environment: body.environment,
    groupName: plan.groupId === undefined ? undefined : portfolio.groups[plan.groupId]?.name,
    listing: plan.listing,
    name: listingName(portfolio.listings, plan.listing),
    side: terms?.side ?? "buy",
    type: terms?.type ?? "market",
    price: exact(terms?.price),
    quantity: body.envelope.maximumTotal.toString(),
    filled: progress.filled.toString(),
    averagePrice: exact(progress.averagePrice),
    dispersionBps: exact(progress.dispersionBps),
    status: progress.status,
    legs: orders.map((order) => order.clientId),
    createdAtMs: plan.madeAtMs,
    policies: body.policies,
  });
}

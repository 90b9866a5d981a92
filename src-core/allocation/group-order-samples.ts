// A group of three paper accounts on two venues with quotes, and a market ticket, for tests of the planner.
import type { Listing } from "../market/listing.ts";
import type { Outcome } from "../money/outcome.ts";
import type { Plan } from "../plan/plan.ts";
import type { Group } from "../portfolio/account.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { PortfolioEvent } from "../portfolio/portfolio-event.ts";
import {
  portfolioOf,
  sampleAccount,
  sampleBalance,
  sampleInverse,
  sampleListing,
  sampleQuote,
  snapshotOf,
} from "../portfolio/samples.ts";
import { d } from "./allocation-samples.ts";
import type { GroupOrderDraft, GroupOrderInput } from "./group-order.ts";
import { planGroupOrder } from "./plan-order.ts";

export const NOW_MS = 5_000;

/** The same contract at another venue, in finer lots and coarser ticks. */
export function otherListing(change: Partial<Listing> = {}): Listing {
  return sampleListing({
    key: "oth:BTC-PERP",
    venue: "oth",
    venueSymbol: "BTC-PERP",
    lot: d("0.0001"),
    tick: d("0.5"),
    ...change,
  });
}

export function sampleSpot(change: Partial<Listing> = {}): Listing {
  return sampleListing({
    key: "sim:BTCUSDT.spot",
    venueSymbol: "BTCUSDT.spot",
    name: "BTC/USDT",
    kind: "spot",
    ...change,
  });
}

/** Accounts `a` and `b` at `sim`, `c` at `oth`; mark 50,000, one dollar of spread. */
export function samplePlanPortfolio(...events: readonly PortfolioEvent[]): Portfolio {
  const inverse = sampleInverse({ maxQuantity: d("1000000"), maxMarketQuantity: d("1000000") });
  const touches = { bid: d("49999.5"), ask: d("50000.5"), last: d("50000") };
  return portfolioOf(
    { kind: "listings-loaded", listings: [sampleListing(), inverse, otherListing(), sampleSpot()] },
    { kind: "account-saved", account: sampleAccount("a") },
    { kind: "account-saved", account: sampleAccount("b") },
    { kind: "account-saved", account: sampleAccount("c", { venue: "oth" }) },
    snapshotOf("a", { balances: [sampleBalance("USDT", "10000")] }),
    snapshotOf("b", { balances: [sampleBalance("USDT", "7000")] }),
    snapshotOf("c", { balances: [sampleBalance("USDT", "2000")] }),
    ...["sim:BTCUSDT", "sim:BTCUSD", "oth:BTC-PERP", "sim:BTCUSDT.spot"].map((listing) => ({
      kind: "quote" as const,
      quote: sampleQuote("50000", { listing, ...touches }),
    })),
    ...events,
  );
}

export function sampleGroup(ids: readonly string[], change: Partial<Group> = {}): Group {
  return {
    id: "majors",
    name: "Majors",
    environment: "paper",
    method: "equal",
    members: ids.map((accountId) => ({ accountId, weight: d("1") })),
    ...change,
  };
}

function sampleDraft(change: Partial<GroupOrderDraft> = {}): GroupOrderDraft {
  return {
    side: "buy",
    type: "market",
    quantity: "0.3",
    timeInForce: "GTC",
    postOnly: false,
    reduceOnly: false,
    method: "equal",
    leftover: "redistribute",
    denial: "reject-all",
    failure: "leave",
    ...change,
  };
}

/** Accounts `a` and `b`, a market buy of 0.3 in equal parts. */
export function sampleOrder(
  draft: Partial<GroupOrderDraft> = {},
  change: Partial<GroupOrderInput> = {},
): GroupOrderInput {
  return {
    planId: "plan-1",
    group: sampleGroup(["a", "b"]),
    portfolio: samplePlanPortfolio(),
    listing: "sim:BTCUSDT",
    draft: sampleDraft(draft),
    denied: {},
    equityOf: { a: d("10000"), b: d("7000"), c: d("2000") },
    availableOf: { a: d("10000"), b: d("7000"), c: d("2000") },
    nowMs: NOW_MS,
    ...change,
  };
}

/** The plan, or an error with the failure in it. */
export function planned(draft: Partial<GroupOrderDraft> = {}, change: Partial<GroupOrderInput> = {}): Plan {
  return valueOf(planGroupOrder(sampleOrder(draft, change)));
}

/** `code at place`, or the plan's title when there is no failure. */
export function refused(draft: Partial<GroupOrderDraft> = {}, change: Partial<GroupOrderInput> = {}): string {
  const made = planGroupOrder(sampleOrder(draft, change));
  return made.ok ? made.value.title : `${made.failure.code} at ${made.failure.place}`;
}

export function valueOf(made: Outcome<Plan>): Plan {
  if (made.ok) return made.value;
  throw new Error(`${made.failure.code} at ${made.failure.place}: ${made.failure.message}`);
}

/** `account side quantity` of each leg. */
export function legsOf({ body }: Plan): string[] {
  return body.legs.map(({ accountId, terms }) => `${accountId} ${terms.side} ${terms.quantity.toString()}`);
}

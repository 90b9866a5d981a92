// A rebalance as a Plan: market legs that a trader previews and submits like any other gesture.
import type { Listing, ListingKey } from "../market/listing.ts";
import { sum, ZERO } from "../money/decimal.ts";
import { knownOnly } from "../money/known.ts";
import { type Outcome, fail, succeed } from "../money/outcome.ts";
import type { Environment } from "../order-terms/order-terms.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Envelope, Leg, LegReason, Plan } from "../plan/plan.ts";
import { envelopeBound, marketBound } from "../plan/price-bounds.ts";
import { marketPrice } from "../plan/reference-price.ts";
import type { GroupId } from "../portfolio/account.ts";
import type { AccountState, Portfolio } from "../portfolio/portfolio.ts";
import { type PortfolioRebalance, type PortfolioRequest, portfolioRequest } from "./portfolio-request.ts";
import type { RebalanceAnswer, RebalanceLeg, RebalanceReason } from "./rebalance-request.ts";
import { rebalance } from "./rebalance.ts";

export interface PlanRebalanceInput extends PortfolioRebalance {
  readonly planId: string;
  /** Whose accounts these are, where they are a group's. */
  readonly groupId?: GroupId;
  readonly nowMs: number;
}

export interface RebalancePlan {
  readonly plan: Plan;
  /** Costs and what stands before and after: outside the hash, they move with the market. */
  readonly answer: RebalanceAnswer;
}

/** Nothing is sent later than this after the plan was made. */
const REBALANCE_DEADLINE_MS = 60_000;

/**
 * One market leg per trade, a reason per account and symbol. Refused with `nothing-to-rebalance` when the answer is to
 * do nothing, and while another order could move what is to be traded. Price bounds stand only where all legs trade one
 * listing. All legs may be sent at once: it is not staged, and the net on the way is not bounded.
 */
export function planRebalance(input: PlanRebalanceInput): Outcome<RebalancePlan> {
  const environment = environmentOf(input);
  if (!environment.ok) return environment;
  const read = portfolioRequest(input);
  if (!read.ok) return read;
  const answered = rebalance(read.value.request);
  if (!answered.ok) return answered;
  const answer = answered.value;
  const legs = answer.legs.map((leg) => planLeg(leg, listingOf(read.value, leg)));
  const moving = legs.find((leg) => isMoving(input.portfolio.accounts[leg.accountId], leg.terms.listing));
  if (moving !== undefined) return orderInTheWay(input.portfolio, moving);
  const [first] = legs;
  if (first === undefined) return fail("nothing-to-rebalance", "target", answer.reason);
  const plan = makePlan({
    planId: input.planId,
    body: {
      gesture: "rebalance",
      environment: environment.value,
      legs,
      envelope: envelopeOf(input, legs),
      policies: { leftover: "leave", denial: "reject-all", failure: "ask" },
    },
    madeAtMs: input.nowMs,
    ...(input.groupId === undefined ? {} : { groupId: input.groupId }),
    title: `Rebalance: ${answer.reason}`,
    reasons: reasonsOf(read.value, answer),
    unallocated: ZERO,
    listing: first.terms.listing,
  });
  return succeed({ plan, answer });
}

function environmentOf({ portfolio, accountIds }: PortfolioRebalance): Outcome<Environment> {
  const environments = accountIds.flatMap((id) => portfolio.accounts[id]?.account.environment ?? []);
  const [first] = environments;
  if (first === undefined) return fail("no-accounts", "accounts", "There is no account to rebalance.");
  if (environments.every((environment) => environment === first)) return succeed(first);
  const message = "The accounts are in different environments.";
  return fail("environment-mixed", "accounts", message, "Rebalance one environment at a time.");
}

function listingOf(read: PortfolioRequest, { account, symbol }: RebalanceLeg | RebalanceReason): Listing {
  const listing = read.listingOf(account, symbol);
  if (listing === undefined) throw new Error("Invariant: a trade without a listing");
  return listing;
}

function planLeg({ account, side, quantity, reducing }: RebalanceLeg, listing: Listing): Leg {
  return {
    accountId: account,
    listingVersion: listing.version,
    effect: reducing ? "close" : "open",
    terms: {
      listing: listing.key,
      side,
      positionSide: "both",
      type: "market",
      quantity,
      timeInForce: "IOC",
      postOnly: false,
      reduceOnly: reducing && listing.kind !== "spot",
    },
  };
}

/** An order that may still open or turn the position; a resting exit that only reduces is left to the gate. */
function isMoving(state: AccountState | undefined, listing: ListingKey): boolean {
  return Object.values(state?.working ?? {}).some(
    ({ terms, certainty }) => terms.listing === listing && (!terms.reduceOnly || certainty !== "working"),
  );
}

function orderInTheWay(portfolio: Portfolio, { accountId, terms }: Leg): ReturnType<typeof fail> {
  const name = portfolio.listings[terms.listing]?.name ?? terms.listing;
  const account = portfolio.accounts[accountId]?.account.name ?? accountId;
  const message = `${account} has an order in ${name} that could move the position meanwhile.`;
  return fail("order-in-the-way", accountId, message, "Cancel it, or wait until its state is known.");
}

function envelopeOf({ portfolio, nowMs }: PlanRebalanceInput, legs: readonly Leg[]): Envelope {
  const quantities = legs.map(({ terms }) => terms.quantity);
  return {
    maximumByLeg: quantities,
    maximumTotal: sum(quantities),
    ...boundsOf(portfolio, legs),
    deadlineMs: nowMs + REBALANCE_DEADLINE_MS,
    followUps: [],
  };
}

/** One bound cannot hold for listings of different prices: with several there is none. */
function boundsOf(portfolio: Portfolio, legs: readonly Leg[]): Pick<Envelope, "highestBuy" | "lowestSell"> {
  const keys = new Set(legs.map(({ terms }) => terms.listing));
  const [key = ""] = keys;
  const listing = portfolio.listings[key];
  if (keys.size !== 1 || listing === undefined) return {};
  const bounds = (["buy", "sell"] as const).map((side) => {
    const price = marketPrice(portfolio.quotes.get(key), side);
    const trades = legs.some(({ terms }) => terms.side === side);
    return price === undefined || !trades ? {} : envelopeBound(side, [marketBound(price, side, listing)]);
  });
  return { ...bounds[0], ...bounds[1] };
}

/** In the words of a plan, which has no band: there its detail says it. Quantities are sizes without sign. */
function reasonsOf(read: PortfolioRequest, { reasons }: RebalanceAnswer): LegReason[] {
  let sent = 0;
  return reasons.map((reason) => {
    const { account, ideal, quantity, limitedBy, detail } = reason;
    const leg = quantity.isZero() ? undefined : sent++;
    return knownOnly<LegReason>({
      accountId: account,
      leg,
      listing: listingOf(read, reason).key,
      ideal: ideal.abs(),
      quantity: quantity.abs(),
      limitedBy: limitedBy === "band" ? "none" : limitedBy,
      detail,
    });
  });
}

// A rebalance as a Plan: market legs that a trader previews and submits like any other gesture.
import type { Listing, ListingKey } from "../market/listing.ts";
import { type Decimal, sum, ZERO } from "../money/decimal.ts";
import { type Outcome, fail, succeed } from "../money/outcome.ts";
import type { Environment } from "../order-terms/order-terms.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Envelope, Leg, LegReason, Plan } from "../plan/plan.ts";
import { marketBounds } from "../plan/price-bounds.ts";
import type { GroupId } from "../portfolio/account.ts";
import type { AccountState, Portfolio } from "../portfolio/portfolio.ts";
import { type PortfolioRebalance, type PortfolioRequest, portfolioRequest } from "./portfolio-request.ts";
import type { RebalanceAnswer, RebalanceLeg, RebalanceListing } from "./rebalance-request.ts";
import { rebalance } from "./rebalance.ts";
import { type StagedTrades, stagePairs, type Trade } from "./stage-pairs.ts";

export interface PlanRebalanceInput extends PortfolioRebalance {
  readonly planId: string;
  /** Whose accounts these are, where they are a group's. */
  readonly groupId?: GroupId;
  readonly nowMs: number;
  /**
   * The most that buys and sells of one underlying may be apart on the way, in USD; legs are cut to fit. Without it no
   * leg is cut, and the plan states the bound that whole legs taking turns keep to.
   */
  readonly exposureBound?: Decimal;
}

export interface RebalancePlan {
  /** Absent where nothing is to be done: the answer's reasons say why, per account and symbol. */
  readonly plan?: Plan;
  /** What it was planned from. */
  readonly read: PortfolioRequest;
  /** Costs and what stands before and after: outside the hash, they move with the market. */
  readonly answer: RebalanceAnswer;
}

/** Nothing is sent later than this after the plan was made. */
const REBALANCE_DEADLINE_MS = 60_000;
/** The same where pairs go in stages: a person may have to say what becomes of a pair that stopped. */
const STAGED_DEADLINE_MS = 300_000;
/** What every order beyond one per trade adds to it. */
const SLICE_MS = 2_000;

/**
 * One market leg per trade, or several where a bound on exposure cuts it; a reason per account, symbol and leg. Refused
 * while another order could move what is to be traded. Where an underlying is bought and sold, the envelope's pairs say
 * in which order its legs go: send what `legsDue` names.
 */
export function planRebalance(input: PlanRebalanceInput): Outcome<RebalancePlan> {
  const environment = environmentOf(input);
  if (!environment.ok) return environment;
  const read = portfolioRequest(input);
  if (!read.ok) return read;
  const answered = rebalance(read.value.request);
  if (!answered.ok) return answered;
  const answer = answered.value;
  const staged = stagePairs(tradesOf(read.value, answer), input.exposureBound);
  if (!staged.ok) return staged;
  const legs = planLegs(read.value, answer, staged.value);
  const moving = legs.find((leg) => isMoving(input.portfolio.accounts[leg.accountId], leg.terms.listing));
  if (moving !== undefined) return orderInTheWay(input.portfolio, moving);
  const [first] = legs;
  if (first === undefined) return succeed({ read: read.value, answer });
  const plan = makePlan({
    planId: input.planId,
    body: {
      gesture: "rebalance",
      environment: environment.value,
      legs,
      envelope: envelopeOf(input, legs, staged.value),
      policies: { leftover: "leave", denial: "reject-all", failure: "ask" },
    },
    madeAtMs: input.nowMs,
    ...(input.groupId === undefined ? {} : { groupId: input.groupId }),
    title: `Rebalance: ${answer.reason}`,
    reasons: reasonsOf(read.value, answer, staged.value),
    unallocated: ZERO,
    listing: first.terms.listing,
  });
  return succeed({ plan, read: read.value, answer });
}

function environmentOf({ portfolio, accountIds }: PortfolioRebalance): Outcome<Environment> {
  const environments = accountIds.flatMap((id) => portfolio.accounts[id]?.account.environment ?? []);
  const [first] = environments;
  if (first === undefined) return fail("no-accounts", "accounts", "There is no account to rebalance.");
  if (environments.every((environment) => environment === first)) return succeed(first);
  const message = "The accounts are in different environments.";
  return fail("environment-mixed", "accounts", message, "Rebalance one environment at a time.");
}

function listingOf(
  read: PortfolioRequest,
  { account, symbol }: Pick<RebalanceLeg, "account" | "symbol">,
): Listing {
  const listing = read.listingOf(account, symbol);
  if (listing === undefined) throw new Error("Invariant: a trade without a listing");
  return listing;
}

/** Each trade with what it is cut and bounded by. */
function tradesOf(read: PortfolioRequest, { legs }: RebalanceAnswer): readonly Trade[] {
  const key = ({ account, symbol }: RebalanceLeg | RebalanceListing): string => `${account} ${symbol}`;
  const listings = new Map(read.request.listings.map((listing) => [key(listing), listing]));
  return legs.map((leg) => {
    const listing = listings.get(key(leg));
    if (listing === undefined) throw new Error("Invariant: a trade without a listing");
    return { leg, listing, underlying: listingOf(read, leg).underlying };
  });
}

function planLegs(
  read: PortfolioRequest,
  { legs }: RebalanceAnswer,
  { slices }: StagedTrades,
): readonly Leg[] {
  return legs.flatMap((leg, index) => {
    const listing = listingOf(read, leg);
    return (slices[index] ?? []).map((quantity) => planLeg({ ...leg, quantity }, listing));
  });
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

function envelopeOf(
  { portfolio, nowMs }: PlanRebalanceInput,
  legs: readonly Leg[],
  { slices, pairs }: StagedTrades,
): Envelope {
  const quantities = legs.map(({ terms }) => terms.quantity);
  const extra = legs.length - slices.length;
  const isStaged = pairs.length > 0;
  return {
    maximumByLeg: quantities,
    maximumTotal: sum(quantities),
    ...marketBounds(legs, portfolio, isStaged),
    ...(isStaged ? { pairs } : {}),
    deadlineMs: nowMs + (isStaged ? STAGED_DEADLINE_MS : REBALANCE_DEADLINE_MS) + extra * SLICE_MS,
    followUps: [
      ...(isStaged ? (["complete", "unwind"] as const) : []),
      ...(extra === 0 ? [] : (["slices"] as const)),
    ],
  };
}

/** Quantities are sizes without sign. A trade that was cut has a reason for each of its legs. */
function reasonsOf(
  read: PortfolioRequest,
  { reasons }: RebalanceAnswer,
  { slices }: StagedTrades,
): LegReason[] {
  let [trade, leg] = [0, 0];
  return reasons.flatMap((reason) => {
    const { account, ideal, quantity, limitedBy, detail } = reason;
    const listing = listingOf(read, reason).key;
    const base = { accountId: account, listing, ideal: ideal.abs(), limitedBy };
    if (quantity.isZero()) return [{ ...base, quantity: ZERO, detail }];
    const own = slices[trade++] ?? [];
    return own.map((part, place): LegReason => {
      const slice = own.length === 1 ? "" : ` Slice ${String(place + 1)} of ${String(own.length)}.`;
      return { ...base, leg: leg++, quantity: part, detail: `${detail}${slice}` };
    });
  });
}

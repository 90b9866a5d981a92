// The trades that bring accounts to a target, each account's own problem and in closed form.
import { type Decimal, ONE, sum, ZERO } from "../money/decimal.ts";
import { knownOnly, sumKnown } from "../money/known.ts";
import { fail, type Outcome, succeed } from "../money/outcome.ts";
import { ratio } from "../portfolio/valuation.ts";
import { type AccountMarket, accountMarkets, type Holding, unitNotional } from "./account-market.ts";
import { checkRebalance } from "./check-rebalance.ts";
import { noTradeBand } from "./no-trade-band.ts";
import type {
  RebalanceAnswer,
  RebalanceBand,
  RebalanceLeg,
  RebalanceListing,
  RebalanceReason,
  RebalanceRequest,
  Standing,
  TradeCost,
} from "./rebalance-request.ts";
import { atSharedBooks } from "./shared-book.ts";
import {
  type BandEdges,
  type Distance,
  distanceOf,
  edgesOf,
  isReducing,
  NO_BAND,
  sizeTrade,
  type TradeSize,
} from "./size-trade.ts";
import { standingOf } from "./standing.ts";
import { type HoldingTarget, isOfGroup, targetRule } from "./targets.ts";
import { tradeCost } from "./trade-cost.ts";

interface AccountPart {
  readonly legs: readonly RebalanceLeg[];
  readonly reasons: readonly RebalanceReason[];
  readonly before: Standing;
  readonly after: Standing;
}

/** The answer to a request; nothing traded is an answer too, and says why. The same request always has the same. */
export function rebalance(request: RebalanceRequest): Outcome<RebalanceAnswer> {
  const checked = checkRebalance(request);
  if (!checked.ok) return checked;
  const edges = bandEdges(request);
  if (!edges.ok) return edges;
  const markets = accountMarkets(request);
  const rule = targetRule(request.target, markets, ({ listing }) => edges.value.get(listing));
  const ownEdges: Edges = isOfGroup(request.target) ? new Map() : edges.value;
  const parts = markets.map((market) => {
    const targets = market.holdings.map((holding) => rule(market, holding));
    return accountPart(market, targets, ownEdges);
  });
  return succeed(whole(request, parts));
}

/** What the target does not speak of is at no distance from it. */
function accountPart(market: AccountMarket, targets: readonly HoldingTarget[], edges: Edges): AccountPart {
  const reasons: RebalanceReason[] = [];
  const legs: RebalanceLeg[] = [];
  const [held, left]: [Distance[], Distance[]] = [[], []];
  const notionals = market.holdings.map((holding, index) => {
    const target = targets[index];
    if (target?.known !== true) {
      reasons.push(untargeted(holding, target));
      return holding.notional;
    }
    const distance = distanceOf(holding, target.target);
    const band = edges.get(holding.listing) ?? NO_BAND;
    const reason = reasonOf(holding, sizeTrade(holding, distance, band, market.account.equity), band);
    reasons.push(reason);
    held.push(distance);
    const leg = reason.quantity.isZero() ? undefined : legOf(holding, reason.quantity);
    left.push(leg === undefined ? distance : { gap: gapAfter(distance, leg), of: distance.of });
    if (leg === undefined) return holding.notional;
    legs.push(leg);
    return withTraded(holding.notional, leg);
  });
  const before = standingOf(
    market,
    market.holdings.map(({ notional }) => notional),
    held,
  );
  return { legs, reasons, before, after: legs.length === 0 ? before : standingOf(market, notionals, left) };
}

function withTraded(held: Decimal, { side, notional }: RebalanceLeg): Decimal {
  return side === "buy" ? held.plus(notional) : held.minus(notional);
}

function gapAfter({ gap, of }: Distance, { side, notional }: RebalanceLeg): Decimal {
  const moved = of === ONE ? notional : notional.times(of);
  return side === "buy" ? gap.minus(moved) : gap.plus(moved);
}

function untargeted({ listing }: Holding, target: HoldingTarget | undefined): RebalanceReason {
  const { account, symbol } = listing;
  const { because, limitedBy = "none" } = target?.known === false ? target : { because: "" };
  return { account, symbol, ideal: ZERO, quantity: ZERO, limitedBy, detail: because };
}

function reasonOf(
  { listing: { account, symbol } }: Holding,
  { ideal, quantity, limitedBy, detail }: TradeSize,
  { trigger, tradeTo }: BandEdges,
): RebalanceReason {
  return { account, symbol, ideal, quantity, limitedBy, detail, band: { trigger, tradeTo } };
}

function legOf({ listing, quantity: held }: Holding, signed: Decimal): RebalanceLeg {
  const side = signed.isPositive() ? "buy" : "sell";
  const quantity = signed.abs();
  const notional = quantity.times(unitNotional(listing));
  return {
    account: listing.account,
    symbol: listing.symbol,
    side,
    quantity,
    notional,
    cost: tradeCost(listing, side, quantity, notional),
    reducing: isReducing(held, signed),
  };
}

type Edges = ReadonlyMap<RebalanceListing, BandEdges>;

/** The band of every listing, found once for each distinct cost; empty where no band applies. */
function bandEdges({ band, target, listings }: RebalanceRequest): Outcome<Edges> {
  const edges = new Map<RebalanceListing, BandEdges>();
  if (band.kind === "none" || target.kind === "flat") return succeed(edges);
  const byCost = new Map<string, BandEdges>();
  for (const listing of listings) {
    const key = band.kind === "fixed" ? "" : proportionalCost(listing).toString();
    const known = byCost.get(key);
    const found = known === undefined ? bandOf(band, listing) : succeed(known);
    if (!found.ok) return found;
    byCost.set(key, found.value);
    edges.set(listing, found.value);
  }
  return succeed(edges);
}

function bandOf(
  band: Exclude<RebalanceBand, { kind: "none" }>,
  listing: RebalanceListing,
): Outcome<BandEdges> {
  if (band.kind === "fixed") return succeed(edgesOf(band.width, band.width));
  const { fixedCost, volatility, penalty } = band;
  const costs = {
    proportionalCost: proportionalCost(listing),
    fixedCost: fixedCost ?? ZERO,
    volatility,
    penalty,
  };
  const found = noTradeBand(costs);
  if (found.ok) return succeed(edgesOf(found.value.trigger, found.value.tradeTo));
  const { code, place, message, remedy } = found.failure;
  return fail(code, `band.${place}`, message, remedy);
}

/** A fraction of notional; a rebate that outweighs the spread needs no band. */
function proportionalCost({ takerFee, halfSpread }: RebalanceListing): Decimal {
  return takerFee.plus(halfSpread).max(ZERO);
}

function whole({ accounts, listings }: RebalanceRequest, parts: readonly AccountPart[]): RebalanceAnswer {
  const alone = parts.flatMap((part) => part.legs);
  const legs = atSharedBooks(alone, listings);
  const reasons = parts.flatMap((part) => part.reasons);
  const equity = sum(accounts.map((account) => account.equity));
  return knownOnly<RebalanceAnswer>({
    legs,
    reasons,
    before: parts.map(({ before }) => before),
    after: parts.map(({ after }) => after),
    turnover: ratio(sum(legs.map(({ notional }) => notional)), equity),
    cost: totalCost(legs),
    reason: inWords(legs, reasons),
  });
}

function totalCost(legs: readonly RebalanceLeg[]): TradeCost {
  return knownOnly<TradeCost>({
    fee: sum(legs.map(({ cost }) => cost.fee)),
    spread: sum(legs.map(({ cost }) => cost.spread)),
    impact: sumKnown(legs.map(({ cost }) => cost.impact)),
  });
}

function inWords(legs: readonly RebalanceLeg[], reasons: readonly RebalanceReason[]): string {
  if (legs.length > 0) {
    const accounts = new Set(legs.map(({ account }) => account)).size;
    const trades = legs.length === 1 ? "1 trade" : `${String(legs.length)} trades`;
    return `${trades} in ${accounts === 1 ? "1 account" : `${String(accounts)} accounts`}.`;
  }
  const why = new Set(reasons.map(({ limitedBy }) => limitedBy));
  if (why.has("minimum")) return "Nothing to do: what is missing is less than the venues take.";
  if (why.has("lot")) return "Nothing to do: less than one lot is missing.";
  if (why.has("band")) return "Nothing to do: everything is within its band.";
  const untold = [...new Set(reasons.map(({ detail }) => detail))];
  return untold.length === 1 && untold[0] !== undefined
    ? `Nothing to do: ${untold[0].charAt(0).toLowerCase()}${untold[0].slice(1)}`
    : "Nothing to do: everything is at its target or has none.";
}

// The trades that bring accounts to a target, each account's own problem and in closed form.
import { type Decimal, sum, ZERO } from "../money/decimal.ts";
import { knownOnly, sumKnown } from "../money/known.ts";
import { type Outcome, succeed } from "../money/outcome.ts";
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
import { type BandEdges, isReducing, sizeTrade } from "./size-trade.ts";
import { standingOf } from "./standing.ts";
import { type HoldingTarget, targetRule } from "./targets.ts";
import { tradeCost } from "./trade-cost.ts";

const NO_BAND: BandEdges = { trigger: ZERO, tradeTo: ZERO };

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
  const rule = targetRule(request.target, markets);
  const parts = markets.map((market) => {
    const targets = market.holdings.map((holding) => rule(market, holding));
    return accountPart(market, targets, edges.value);
  });
  return succeed(whole(request, parts));
}

function accountPart(
  market: AccountMarket,
  targets: readonly HoldingTarget[],
  edges: ReadonlyMap<string, BandEdges>,
): AccountPart {
  const reasons = market.holdings.map((holding, index): RebalanceReason => {
    const { account, symbol } = holding.listing;
    const target = targets[index];
    if (target?.known !== true) {
      const detail = target?.because ?? "";
      return { account, symbol, ideal: ZERO, quantity: ZERO, limitedBy: "none", detail };
    }
    const band = edges.size === 0 ? NO_BAND : (edges.get(costKey(holding.listing)) ?? NO_BAND);
    return { account, symbol, band, ...sizeTrade(holding, target.target, band, market.account.equity) };
  });
  const traded = reasons.map(({ quantity }) => quantity);
  return {
    legs: market.holdings.flatMap((holding, index) => legOf(holding, traded[index])),
    reasons,
    before: standingOf(market, targets, []),
    after: standingOf(market, targets, traded),
  };
}

function legOf({ listing, quantity: held }: Holding, signed: Decimal | undefined): readonly RebalanceLeg[] {
  if (signed === undefined || signed.isZero()) return [];
  const side = signed.isPositive() ? "buy" : "sell";
  const quantity = signed.abs();
  return [
    {
      account: listing.account,
      symbol: listing.symbol,
      side,
      quantity,
      notional: quantity.times(unitNotional(listing)),
      cost: tradeCost(listing, side, quantity),
      reducing: isReducing(held, signed),
    },
  ];
}

/** The band of each distinct cost, once; empty where no band applies. */
function bandEdges({ band, target, listings }: RebalanceRequest): Outcome<ReadonlyMap<string, BandEdges>> {
  const edges = new Map<string, BandEdges>();
  if (band.kind === "none" || target.kind === "flat") return succeed(edges);
  for (const listing of listings) {
    const key = costKey(listing);
    if (edges.has(key)) continue;
    const found = edgesOf(band, listing);
    if (!found.ok) return found;
    edges.set(key, found.value);
  }
  return succeed(edges);
}

function edgesOf(
  band: Exclude<RebalanceBand, { kind: "none" }>,
  { takerFee, halfSpread }: RebalanceListing,
): Outcome<BandEdges> {
  if (band.kind === "fixed") return succeed({ trigger: band.width, tradeTo: band.width });
  return noTradeBand({
    // A rebate that outweighs the spread needs no band.
    proportionalCost: takerFee.plus(halfSpread).max(ZERO),
    fixedCost: band.fixedCost ?? ZERO,
    volatility: band.volatility,
    penalty: band.penalty,
  });
}

function costKey({ takerFee, halfSpread }: RebalanceListing): string {
  return takerFee.plus(halfSpread).toString();
}

function whole({ accounts }: RebalanceRequest, parts: readonly AccountPart[]): RebalanceAnswer {
  const legs = parts.flatMap((part) => part.legs);
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

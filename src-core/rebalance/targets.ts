// What each account should hold of each symbol, as exact signed notionals; a kind of target is one rule.
import { type Decimal, ONE, sum, ZERO } from "../money/decimal.ts";
import { unreachable } from "../money/outcome.ts";
import { type AccountMarket, type Holding, type TargetNotional, unitNotional } from "./account-market.ts";
import { groupShares } from "./group-exposure.ts";
import type { RebalanceTarget } from "./rebalance-request.ts";
import type { BandEdges } from "./size-trade.ts";

/** What a holding should become, or why the target does not speak of it. */
export type HoldingTarget =
  | { readonly known: true; readonly target: TargetNotional }
  | { readonly known: false; readonly because: string; readonly limitedBy?: "none" | "band" };

type Rule = (market: AccountMarket, holding: Holding) => HoldingTarget;

/**
 * The rule that answers for each holding of these accounts. An account without positive equity has only the flat
 * target; spot is never sold short: its targets end at zero.
 */
export function targetRule(
  target: RebalanceTarget,
  markets: readonly AccountMarket[],
  edgesOf: (holding: Holding) => BandEdges | undefined,
): Rule {
  const rule = isOfGroup(target) ? groupRule(target, markets, edgesOf) : ruleOf(target, markets);
  if (target.kind === "flat") return rule;
  return (market, holding) => {
    if (!market.account.equity.isPositive()) return untargeted("The account's equity is not positive.");
    const found = rule(market, holding);
    const short = found.known && found.target.part.isNegative() && holding.listing.kind === "spot";
    return short ? exactly(ZERO) : found;
  };
}

/** A target of all accounts together, whose band is the group's and no account's. */
export function isOfGroup(target: RebalanceTarget): target is Extract<RebalanceTarget, { kind: "exposure" }> {
  return target.kind === "exposure" && target.of === "group";
}

function groupRule(
  target: Extract<RebalanceTarget, { kind: "exposure" }>,
  markets: readonly AccountMarket[],
  edgesOf: (holding: Holding) => BandEdges | undefined,
): Rule {
  const shares = groupShares(markets, target, edgesOf);
  return (_, holding) => {
    const share = shares.get(holding);
    if (share === undefined) return untargeted(`Only ${target.symbol} moves the net exposure.`);
    if (share.change === undefined) return { known: false, ...share };
    return exactly(holding.notional.plus(share.change.times(unitNotional(holding.listing))));
  };
}

function ruleOf(target: RebalanceTarget, markets: readonly AccountMarket[]): Rule {
  switch (target.kind) {
    case "weights":
      return weightsRule(target);
    case "leverage":
      return leverageRule(target.leverage);
    case "exposure":
      return exposureRule(target.symbol, target.fraction);
    case "equal":
      return equalRule(markets);
    case "mirror":
      return mirrorRule(target.account, markets);
    case "flat":
      return () => exactly(ZERO);
    default:
      return unreachable(target);
  }
}

function weightsRule({ weights, others }: Extract<RebalanceTarget, { kind: "weights" }>): Rule {
  return ({ account }, { listing }) => {
    const weight = Object.hasOwn(weights, listing.symbol) ? weights[listing.symbol] : undefined;
    if (weight !== undefined) return exactly(weight.times(account.equity));
    return others === "close" ? exactly(ZERO) : untargeted("The target does not name it.");
  };
}

/** Each holding grows or shrinks by the same factor: leverage x equity / gross. */
function leverageRule(leverage: Decimal): Rule {
  const grossOf = onceEach(({ holdings }) => sum(holdings.map(({ notional }) => notional.abs())));
  return (market, { notional }) => {
    const gross = grossOf(market);
    if (gross.isZero()) return untargeted("The account holds nothing whose proportions could be kept.");
    return shareOf(notional.times(leverage).times(market.account.equity), gross);
  };
}

function exposureRule(symbol: string, fraction: Decimal): Rule {
  const netOf = onceEach(({ holdings }) => sum(holdings.map(({ notional }) => notional)));
  return (market, { listing, notional }) => {
    if (listing.symbol !== symbol) return untargeted(`Only ${symbol} moves the net exposure.`);
    const missing = fraction.times(market.account.equity).minus(netOf(market));
    return exactly(notional.plus(missing));
  };
}

/** Sums run over the accounts that list the symbol and have equity; equal sums are one object, so that they divide once. */
function equalRule(markets: readonly AccountMarket[]): Rule {
  const totals = new Map<string, { notional: Decimal; equity: Decimal }>();
  for (const { account, holdings } of markets) {
    if (!account.equity.isPositive()) continue;
    for (const { listing, notional } of holdings) {
      const total = totals.get(listing.symbol);
      if (total === undefined) totals.set(listing.symbol, { notional, equity: account.equity });
      else {
        total.notional = total.notional.plus(notional);
        total.equity = total.equity.plus(account.equity);
      }
    }
  }
  const sums: Decimal[] = [];
  for (const total of totals.values()) {
    const known = sums.find((equity) => equity.equals(total.equity));
    if (known === undefined) sums.push(total.equity);
    else total.equity = known;
  }
  return ({ account }, { listing }) => {
    const total = totals.get(listing.symbol);
    if (total === undefined) throw new Error("Invariant: every listed symbol has a total");
    return shareOf(total.notional.times(account.equity), total.equity);
  };
}

function mirrorRule(id: string, markets: readonly AccountMarket[]): Rule {
  const model = markets.find(({ account }) => account.id === id);
  if (model === undefined) throw new Error("Invariant: the mirrored account was checked");
  const held = new Map(model.holdings.map(({ listing, notional }) => [listing.symbol, notional]));
  return ({ account }, { listing }) => {
    if (account.id === id) return untargeted("It is the account that the others follow.");
    return shareOf((held.get(listing.symbol) ?? ZERO).times(account.equity), model.account.equity);
  };
}

function onceEach(compute: (market: AccountMarket) => Decimal): (market: AccountMarket) => Decimal {
  const known = new Map<AccountMarket, Decimal>();
  return (market) => {
    const found = known.get(market) ?? compute(market);
    known.set(market, found);
    return found;
  };
}

function exactly(amount: Decimal): HoldingTarget {
  return shareOf(amount, ONE);
}

function shareOf(part: Decimal, of: Decimal): HoldingTarget {
  return { known: true, target: { part, of } };
}

function untargeted(because: string): HoldingTarget {
  return { known: false, because };
}

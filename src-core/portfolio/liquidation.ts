// Liquidation price under cross margin: where wallet + unrealised P&L meets maintenance margin.
// The tier is that of the notional at the liquidation price itself, not at entry (Binance's rule for its futures).
import { DIVISION_SCALE } from "../market/contract-math.ts";
import type { PositionTier } from "../market/listing.ts";
import { type Decimal, ONE, ZERO, sum } from "../money/decimal.ts";

/** All money in the settlement asset. `positions`: one in one-way mode, up to two in hedge mode; quantities as in `Listing`. */
export interface LiquidationInput {
  readonly kind: "linear" | "inverse";
  readonly walletBalance: Decimal;
  /** Of the account's other listings that share the wallet, at their marks. */
  readonly otherMaintenance: Decimal;
  readonly otherUnrealised: Decimal;
  readonly positions: readonly { readonly quantitySigned: Decimal; readonly entryPrice: Decimal }[];
  readonly tiers: readonly PositionTier[];
  /** Where the market is: of two answers the nearer one counts. */
  readonly price?: Decimal;
}

/** A stretch of the price axis in which every position stays in one tier. */
interface Stretch {
  readonly from: Decimal;
  readonly to: Decimal | undefined;
  readonly tiers: readonly PositionTier[];
}

interface Line {
  readonly constant: Decimal;
  readonly slope: Decimal;
}

/**
 * The price at which margin runs out; undefined when there is none above zero or no tier table is known. Half-even at scale 18.
 * Works on v = price for linear and v = 1/price for inverse: the margin balance is a straight line in v inside each stretch.
 */
export function liquidationPrice(input: LiquidationInput): Decimal | undefined {
  const open = input.positions.filter((position) => !position.quantitySigned.isZero());
  if (open.length === 0 || input.tiers.length === 0) return undefined;
  if (open.some((position) => !position.entryPrice.isPositive())) return undefined;
  const scoped = { ...input, positions: open };
  const found = stretches(scoped).flatMap((stretch, index, all) =>
    crossings(scoped, stretch, all[index + 1]),
  );
  return nearest(found, input.price);
}

/** Prices at which the margin balance reaches zero inside the stretch, or jumps below it at its end. */
function crossings(input: LiquidationInput, stretch: Stretch, next: Stretch | undefined): readonly Decimal[] {
  const line = balanceLine(input, stretch.tiers);
  const root = rootOf(line);
  if (root?.isPositive() && contains(stretch, root)) return [rootPrice(input.kind, line)];
  if (next === undefined) return [];
  // Tables without deductions jump at the edge of a tier: margin may run out in the jump.
  const before = valueAt(line, next.from).sign();
  const after = valueAt(balanceLine(input, next.tiers), next.from).sign();
  return before > 0 && after < 0 ? [priceOf(input.kind, next.from)] : [];
}

function contains(stretch: Stretch, v: Decimal): boolean {
  return v.atLeast(stretch.from) && (stretch.to === undefined || v.atMost(stretch.to));
}

/** Margin balance minus maintenance margin as constant + slope x v, with each position in its given tier. */
function balanceLine(input: LiquidationInput, tiers: readonly PositionTier[]): Line {
  const parts = input.positions.map((position, index) => partLine(input.kind, position, tiers[index]));
  const free = input.walletBalance.minus(input.otherMaintenance).plus(input.otherUnrealised);
  return {
    constant: free.plus(sum(parts.map((part) => part.constant))),
    slope: sum(parts.map((part) => part.slope)),
  };
}

/** Linear: q(P - E) - |q| r P + d. Inverse with v = 1/P: q/E - q v - |q| r v + d. */
function partLine(
  kind: "linear" | "inverse",
  position: LiquidationInput["positions"][number],
  tier: PositionTier | undefined,
): Line {
  const quantity = position.quantitySigned;
  const held = quantity.abs().times(tier?.maintenanceRate ?? ZERO);
  const deduction = tier?.maintenanceDeduction ?? ZERO;
  if (kind === "linear") {
    return { constant: deduction.minus(quantity.times(position.entryPrice)), slope: quantity.minus(held) };
  }
  const coins = quantity.dividedBy(position.entryPrice, DIVISION_SCALE, "half-even");
  return { constant: deduction.plus(coins), slope: quantity.plus(held).negated() };
}

function rootOf(line: Line): Decimal | undefined {
  if (line.slope.isZero()) return undefined;
  return line.constant.negated().dividedBy(line.slope, DIVISION_SCALE, "half-even");
}

/** The price of the line's positive root; for inverse straight from the line, so that it is rounded once. */
function rootPrice(kind: "linear" | "inverse", { constant, slope }: Line): Decimal {
  const [over, under] = kind === "linear" ? [constant, slope] : [slope, constant];
  return over.negated().dividedBy(under, DIVISION_SCALE, "half-even");
}

function valueAt(line: Line, v: Decimal): Decimal {
  return line.constant.plus(line.slope.times(v));
}

function priceOf(kind: "linear" | "inverse", v: Decimal): Decimal {
  return kind === "linear" ? v : ONE.dividedBy(v, DIVISION_SCALE, "half-even");
}

/** The axis cut wherever some position's notional |q| v reaches the cap of a tier; the last tier goes on for ever. */
function stretches(input: LiquidationInput): readonly Stretch[] {
  const cuts = input.positions.flatMap((position, index) =>
    input.tiers.slice(0, -1).map((tier) => ({ index, v: edge(tier, position.quantitySigned) })),
  );
  cuts.sort((a, b) => a.v.compare(b.v));
  const ranks = input.positions.map(() => 0);
  const found: Stretch[] = [];
  let from = ZERO;
  for (const cut of cuts) {
    if (cut.v.greaterThan(from))
      found.push({ from, to: cut.v, tiers: ranks.map((rank) => tierAtRank(input, rank)) });
    from = cut.v;
    ranks[cut.index] = (ranks[cut.index] ?? 0) + 1;
  }
  found.push({ from, to: undefined, tiers: ranks.map((rank) => tierAtRank(input, rank)) });
  return found;
}

function edge(tier: PositionTier, quantitySigned: Decimal): Decimal {
  return tier.cap.dividedBy(quantitySigned.abs(), DIVISION_SCALE, "half-even");
}

function tierAtRank(input: LiquidationInput, rank: number): PositionTier {
  const tier = input.tiers[rank];
  if (tier === undefined) throw new Error("Invariant: a tier for every stretch");
  return tier;
}

function nearest(prices: readonly Decimal[], price: Decimal | undefined): Decimal | undefined {
  if (price === undefined) return prices[0];
  return prices.reduce<Decimal | undefined>((best, candidate) => {
    if (best === undefined) return candidate;
    return candidate.minus(price).abs().lessThan(best.minus(price).abs()) ? candidate : best;
  }, undefined);
}

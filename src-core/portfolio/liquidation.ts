// Liquidation price under cross margin: where wallet + unrealised P&L meets maintenance margin.
// The tier is that of the notional at the liquidation price itself, not at entry (Binance's rule for its futures).
import { DIVISION_SCALE } from "../market/contract-math.ts";
import type { PositionTier } from "../market/listing.ts";
import { type Decimal, ZERO } from "../money/decimal.ts";

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

/** constant + slope x v, where v is the price for linear and 1/price for inverse. */
interface Line {
  readonly constant: Decimal;
  readonly slope: Decimal;
}

/** A position without its tier: P&L as a line, and the size that tiers are cut by. */
interface Part extends Line {
  readonly size: Decimal;
}

/** A point v = cap / size, kept as a fraction so that comparing is exact. */
interface Cut {
  readonly cap: Decimal;
  readonly size: Decimal;
  readonly part: number;
}

/** A stretch of the axis in which every position stays in one tier; absent ends are zero and infinity. */
interface Stretch {
  readonly from: Cut | undefined;
  readonly to: Cut | undefined;
  readonly line: Line;
}

/**
 * The price at which margin runs out; undefined when there is none above zero or no tier table is known. Half-even at scale 18.
 * Margin balance minus maintenance margin is a straight line in v inside each stretch: where its sign changes is the answer.
 */
export function liquidationPrice(input: LiquidationInput): Decimal | undefined {
  const open = input.positions.filter((position) => !position.quantitySigned.isZero());
  if (open.length === 0 || input.tiers.length === 0) return undefined;
  if (open.some((position) => !position.entryPrice.isPositive())) return undefined;
  const all = stretches(
    input,
    open.map((position) => partOf(input.kind, position)),
  );
  const found = all.flatMap((stretch, index) => crossing(input.kind, stretch, all[index + 1]) ?? []);
  return nearest(found, input.price);
}

/** Linear: q P - q E. Inverse: q/E - q v. */
function partOf(
  kind: "linear" | "inverse",
  { quantitySigned, entryPrice }: LiquidationInput["positions"][number],
): Part {
  const size = quantitySigned.abs();
  if (kind === "linear")
    return { constant: quantitySigned.times(entryPrice).negated(), slope: quantitySigned, size };
  const coins = quantitySigned.dividedBy(entryPrice, DIVISION_SCALE, "half-even");
  return { constant: coins, slope: quantitySigned.negated(), size };
}

/** The axis cut wherever some position's notional size x v reaches the cap of a tier; the last tier goes on for ever. */
function stretches(input: LiquidationInput, parts: readonly Part[]): readonly Stretch[] {
  const cuts = parts.flatMap(({ size }, part) =>
    input.tiers.slice(0, -1).map(({ cap }) => ({ cap, size, part })),
  );
  if (parts.length > 1) cuts.sort((a, b) => a.cap.times(b.size).compare(b.cap.times(a.size)));
  const ranks = parts.map(() => 0);
  const found: Stretch[] = [];
  let from: Cut | undefined;
  for (const cut of cuts) {
    found.push({ from, to: cut, line: balanceLine(input, parts, ranks) });
    from = cut;
    ranks[cut.part] = (ranks[cut.part] ?? 0) + 1;
  }
  found.push({ from, to: undefined, line: balanceLine(input, parts, ranks) });
  return found;
}

/** Margin balance minus maintenance margin with each position in its ranked tier: - size v rate + deduction each. */
function balanceLine(input: LiquidationInput, parts: readonly Part[], ranks: readonly number[]): Line {
  let constant = input.walletBalance.minus(input.otherMaintenance).plus(input.otherUnrealised);
  let slope = ZERO;
  parts.forEach((part, index) => {
    const tier = input.tiers[ranks[index] ?? 0];
    if (tier === undefined) throw new Error("Invariant: a tier for every stretch");
    constant = constant.plus(part.constant).plus(tier.maintenanceDeduction);
    slope = slope.plus(part.slope).minus(part.size.times(tier.maintenanceRate));
  });
  return { constant, slope };
}

/** Where the balance crosses zero inside the stretch, or jumps below it at its end: tables without deductions do. */
function crossing(
  kind: "linear" | "inverse",
  stretch: Stretch,
  next: Stretch | undefined,
): Decimal | undefined {
  const { from, to, line } = stretch;
  const before = signAt(line, from);
  const after = to === undefined ? line.slope.sign() || line.constant.sign() : signAt(line, to);
  const meets =
    before * after < 0 || (before === 0 && from !== undefined) || (after === 0 && to !== undefined);
  if (meets && !line.slope.isZero()) return rootPrice(kind, line);
  if (to === undefined || next === undefined || after <= 0) return undefined;
  return signAt(next.line, to) < 0 ? priceAt(kind, to) : undefined;
}

/** The sign of the line at cap / size, without dividing; at zero when there is no cut. */
function signAt(line: Line, cut: Cut | undefined): -1 | 0 | 1 {
  if (cut === undefined) return line.constant.sign();
  return line.constant.times(cut.size).plus(line.slope.times(cut.cap)).sign();
}

/** The price of the line's root v = -constant / slope. */
function rootPrice(kind: "linear" | "inverse", { constant, slope }: Line): Decimal {
  const [over, under] = kind === "linear" ? [constant, slope] : [slope, constant];
  return over.negated().dividedBy(under, DIVISION_SCALE, "half-even");
}

function priceAt(kind: "linear" | "inverse", { cap, size }: Cut): Decimal {
  const [over, under] = kind === "linear" ? [cap, size] : [size, cap];
  return over.dividedBy(under, DIVISION_SCALE, "half-even");
}

function nearest(prices: readonly Decimal[], price: Decimal | undefined): Decimal | undefined {
  if (price === undefined) return prices[0];
  return prices.reduce<Decimal | undefined>((best, candidate) => {
    if (best === undefined) return candidate;
    return candidate.minus(price).abs().lessThan(best.minus(price).abs()) ? candidate : best;
  }, undefined);
}

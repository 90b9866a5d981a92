// How far a position may drift before trading costs less than the drift, and how far back to trade then.
// Minimises [F + c(b-a)] s^2/(b^2-a^2) + L(a^2+b^2)/6, which agrees with Gerhold et al. 2014 to first order.
import { Decimal, ONE, ZERO } from "../money/decimal.ts";
import { type Outcome, fail, succeed } from "../money/outcome.ts";

/** Fractions of equity; `volatility` of the deviation per square root of a year, `penalty` L in L x^2 per year. */
export interface BandCosts {
  readonly proportionalCost: Decimal;
  readonly fixedCost: Decimal;
  readonly volatility: Decimal;
  readonly penalty: Decimal;
}

/** A deviation beyond `trigger` is traded back to `tradeTo`; both and the yearly cost are fractions of equity. */
export interface NoTradeBand {
  readonly trigger: Decimal;
  readonly tradeTo: Decimal;
  readonly annualCost: Decimal;
}

/** Digits after the point of every figure of a band; what is smaller than half the last digit is zero. */
const BAND_DIGITS = 10;

const HALVINGS = 200;
const LEAST_PENALTY = Decimal.of("0.000000001");
const GREATEST_PENALTY = Decimal.of("1000000000");
const GREATEST_VOLATILITY = Decimal.of("100");

/** The cheapest band, to `BAND_DIGITS` half-even; `bad-band` when a figure lies outside what it can mean. */
export function noTradeBand(costs: BandCosts): Outcome<NoTradeBand> {
  const { proportionalCost, fixedCost, volatility, penalty } = costs;
  if (!within(proportionalCost, ZERO, ONE)) return bad("proportionalCost", "from 0 to 1");
  if (!within(fixedCost, ZERO, ONE)) return bad("fixedCost", "from 0 to 1");
  if (!volatility.isPositive() || !volatility.atMost(GREATEST_VOLATILITY)) {
    return bad("volatility", "above 0 and at most 100");
  }
  if (!within(penalty, LEAST_PENALTY, GREATEST_PENALTY)) return bad("penalty", "from 1e-9 to 1e9");
  return succeed(
    cheapest(proportionalCost.toFloat(), fixedCost.toFloat(), volatility.toFloat(), penalty.toFloat()),
  );
}

// With u = b - a and v = b + a the derivatives vanish where u^3 v = kF and v(v^2 - u^2) = kc, k = 6 s^2/L.
// Put together, (v^2 - kc/v)^(3/2) v = kF: its left side only rises, so there is one root and halving finds it.
function cheapest(c: number, f: number, s: number, l: number): NoTradeBand {
  const k = (6 * s * s) / l;
  const [least, spread] = [Math.cbrt(k * c), Math.sqrt(Math.sqrt(k * f))];
  if (least + spread === 0) return { trigger: ZERO, tradeTo: ZERO, annualCost: ZERO };
  const v = f === 0 ? least : c === 0 ? spread : root(k * c, k * f, least, least + spread);
  const u = f === 0 ? 0 : c === 0 ? v : widthAt(v, k * c);
  return {
    trigger: written((v + u) / 2),
    tradeTo: written(Math.max(0, (v - u) / 2)),
    annualCost: written(costOf(c, f, s * s, l, u, v)),
  };
}

function widthAt(v: number, kc: number): number {
  return Math.sqrt(Math.max(0, v * v - kc / v));
}

function root(kc: number, kf: number, low: number, high: number): number {
  let [below, above] = [low, high];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (below + above) / 2;
    if (middle <= below || middle >= above) break;
    if (widthAt(middle, kc) ** 3 * middle < kf) below = middle;
    else above = middle;
  }
  return above;
}

/** The fixed cost's part is absent without a fixed cost, where u may be zero. */
function costOf(c: number, f: number, variance: number, l: number, u: number, v: number): number {
  const fixed = f === 0 ? 0 : (f * variance) / (u * v);
  return fixed + (c * variance) / v + (l * (u * u + v * v)) / 12;
}

function written(value: number): Decimal {
  return Decimal.of(value.toFixed(BAND_DIGITS));
}

function within(value: Decimal, least: Decimal, greatest: Decimal): boolean {
  return value.atLeast(least) && value.atMost(greatest);
}

function bad(place: string, range: string): Outcome<never> {
  return fail("bad-band", place, `The ${place} of a band lies ${range}.`, `Give a ${place} ${range}.`);
}

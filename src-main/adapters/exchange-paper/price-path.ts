// The logarithm of a synthetic price at minute boundaries: octaves of smooth noise with Brownian scaling.
// Periods go from one minute to 41 days; the faster ones breathe with a slow volatility of their own.
import { eased, hashOf, latticeValue, seedOf } from "./noise.ts";

/** What makes one price differ from another. */
export interface PathShape {
  readonly seed: number;
  /** The price around which it wanders. */
  readonly basePrice: number;
  /** Of log returns, per year: 0.5 is 50%. */
  readonly annualVolatility: number;
  /** A perpetual's slow distance from its index; absent for the index itself. */
  readonly basis?: boolean;
}

/** Log prices and volatility factors (1 is usual) at consecutive minute boundaries. */
export interface PathStretch {
  readonly logPrices: Float64Array;
  readonly volatility: Float64Array;
}

const OCTAVES = 11;
/** Each period is three times the one before: closer ones cost more and show no difference. */
const PERIOD_RATIO = 3;
/** Octaves with periods up to about four hours breathe. */
const BREATHING_OCTAVES = 6;
const MINUTES_PER_YEAR = 525_600;
/** Measured over two years of minutes: makes hourly to daily returns of the sum have the asked volatility. */
const CALIBRATION = 0.96;
/** Slow noises whose sum scales the fast octaves between 0.3 and 1.7; periods in minutes. */
const BREATHS = [
  { period: 1_013, depth: 0.35 },
  { period: 4_999, depth: 0.35 },
] as const;
/** Depths in log price: a perpetual is rarely more than 0.1% away from its index. */
const BASIS = [
  { period: 240, depth: 0.0003 },
  { period: 2_880, depth: 0.0006 },
] as const;

export function pathShape(
  seed: string,
  name: string,
  basePrice: number,
  annualVolatility: number,
): PathShape {
  return { seed: seedOf(`${seed}|${name}`), basePrice, annualVolatility };
}

/** Volatility of one usual minute's log return. */
export function minuteVolatility(shape: PathShape): number {
  return shape.annualVolatility / Math.sqrt(MINUTES_PER_YEAR);
}

/** `count` boundaries from `firstMinute` (minutes since 1970). Any stretch that covers a minute gives the same number for it. */
export function pathStretch(shape: PathShape, firstMinute: number, count: number): PathStretch {
  const volatility = breathing(shape, firstMinute, count);
  const fast = new Float64Array(count);
  const slow = new Float64Array(count);
  const unit = minuteVolatility(shape) * CALIBRATION;
  for (let octave = 0; octave < OCTAVES; octave += 1) {
    const into = octave < BREATHING_OCTAVES ? fast : slow;
    const period = PERIOD_RATIO ** octave;
    addNoise(into, shape.seed + octave * 7_919, firstMinute, period, unit * Math.sqrt(period));
  }
  if (shape.basis === true) addBasis(slow, shape.seed, firstMinute);
  const base = Math.log(shape.basePrice);
  for (let index = 0; index < count; index += 1) {
    slow[index] = base + at(slow, index) + at(fast, index) * at(volatility, index);
  }
  return { logPrices: slow, volatility };
}

/** Mean of a perpetual's log distance from its index, one sample every `every` minutes. */
export function meanBasis(shape: PathShape, firstMinute: number, count: number, every: number): number {
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    const sample = new Float64Array(1);
    addBasis(sample, shape.seed, firstMinute + index * every);
    total += at(sample, 0);
  }
  return total / Math.max(1, count);
}

function addBasis(into: Float64Array, seed: number, firstMinute: number): void {
  BASIS.forEach(({ period, depth }, index) => {
    addNoise(into, seed + 2_000_003 * (index + 1), firstMinute, period, depth);
  });
}

function breathing(shape: PathShape, firstMinute: number, count: number): Float64Array {
  const factor = new Float64Array(count).fill(1);
  BREATHS.forEach((breath, index) => {
    addNoise(factor, shape.seed + 1_000_003 * (index + 1), firstMinute, breath.period, breath.depth);
  });
  return factor;
}

/** Adds one octave; each has its own phase in whole minutes, so that no minute is a lattice point of all. */
function addNoise(
  into: Float64Array,
  seed: number,
  firstMinute: number,
  period: number,
  amplitude: number,
): void {
  const curve = easing(period);
  const start = firstMinute + (hashOf(seed, -1) % period);
  let cell = Math.floor(start / period);
  let step = start - cell * period;
  for (let index = 0; index < into.length; cell += 1, step = 0) {
    const from = amplitude * latticeValue(seed, cell);
    const rise = amplitude * latticeValue(seed, cell + 1) - from;
    const end = Math.min(into.length, index + period - step);
    for (; index < end; index += 1, step += 1)
      into[index] = at(into, index) + (from + rise * at(curve, step));
  }
}

const EASINGS = new Map<number, Float64Array>();

/** The eased curve at each whole minute of a period. */
function easing(period: number): Float64Array {
  const known = EASINGS.get(period);
  if (known !== undefined) return known;
  const curve = Float64Array.from({ length: period }, (_, step) => eased(step / period));
  EASINGS.set(period, curve);
  return curve;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}

// Funding of the synthetic perpetuals, every eight hours at 00, 08 and 16 UTC.
// F = P + clamp(interest - P, -0.05%, 0.05%), P the mean premium of the interval, interest 0.01% (Binance's published rule).
import { Decimal } from "../../../src-core/money/decimal.ts";
import { minuteAt } from "./minute-slots.ts";
import { meanBasis, type PathShape } from "./price-path.ts";

export const FUNDING_INTERVAL_MS = 28_800_000;
const INTEREST = 0.0001;
const CLAMP = 0.0005;
const SAMPLE_MINUTES = 10;
const RATE_SCALE = 8;

/** The first boundary after a time. */
export function nextFundingAfter(ms: number): number {
  return (Math.floor(ms / FUNDING_INTERVAL_MS) + 1) * FUNDING_INTERVAL_MS;
}

/** The rate of the interval that ends at `boundaryMs`, as known at `nowMs`: final when that is the boundary. */
export function fundingRateAt(shape: PathShape, boundaryMs: number, nowMs: number): Decimal {
  const first = minuteAt(boundaryMs - FUNDING_INTERVAL_MS);
  const passed = Math.max(1, minuteAt(Math.min(nowMs, boundaryMs)) - first);
  const premium = meanBasis(shape, first, Math.ceil(passed / SAMPLE_MINUTES), SAMPLE_MINUTES);
  const rate = premium + Math.min(CLAMP, Math.max(-CLAMP, INTEREST - premium));
  return Decimal.fromUnits(BigInt(Math.round(rate * 10 ** RATE_SCALE)), RATE_SCALE);
}

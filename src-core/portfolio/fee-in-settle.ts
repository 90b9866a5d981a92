// A fill's fee in the settlement asset of its listing, whatever asset it was paid in.
import { DIVISION_SCALE } from "../market/contract-math.ts";
import type { Listing } from "../market/listing.ts";
import { type Decimal, ZERO } from "../money/decimal.ts";
import type { Fill } from "../order-terms/venue-event.ts";
import type { Portfolio } from "./portfolio.ts";
import { usdRate } from "./usd-rate.ts";

/** Positive is a cost; converted at the prices of this moment, rounded up at scale 18. Undefined when a rate is not known. */
export function feeInSettle(
  portfolio: Pick<Portfolio, "listings" | "quotes">,
  fill: Pick<Fill, "fee" | "feeAsset">,
  listing: Listing | undefined,
): Decimal | undefined {
  if (fill.fee.isZero()) return ZERO;
  if (listing === undefined) return undefined;
  if (fill.feeAsset === listing.settle) return fill.fee;
  const paid = usdRate(portfolio, fill.feeAsset, "exposure", listing.venue);
  const settle = usdRate(portfolio, listing.settle, "exposure", listing.venue);
  if (paid === undefined || settle === undefined || !settle.isPositive()) return undefined;
  return fill.fee.times(paid).dividedBy(settle, DIVISION_SCALE, "ceil");
}

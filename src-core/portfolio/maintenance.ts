// Maintenance margin from a venue's tier table: rate x notional - deduction, whole notional in one tier.
import type { PositionTier } from "../market/listing.ts";
import { type Decimal, ZERO } from "../money/decimal.ts";

/** The tier of a notional in the settlement currency; above the table its last tier goes on. Undefined without a table. */
function tierAt(tiers: readonly PositionTier[], notional: Decimal): PositionTier | undefined {
  return tiers.find((tier) => notional.atMost(tier.cap)) ?? tiers.at(-1);
}

/** Maintenance margin in the settlement currency, never negative; undefined without a table. */
export function maintenanceMargin(tiers: readonly PositionTier[], notional: Decimal): Decimal | undefined {
  const tier = tierAt(tiers, notional);
  return tier && notional.times(tier.maintenanceRate).minus(tier.maintenanceDeduction).max(ZERO);
}

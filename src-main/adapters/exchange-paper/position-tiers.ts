// Margin tables in USDT, as Binance published them for its USD-margined futures (October 2024).
import type { PositionTier } from "../../../src-core/market/listing.ts";
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";

/** Notional cap, highest leverage, maintenance rate of each step. */
type Step = readonly [cap: string, maxLeverage: string, maintenanceRate: string];

const BTC: readonly Step[] = [
  ["50000", "125", "0.004"],
  ["600000", "100", "0.005"],
  ["3000000", "75", "0.0065"],
  ["12000000", "50", "0.01"],
  ["70000000", "25", "0.02"],
  ["100000000", "20", "0.025"],
  ["230000000", "10", "0.05"],
  ["480000000", "5", "0.1"],
  ["600000000", "4", "0.125"],
  ["800000000", "3", "0.15"],
  ["1200000000", "2", "0.25"],
  ["1800000000", "1", "0.5"],
];

const ETH: readonly Step[] = [
  ["50000", "125", "0.004"],
  ["600000", "100", "0.005"],
  ["3000000", "75", "0.0065"],
  ["12000000", "50", "0.01"],
  ["50000000", "25", "0.02"],
  ["65000000", "20", "0.025"],
  ["150000000", "10", "0.05"],
  ["320000000", "5", "0.1"],
  ["400000000", "4", "0.125"],
  ["530000000", "3", "0.15"],
  ["800000000", "2", "0.25"],
  ["1200000000", "1", "0.5"],
];

const SOL: readonly Step[] = [
  ["20000", "100", "0.005"],
  ["100000", "75", "0.0065"],
  ["800000", "50", "0.01"],
  ["4000000", "25", "0.02"],
  ["8000000", "20", "0.025"],
  ["40000000", "10", "0.05"],
  ["80000000", "5", "0.1"],
  ["100000000", "4", "0.125"],
  ["200000000", "2", "0.25"],
  ["400000000", "1", "0.5"],
];

/** Fills in floors and the deductions that make maintenance margin continuous: d' = d + floor x (rate' - rate). */
function tiers(steps: readonly Step[]): readonly PositionTier[] {
  let floor = ZERO;
  let rate = ZERO;
  let deduction = ZERO;
  return steps.map(([capText, leverageText, rateText]) => {
    const maintenanceRate = Decimal.of(rateText);
    deduction = deduction.plus(floor.times(maintenanceRate.minus(rate)));
    const cap = Decimal.of(capText);
    const tier = {
      floor,
      cap,
      maxLeverage: Decimal.of(leverageText),
      maintenanceRate,
      maintenanceDeduction: deduction,
    };
    floor = cap;
    rate = maintenanceRate;
    return tier;
  });
}

export const POSITION_TIERS = { BTC: tiers(BTC), ETH: tiers(ETH), SOL: tiers(SOL) } as const;

/** The tiers of a base asset's contract; SOL's, the smallest of those known, for any other. */
export function tiersOf(base: string): readonly PositionTier[] {
  return base === "BTC" || base === "ETH" ? POSITION_TIERS[base] : POSITION_TIERS.SOL;
}

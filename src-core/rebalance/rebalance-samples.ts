// Requests for tests, in the plain words of the rebalance.
import { Decimal } from "../money/decimal.ts";
import type { RebalanceAccount, RebalanceListing } from "./rebalance-request.ts";

const d = (text: string): Decimal => Decimal.of(text);

/** BTC at 50,000, lot 0.001, 5 bp of fee and 1 bp of half spread. */
export function sampleRebalanceListing(
  account: string,
  change: Partial<RebalanceListing> = {},
): RebalanceListing {
  return {
    account,
    symbol: "BTC",
    kind: "linear",
    price: d("50000"),
    lot: d("0.001"),
    takerFee: d("0.0005"),
    halfSpread: d("0.0001"),
    ...change,
  };
}

export function sampleRebalanceAccount(
  id: string,
  equity: string,
  positions: Readonly<Record<string, string>> = {},
): RebalanceAccount {
  return {
    id,
    equity: d(equity),
    positions: Object.entries(positions).map(([symbol, quantity]) => ({ symbol, quantity: d(quantity) })),
  };
}

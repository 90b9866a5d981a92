// What one rebalance of 100 accounts by 50 symbols costs, beside reading its request as text. Run: node bench/rebalance.ts
import { Decimal } from "../src-core/money/decimal.ts";
import type {
  RebalanceBand,
  RebalanceRequest,
  RebalanceTarget,
} from "../src-core/rebalance/rebalance-request.ts";
import { rebalance } from "../src-core/rebalance/rebalance.ts";

const ACCOUNTS = 100;
const SYMBOLS = 50;
const ROUNDS = 40;
const GOAL_MS = 20;

const d = (text: string): Decimal => Decimal.of(text);
const ids = Array.from({ length: ACCOUNTS }, (_, index) => `account-${String(index)}`);
const symbols = Array.from({ length: SYMBOLS }, (_, index) => `C${String(index)}`);

/** The same every time, and different from cell to cell. */
function spread(row: number, column: number, most: number): bigint {
  return BigInt((row * 7_919 + column * 104_729) % most);
}

function requestOf(target: RebalanceTarget, band: RebalanceBand): RebalanceRequest {
  return {
    accounts: ids.map((id, row) => ({
      id,
      equity: Decimal.fromUnits(10_000_00n + spread(row, 3, 9_000_000), 2),
      positions: symbols.map((symbol, column) => ({
        symbol,
        quantity: Decimal.fromUnits(spread(row, column, 20_000) - 5_000n, 3),
      })),
    })),
    listings: ids.flatMap((account, row) =>
      symbols.map((symbol, column) => ({
        account,
        symbol,
        kind: "linear" as const,
        price: Decimal.fromUnits(10_000n + spread(1, column, 900_000), 3),
        lot: d("0.001"),
        minQuantity: d("0.001"),
        minNotional: d("5"),
        takerFee: Decimal.fromUnits(30n + spread(row, 1, 20), 5),
        halfSpread: d("0.00005"),
        dailyVolume: d("5000000"),
        dailyVolatility: d("0.04"),
      })),
    ),
    target,
    band,
  };
}

function best(run: () => void): number {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    run();
    least = Math.min(least, performance.now() - from);
  }
  return least;
}

const optimal: RebalanceBand = {
  kind: "optimal",
  volatility: d("0.2"),
  penalty: d("1"),
  fixedCost: d("0.00001"),
};
const weights = Object.fromEntries(symbols.map((symbol) => [symbol, d("0.04")]));
const cases: readonly (readonly [string, RebalanceRequest])[] = [
  ["weights, no band", requestOf({ kind: "weights", weights }, { kind: "none" })],
  ["weights, optimal band", requestOf({ kind: "weights", weights }, optimal)],
  ["equal, no band", requestOf({ kind: "equal" }, { kind: "none" })],
  ["leverage, optimal band", requestOf({ kind: "leverage", leverage: d("2") }, optimal)],
  ["flat", requestOf({ kind: "flat" }, { kind: "none" })],
];

console.log(
  `${String(ACCOUNTS)} accounts x ${String(SYMBOLS)} symbols, best of ${String(ROUNDS)}; goal ${String(GOAL_MS)} ms`,
);
for (const [name, request] of cases) {
  const text = JSON.stringify(request);
  const parseMs = best(() => {
    JSON.parse(text);
  });
  let legs = 0;
  const ms = best(() => {
    const answer = rebalance(request);
    legs = answer.ok ? answer.value.legs.length : -1;
  });
  console.log(
    `${name.padEnd(24)} ${ms.toFixed(1).padStart(6)} ms  ${String(legs).padStart(5)} legs   anchor JSON.parse of ${String(Math.round(text.length / 1_000))} kB: ${parseMs.toFixed(1)} ms`,
  );
}

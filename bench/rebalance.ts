// What one rebalance of 100 accounts by 50 symbols costs, beside one HiGHS solve of the same instance. Run: node bench/rebalance.ts
import { loadavg } from "node:os";
import process from "node:process";
import loadHighs from "highs";
import { Decimal } from "../src-core/money/decimal.ts";
import { leastCostModel } from "../src-core/rebalance/testing/least-cost-model.ts";
import type {
  RebalanceBand,
  RebalanceRequest,
  RebalanceTarget,
} from "../src-core/rebalance/rebalance-request.ts";
import { rebalance } from "../src-core/rebalance/rebalance.ts";

const ACCOUNTS = 100;
const SYMBOLS = 50;
const WARMING_ROUNDS = 30;
const ROUNDS = 100;
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

interface Measured {
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly leastMs: number;
  /** The thread's own time, which a busy machine does not stretch by making it wait. */
  readonly cpuMs: number;
}

function measured(run: () => void): Measured {
  for (let round = 0; round < WARMING_ROUNDS; round += 1) run();
  const rounds = Array.from({ length: ROUNDS }, () => {
    const [from, used] = [performance.now(), process.threadCpuUsage()];
    run();
    const { user, system } = process.threadCpuUsage(used);
    return { wall: performance.now() - from, cpu: (user + system) / 1000 };
  });
  const at = (part: number, times: readonly number[]): number =>
    times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? NaN;
  const walls = rounds.map(({ wall }) => wall);
  const cpus = rounds.map(({ cpu }) => cpu);
  return { medianMs: at(0.5, walls), p95Ms: at(0.95, walls), leastMs: at(0, walls), cpuMs: at(0.5, cpus) };
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
  ["weights, 2 % band", requestOf({ kind: "weights", weights }, { kind: "fixed", width: d("0.02") })],
  ["weights, optimal band", requestOf({ kind: "weights", weights }, optimal)],
  ["equal, no band", requestOf({ kind: "equal" }, { kind: "none" })],
  ["leverage, optimal band", requestOf({ kind: "leverage", leverage: d("2") }, optimal)],
  ["flat", requestOf({ kind: "flat" }, { kind: "none" })],
];

const highs = await loadHighs();
console.log(
  `${String(ACCOUNTS)} accounts x ${String(SYMBOLS)} symbols, ${String(ROUNDS)} warmed runs; goal ${String(GOAL_MS)} ms; load average ${loadavg()
    .map((load) => load.toFixed(2))
    .join(" ")}`,
);
for (const [name, request] of cases) {
  let legs = 0;
  const { medianMs, p95Ms, leastMs, cpuMs } = measured(() => {
    const answer = rebalance(request);
    legs = answer.ok ? answer.value.legs.length : -1;
  });
  const model = leastCostModel(request);
  const from = performance.now();
  const status = model === undefined ? "not modelled" : highs.solve(model.text).Status;
  const highsMs = performance.now() - from;
  const ratio =
    model === undefined
      ? ""
      : `  HiGHS ${highsMs.toFixed(0)} ms (${status}), ${(highsMs / medianMs).toFixed(1)} times`;
  console.log(
    `${name.padEnd(24)} median ${medianMs.toFixed(1).padStart(6)} ms  p95 ${p95Ms.toFixed(1).padStart(6)} ms  least ${leastMs.toFixed(1).padStart(5)} ms  own CPU ${cpuMs.toFixed(1).padStart(5)} ms  ${String(legs).padStart(5)} legs${ratio}`,
  );
}
console.log(
  `load average at the end ${loadavg()
    .map((load) => load.toFixed(2))
    .join(" ")}`,
);

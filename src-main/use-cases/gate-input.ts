// Gathers what the risk gate may look at, from the state of this moment.
import type { GateInput } from "../../src-core/risk/gate-input.ts";
import { withoutKey } from "../../src-core/money/without.ts";
import type { Portfolio } from "../../src-core/portfolio/portfolio.ts";
import { recentOrders } from "./recent-orders.ts";
import { riskReadings } from "./risk-readings.ts";
import type { Runtime, StandingPlan } from "./runtime.ts";

/** The gate's input for a plan with one client id per leg. */
export function gateInput(runtime: Runtime, standing: StandingPlan, clientIds: readonly string[]): GateInput {
  const { state, keeper, ports } = runtime;
  const nowMs = ports.clock.nowMs();
  return {
    plan: standing.plan,
    clientIds,
    portfolio: withoutCleared(state.portfolio, standing.plan),
    limits: state.durable.limits,
    causes: state.durable.causes,
    holds: state.durable.holds,
    ...(standing.confirmedAfterHalt
      ? { flattenConfirmedAtMs: standing.confirmedAtMs ?? standing.plan.madeAtMs }
      : {}),
    readings: {
      journalWritable: keeper.writable,
      ...clockReading(runtime, standing),
      recentOrders: recentOrders(state.durable, nowMs),
      confirmedDuplicates: standing.duplicateConfirmed ? [standing.plan.planId] : [],
      ...riskReadings(runtime, nowMs),
    },
    nowMs,
  };
}

/** Orders that the plan names are ended before it sends anything: its own verdict is about the time after that. */
function withoutCleared(portfolio: Portfolio, { body }: StandingPlan["plan"]): Portfolio {
  const { clears = [] } = body;
  if (clears.length === 0) return portfolio;
  const accounts = { ...portfolio.accounts };
  for (const { accountId, orderId } of clears) {
    const state = accounts[accountId];
    if (state !== undefined) accounts[accountId] = { ...state, working: withoutKey(state.working, orderId) };
  }
  return { ...portfolio, accounts };
}

/** The worst clock error of the plan's accounts; absent while one of them was never measured. */
function clockReading({ state }: Runtime, { plan }: StandingPlan): { readonly clockErrorMs?: number } {
  const accounts = new Set(plan.body.legs.map((leg) => leg.accountId));
  const errors = [...accounts].map((accountId) => state.sessions.get(accountId)?.clockErrorMs);
  const known = errors.filter((error) => error !== undefined);
  if (known.length === 0 || known.length < errors.length) return {};
  return {
    clockErrorMs: known.reduce((worst, error) => (Math.abs(error) > Math.abs(worst) ? error : worst)),
  };
}

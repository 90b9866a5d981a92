// Gathers what the risk gate may look at, from the state of this moment.
import type { GateInput } from "../../src-core/risk/gate-input.ts";
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
    portfolio: state.portfolio,
    limits: state.durable.limits,
    causes: state.durable.causes,
    holds: state.durable.holds,
    ...(standing.confirmedAfterHalt ? { flattenConfirmedAtMs: standing.plan.madeAtMs } : {}),
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

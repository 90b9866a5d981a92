// The terminal's own health, for the status bar.
import type { SystemView } from "../../../src-core/contract/views.ts";
import type { HostFacts, Runtime } from "../runtime.ts";

/** `events` were heard in the last second. */
export function systemView(runtime: Runtime, host: HostFacts, events: number): SystemView {
  const { keeper, ports, state } = runtime;
  const errors = [...state.sessions.values()].flatMap((session) => session.clockErrorMs ?? []);
  const worst = errors.reduce((far, error) => (Math.abs(error) > Math.abs(far) ? error : far), 0);
  return {
    id: "system",
    atMs: ports.clock.nowMs(),
    ...host,
    journalWritable: keeper.writable,
    ...(keeper.latencyMs === undefined ? {} : { journalLatencyMs: Math.round(keeper.latencyMs) }),
    ...(errors.length === 0 ? {} : { clockErrorMs: Math.round(worst) }),
    eventsPerSecond: events,
  };
}

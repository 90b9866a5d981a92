// Why trading is restricted: set at once in memory, journaled right after, cleared only by each cause's own rule.
import type { Cause, CauseScope } from "../../src-core/risk/risk-state.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { applyRecord } from "./apply.ts";
import type { Runtime } from "./runtime.ts";

/** Sets a cause once; the same kind in the same scope is not set twice. */
export function setCause(runtime: Runtime, cause: Cause): void {
  const known = runtime.state.durable.causes.some(
    (held) => held.scope === cause.scope && held.kind === cause.kind,
  );
  if (known) return;
  const record: JournalRecord = { kind: "cause-set", cause, atMs: cause.sinceMs };
  applyRecord(runtime, record);
  runtime.keeper.note(record);
}

/** Clears a cause of one kind in one scope. */
export function clearCause(
  runtime: Runtime,
  scope: CauseScope,
  cause: Cause["kind"],
  by: "person" | "rule",
): void {
  const known = runtime.state.durable.causes.some((held) => held.scope === scope && held.kind === cause);
  if (!known) return;
  const record: JournalRecord = {
    kind: "cause-cleared",
    scope,
    cause,
    by,
    atMs: runtime.ports.clock.nowMs(),
  };
  applyRecord(runtime, record);
  runtime.keeper.note(record);
}

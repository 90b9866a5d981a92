// journal: what cannot be written down before it leaves does not leave.
import type { GateContext } from "../gate-context.ts";
import { deny } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/** Denies every new order, reductions too; cancels do not pass through the gate. */
export function journal(context: GateContext): readonly RuleReading[] {
  if (context.input.readings.journalWritable) return [];
  const message =
    "The journal cannot be written, so no order may leave. Free disk space or check the disk; cancelling still works.";
  return [deny("journal", {}, message)];
}

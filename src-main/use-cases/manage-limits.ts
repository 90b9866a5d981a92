// Limits: read as texts, saved with old and new value in the journal.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { LimitsDraft } from "../../src-core/contract/requests.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { limitTexts, parseLimits } from "../../src-core/risk/limits-draft.ts";
import { STARTING_LIMITS, type LimitScope } from "../../src-core/risk/limits.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { applyRecord } from "./apply.ts";
import type { Runtime } from "./runtime.ts";

const SCOPE = /^(environment|venue|group|account):.+$/;

/** The limits of a scope as the editor shows them. */
export function readLimits(runtime: Runtime, scope: string): Answer<LimitsDraft> {
  if (!isScope(scope)) return refusal("unknown-scope", "scope", "There are no limits of this kind.");
  const held = runtime.state.durable.limits[scope];
  return answer(limitTexts(held ?? (scope.startsWith("environment:") ? STARTING_LIMITS : {})));
}

/** Saves the limits of a scope; they bind from the next verdict on. */
export async function saveLimits(runtime: Runtime, scope: string, draft: LimitsDraft): Promise<Answer<null>> {
  if (!isScope(scope)) return refusal("unknown-scope", "scope", "There are no limits of this kind.");
  const before = runtime.state.durable.limits[scope];
  const parsed = parseLimits(draft, before);
  if (!parsed.ok) return refuse(...parsed.failures);
  const record: JournalRecord = {
    kind: "limits-changed",
    scope,
    ...(before === undefined ? {} : { before }),
    after: parsed.value,
    atMs: runtime.ports.clock.nowMs(),
  };
  return runtime.section.run(async () => {
    if (!(await runtime.keeper.commit([record]))) {
      return refusal(
        "journal-not-written",
        "journal",
        "The limits were not changed: the journal could not be written.",
      );
    }
    applyRecord(runtime, record);
    return answer(null);
  });
}

function isScope(scope: string): scope is LimitScope {
  return SCOPE.test(scope);
}

// Limits: read as texts, saved with old and new value in the journal.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { LimitsDraft } from "../../src-core/contract/requests.ts";
import type { LimitChangeView } from "../../src-core/contract/risk-views.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { limitTexts, parseLimits } from "../../src-core/risk/limits-draft.ts";
import { STARTING_LIMITS, type Limits, type LimitScope } from "../../src-core/risk/limits.ts";
import { describeLimitChange } from "../../src-core/risk/describe-limits.ts";
import { scopeName } from "../../src-core/risk/binding-limits.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { applyRecord } from "./apply.ts";
import type { Runtime } from "./runtime.ts";

const SCOPE = /^(environment|venue|group|account):.+$/;

/** The limits of a scope as the editor shows them. */
export function readLimits(runtime: Runtime, scope: string): Answer<LimitsDraft> {
  if (!isScope(scope)) return refusal("unknown-scope", "scope", "There are no limits of this kind.");
  const held = runtime.state.durable.limits[scope];
  return answer(limitTexts(held ?? startingLimits(scope)));
}

/** Saves the limits of a scope; they bind from the next verdict on. */
export async function saveLimits(runtime: Runtime, scope: string, draft: LimitsDraft): Promise<Answer<null>> {
  if (!isScope(scope)) return refusal("unknown-scope", "scope", "There are no limits of this kind.");
  const before = runtime.state.durable.limits[scope];
  const parsed = parseLimits(draft, before ?? startingLimits(scope));
  if (!parsed.ok) return refuse(...parsed.failures);
  const [stranger] = unknownListings(runtime, parsed.value);
  if (stranger !== undefined) {
    const field = parsed.value.allowlist?.includes(stranger) === true ? "allowlist" : "maxOrderQuantity";
    return refusal("unknown-listing", field, `${stranger} is not an instrument of that venue.`);
  }
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

/** Changes of limits, newest first. */
export function limitChanges({ state }: Runtime): Answer<readonly LimitChangeView[]> {
  const { limitChanges: changes } = state.durable;
  return answer(
    changes.toReversed().map(({ scope, before, after, atMs }) => ({
      scope,
      label: scopeName(state.portfolio, scope),
      atMs,
      lines: describeLimitChange(before ?? startingLimits(scope), after),
    })),
  );
}

/** What holds in a scope where none was ever saved. */
function startingLimits(scope: string): Limits {
  return scope.startsWith("environment:") ? STARTING_LIMITS : {};
}

/** Instruments that no venue of this installation lists, once its listings are loaded. */
function unknownListings({ state }: Runtime, limits: Limits): readonly string[] {
  const { listings } = state.portfolio;
  const loaded = new Set(Object.values(listings).map(({ venue }) => venue));
  const named = [...(limits.allowlist ?? []), ...Object.keys(limits.maxOrderQuantity ?? {})];
  return named.filter((key) => listings[key] === undefined && loaded.has(key.split(":")[0] ?? ""));
}

function isScope(scope: string): scope is LimitScope {
  return SCOPE.test(scope);
}

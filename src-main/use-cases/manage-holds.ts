// "Hands off" and "bot off": a person sets and clears them, the journal keeps them, the gate obeys them.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { answer, refusal } from "./answer.ts";
import { applyRecord } from "./apply.ts";
import type { Runtime } from "./runtime.ts";

type HoldRequest = RequestOf<"hold/set">;

/** On disk before it is answered: what was promised to be left alone stays so after a restart. */
export async function setHold(runtime: Runtime, hold: HoldRequest): Promise<Answer<null>> {
  const { accounts, listings } = runtime.state.portfolio;
  if (accounts[hold.accountId] === undefined)
    return refusal("unknown-account", "accountId", "This account is not known.");
  if (listings[hold.listing] === undefined)
    return refusal("unknown-listing", "listing", "This instrument is not known.");
  const atMs = runtime.ports.clock.nowMs();
  return write(runtime, { kind: "hold-set", hold: { ...hold, sinceMs: atMs }, atMs });
}

export async function clearHold(runtime: Runtime, hold: HoldRequest): Promise<Answer<null>> {
  const { accountId, listing, kind } = hold;
  const atMs = runtime.ports.clock.nowMs();
  return write(runtime, { kind: "hold-cleared", accountId, listing, hold: kind, atMs });
}

/** In the serial section: no submit stands between the gate's look at the holds and its orders. */
function write(runtime: Runtime, record: JournalRecord): Promise<Answer<null>> {
  return runtime.section.run(async () => {
    if (!(await runtime.keeper.commit([record])))
      return refusal(
        "journal-not-written",
        "journal",
        "The hold was not changed: the journal could not be written.",
      );
    applyRecord(runtime, record);
    return answer(null);
  });
}

// What a start has lost of its past, as the cause that halts every account until a person has looked.
import type { Cause } from "../../src-core/risk/risk-state.ts";
import type { Settings } from "../../src-core/settings/settings.ts";
import type { JournalOpening } from "../ports/journal.ts";

/** Damage, or no record at all where the preferences show that somebody has worked with this data folder. */
export function journalLoss(
  { entries, damaged }: JournalOpening,
  settings: Settings,
  sinceMs: number,
): Cause | undefined {
  const cause = { scope: "installation", kind: "journal", sinceMs } as const;
  if (damaged !== undefined) {
    const { keptIn, bytes, reason } = damaged;
    const detail = `The journal was damaged (${reason}); ${String(bytes)} bytes are kept in ${keptIn}.`;
    return { ...cause, detail };
  }
  if (entries.length > 0 || !wasUsed(settings)) return undefined;
  const detail =
    "The journal is missing, and this data folder was in use. Put journal.log back and start again, or connect the accounts anew and compare every position with its venue.";
  return { ...cause, detail };
}

/** Every start writes to the journal before a window can save anything. */
function wasUsed({ welcomed, lastListing, lastGroup, layout }: Settings): boolean {
  return welcomed || lastListing !== "" || lastGroup !== "" || layout !== "";
}

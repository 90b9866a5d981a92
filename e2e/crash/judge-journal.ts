// What a journal on the disk must say of what reached the venue, after any death.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeRecord } from "../../src-core/journal/codec.ts";
import { scan } from "../../src-main/adapters/journal-log/journal-log.ts";
import type { VenueHost } from "./venue-host.ts";

/** Nothing reached the venue that is not in the journal, nothing reached it twice, and the journal is whole up to a torn end. */
export function judgeJournal(host: VenueHost, folder: string): readonly string[] {
  const { entries } = scan(readFileSync(join(folder, "journal.log")));
  const creates: string[] = [];
  const amends: string[] = [];
  for (const { text } of entries) {
    const record = decodeRecord(text);
    if (!record.ok) return ["a record cannot be read"];
    if (record.value.kind !== "submitted") continue;
    for (const { clientId } of record.value.intents) creates.push(clientId);
    for (const { clientId } of record.value.amends ?? []) amends.push(clientId);
  }
  return judgeArrivals(host, { creates, amends });
}

/** What reached the venue against what was written down before, client ids with repeats. */
export function judgeArrivals(
  { arrived, amended }: Pick<VenueHost, "arrived" | "amended">,
  { creates, amends }: { readonly creates: readonly string[]; readonly amends: readonly string[] },
): readonly string[] {
  return [
    ...beyond(arrived, creates).map((clientId) => `${clientId} was sent twice or without an intent`),
    ...beyond(amended, amends).map((clientId) => `${clientId} was amended without an intent of its own`),
  ];
}

/** What arrived more often than it was intended. */
function beyond(arrived: readonly string[], intended: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const clientId of intended) left.set(clientId, (left.get(clientId) ?? 0) + 1);
  return arrived.filter((clientId) => {
    const count = left.get(clientId) ?? 0;
    left.set(clientId, count - 1);
    return count <= 0;
  });
}

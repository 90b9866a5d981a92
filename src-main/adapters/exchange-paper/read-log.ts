// The venue's truth from its log: the fold of all records since the last snapshot.
import type { JournalOpening } from "../../ports/journal.ts";
import { applyRecord } from "./apply-record.ts";
import { type History, paperHistory } from "./history.ts";
import { decodePaperRecord, type PaperRecord } from "./paper-record.ts";
import { EMPTY_PAPER_STATE, type PaperState } from "./paper-state.ts";

export interface ReadLog {
  readonly state: PaperState;
  readonly history: History;
  readonly sinceSnapshot: number;
  /** Set when a record could not be understood: the venue must not go on from half a truth. */
  readonly problem?: string;
}

const UNREADABLE =
  "The paper venue's records were written by a newer version of Yoke. Update Yoke to trade on paper.";

/** A damaged tail was set aside by the log itself; what it opened with is whole. */
export function readLog({ entries }: JournalOpening): ReadLog {
  const records: PaperRecord[] = [];
  for (const entry of entries) {
    const record = decodePaperRecord(entry.text);
    if (record === undefined) {
      return { state: EMPTY_PAPER_STATE, history: paperHistory(), sinceSnapshot: 0, problem: UNREADABLE };
    }
    records.push(record);
  }
  const start = Math.max(
    0,
    records.findLastIndex((record) => record.kind === "snapshot"),
  );
  const history = paperHistory();
  let state = EMPTY_PAPER_STATE;
  for (const record of records.slice(start)) {
    const next = applyRecord(state, record);
    history.note(state, next, record);
    state = next;
  }
  return { state, history, sinceSnapshot: records.length - start };
}

// The journal as use cases see it: records in, durable or noted, in one order.
import { encodeRecord } from "../../src-core/journal/codec.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { JournalPort } from "../ports/journal.ts";

/** What waits to be written; more than this and facts are dropped, which the venue's next reading must bring back. */
const MAX_WAITING_RECORDS = 10_000;

export interface RecordKeeper {
  /** Resolves true when the records are on the device; false when they are not and never will be. */
  commit(records: readonly JournalRecord[]): Promise<boolean>;
  /** Queues facts that the venue could repeat; they share the next write, and wait while nothing can be written. */
  note(record: JournalRecord): void;
  readonly writable: boolean;
  /** Duration of the last write in milliseconds. */
  readonly latencyMs: number | undefined;
  /** Tries to write again after a failure; resolves whether it can. Does nothing while the journal is well. */
  tryAgain(): Promise<boolean>;
  /** Resolves when all that was noted before has been written or given up. */
  settled(): Promise<void>;
}

interface Batch {
  readonly records: readonly JournalRecord[];
  readonly texts: readonly string[];
  /** Absent: a note, which waits for the next write when this one fails. */
  readonly done?: (ok: boolean) => void;
}

/** What is heard of the journal's health: once when it stops accepting, once when it accepts again. */
export interface KeeperEars {
  readonly broke: (code: string) => void;
  readonly healed: () => void;
  /** What is on the device now; `lastSequence` is the number of the last of them. */
  readonly written?: (records: readonly JournalRecord[], lastSequence: number) => void;
}

/** Writes batches serially: what arrives during a write goes out together in the next one. */
export function recordKeeper(journal: JournalPort, clock: ClockPort, ears: KeeperEars): RecordKeeper {
  let waiting: Batch[] = [];
  let writing: Promise<void> | undefined;
  let latencyMs: number | undefined;
  let brokenSinceMs: number | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batches = waiting;
      waiting = [];
      if (await write(batches)) for (const { done } of batches) done?.(true);
      else {
        waiting = factsOf([...batches, ...waiting]);
        break;
      }
    }
    writing = undefined;
  }

  async function write(batches: readonly Batch[]): Promise<boolean> {
    if (!journal.writable && !(await journal.repair())) return false;
    const startedMs = clock.monotonicMs();
    const answer = await journal.append(batches.flatMap(({ texts }) => texts));
    latencyMs = clock.monotonicMs() - startedMs;
    if (answer.ok) {
      brokenSinceMs = undefined;
      ears.written?.(recordsIn(batches), answer.sequence);
    } else hearBroken(answer.code);
    return answer.ok;
  }

  function hearBroken(code: string): void {
    if (brokenSinceMs !== undefined) return;
    brokenSinceMs = clock.nowMs();
    ears.broke(code);
  }

  function enqueue(batch: Batch): void {
    if (waiting.length >= MAX_WAITING_RECORDS) {
      hearBroken("journal-backlog");
      batch.done?.(false);
      return;
    }
    waiting.push(batch);
    writing ??= drain();
  }

  async function tryAgain(): Promise<boolean> {
    if (brokenSinceMs === undefined) return journal.writable;
    const resumed = { kind: "resumed", silentSinceMs: brokenSinceMs, atMs: clock.nowMs() } as const;
    const written = await commit([resumed]);
    if (written) ears.healed();
    return written;
  }

  const commit = (records: readonly JournalRecord[]): Promise<boolean> =>
    new Promise((done) => {
      enqueue({ records, texts: records.map(encodeRecord), done });
    });

  return {
    commit,
    note: (record) => {
      enqueue({ records: [record], texts: [encodeRecord(record)] });
    },
    get writable() {
      return brokenSinceMs === undefined && journal.writable;
    },
    get latencyMs() {
      return latencyMs;
    },
    tryAgain,
    settled: async () => {
      while (writing !== undefined) await writing;
    },
  };
}

function recordsIn(batches: readonly Batch[]): readonly JournalRecord[] {
  return batches.flatMap(({ records }) => records);
}

/** After a failed write commits are refused, because nobody may act on them; facts stay facts and wait. */
function factsOf(batches: readonly Batch[]): Batch[] {
  for (const { done } of batches) done?.(false);
  return batches.filter((batch) => batch.done === undefined);
}

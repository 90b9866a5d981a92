// The journal as use cases see it: records in, durable or noted, in one order.
import { encodeRecord } from "../../src-core/journal/codec.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { JournalPort } from "../ports/journal.ts";

/** What waits to be written; more than this and the oldest facts would be at risk, so writing is reported broken. */
const MAX_WAITING_RECORDS = 10_000;

export interface RecordKeeper {
  /** Resolves true when the records are on the device; false when they are not and never will be. */
  commit(records: readonly JournalRecord[]): Promise<boolean>;
  /** Queues facts that the venue could repeat; they share the next write. */
  note(record: JournalRecord): void;
  readonly writable: boolean;
  /** Duration of the last write in milliseconds. */
  readonly latencyMs: number | undefined;
  /** Resolves when all that was noted before has been written or given up. */
  settled(): Promise<void>;
}

interface Batch {
  readonly texts: readonly string[];
  readonly done: (ok: boolean) => void;
}

/** Writes batches serially: what arrives during a write goes out together in the next one. `broke` hears when the journal stops accepting. */
export function recordKeeper(
  journal: JournalPort,
  clock: ClockPort,
  broke: (code: string) => void,
): RecordKeeper {
  let waiting: Batch[] = [];
  let writing: Promise<void> | undefined;
  let latencyMs: number | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batches = waiting;
      waiting = [];
      const ok = await write(batches.flatMap((batch) => batch.texts));
      for (const batch of batches) batch.done(ok);
    }
    writing = undefined;
  }

  async function write(texts: readonly string[]): Promise<boolean> {
    if (!journal.writable && !(await journal.repair())) return false;
    const startedMs = clock.monotonicMs();
    const answer = await journal.append(texts);
    latencyMs = clock.monotonicMs() - startedMs;
    if (!answer.ok) broke(answer.code);
    return answer.ok;
  }

  function enqueue(texts: readonly string[], done: (ok: boolean) => void): void {
    if (waiting.length >= MAX_WAITING_RECORDS) {
      broke("journal-backlog");
      done(false);
      return;
    }
    waiting.push({ texts, done });
    writing ??= drain();
  }

  return {
    commit: (records) =>
      new Promise((done) => {
        enqueue(records.map(encodeRecord), done);
      }),
    note: (record) => {
      enqueue([encodeRecord(record)], () => undefined);
    },
    get writable() {
      return journal.writable;
    },
    get latencyMs() {
      return latencyMs;
    },
    settled: async () => {
      while (writing !== undefined) await writing;
    },
  };
}

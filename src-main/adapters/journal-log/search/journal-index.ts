// The journal index as a port: questions go to a thread that holds SQLite, answers come back as values.
import { Worker } from "node:worker_threads";
import { decodeRecord } from "../../../../src-core/journal/codec.ts";
import type { HeldThen } from "../../../../src-core/journal/positions-at.ts";
import { Decimal } from "../../../../src-core/money/decimal.ts";
import { succeed, type Outcome } from "../../../../src-core/money/outcome.ts";
import type { IndexReach, JournalIndexPort } from "../../../ports/journal-index.ts";
import type { HeldRow } from "./find-records.ts";
import type { SearchFiles } from "./journal-search.ts";
import type { FromSearch, QuestionKind, Questions, SearchAnswers, ToSearch } from "./search-messages.ts";
import { NOT_USED, threadQuestions } from "./thread-questions.ts";

export interface JournalIndexOptions {
  readonly files: SearchFiles;
  /** The thread's program. */
  readonly program: URL;
  /** What happened to the index, for the diagnostic log. */
  readonly note: (event: string, about: Readonly<Record<string, string>>) => void;
}

/** More memory than this the thread does not take. */
const MEMORY_MB = 256;

/** The thread starts with the first `follow`, when the journal is open and cut back to what is sound. */
export function journalIndex(options: JournalIndexOptions): JournalIndexPort {
  const thread = searchThread(options);
  return {
    get reach() {
      return thread.reach();
    },
    follow: thread.follow,
    page: (query) => thread.ask("page", query),
    heldAt: async (sequence) => {
      const rows = await thread.ask("held", sequence);
      return rows.ok ? succeed(rows.value.map(heldThen)) : rows;
    },
    record: async (sequence) => {
      const text = await thread.ask("text", sequence);
      return text.ok ? decodeRecord(text.value) : text;
    },
    close: thread.close,
  };
}

function heldThen({ quantitySigned, positionSide, ...row }: HeldRow): HeldThen {
  return {
    ...row,
    positionSide: positionSide as HeldThen["positionSide"],
    quantitySigned: Decimal.of(quantitySigned),
  };
}

function searchThread({ files, program, note }: JournalIndexOptions) {
  const questions = threadQuestions();
  let worker: Worker | undefined;
  let records = 0;
  let indexed = 0;
  let failed: string | undefined;

  function start(): Worker {
    const workerData = { files, records };
    const resourceLimits = { maxOldGenerationSizeMb: MEMORY_MB };
    const started = new Worker(program, { workerData, resourceLimits });
    started.unref();
    started.on("message", hear);
    started.on("error", (error) => {
      giveUp(error instanceof Error ? error.message : "its thread ended");
    });
    started.on("exit", () => {
      giveUp("its thread ended");
    });
    return started;
  }

  function giveUp(reason: string): void {
    if (failed === undefined) note("journal index given up", { reason });
    failed ??= reason;
    questions.refuseAll();
  }

  function hear(message: FromSearch): void {
    if (message.kind === "progress") ({ indexed } = message);
    else if (message.kind === "failed") giveUp(message.reason);
    else if (message.kind === "begun-anew") {
      indexed = 0;
      note("journal index begun anew", { reason: message.reason });
    } else questions.answered(message);
  }

  return {
    reach(): IndexReach {
      if (failed !== undefined) return { kind: "failed", reason: failed };
      return indexed < records ? { kind: "indexing", indexed, records } : { kind: "whole" };
    },
    follow(upTo: number): void {
      records = Math.max(records, upTo);
      if (failed !== undefined) return;
      if (worker === undefined) worker = start();
      else worker.postMessage({ kind: "follow", records } satisfies ToSearch);
    },
    async ask<K extends QuestionKind>(about: K, question: Questions[K]): Promise<Outcome<SearchAnswers[K]>> {
      const running = worker;
      if (running === undefined || failed !== undefined) return NOT_USED;
      return questions.ask((message) => running.postMessage(message), about, question);
    },
    async close(): Promise<void> {
      failed ??= "it was closed";
      questions.refuseAll();
      const running = worker;
      if (running === undefined || running.threadId < 0) return;
      running.ref();
      const ended = new Promise((resolve) => running.once("exit", resolve));
      running.postMessage({ kind: "close" } satisfies ToSearch);
      await ended;
    },
  };
}

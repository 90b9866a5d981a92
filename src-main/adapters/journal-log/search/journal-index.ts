// The journal index as a port: questions go to a thread that holds SQLite, answers come back as values.
import { Worker } from "node:worker_threads";
import { decodeRecord } from "../../../../src-core/journal/codec.ts";
import type { HeldThen } from "../../../../src-core/journal/positions-at.ts";
import { Decimal } from "../../../../src-core/money/decimal.ts";
import { fail, succeed, type Outcome } from "../../../../src-core/money/outcome.ts";
import type { IndexReach, JournalIndexPort } from "../../../ports/journal-index.ts";
import type { SearchFiles } from "./journal-search.ts";
import type { FromSearch, QuestionKind, Questions, SearchAnswers, ToSearch } from "./search-messages.ts";

export interface JournalIndexOptions {
  readonly files: SearchFiles;
  /** The thread's program. */
  readonly program: URL;
  /** What happened to the index, for the diagnostic log. */
  readonly note: (event: string, about: Readonly<Record<string, string>>) => void;
}

/** More memory than this the thread does not take. */
const MEMORY_MB = 256;

type Waiting = (answer: Outcome<SearchAnswers[QuestionKind]>) => void;

/** The thread starts with the first `follow`, when the journal is open and cut back to what is sound. */
export function journalIndex({ files, program, note }: JournalIndexOptions): JournalIndexPort {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let records = 0;
  let indexed = 0;
  let asked = 0;
  let failed: string | undefined;

  function start(): Worker {
    const started = new Worker(program, {
      workerData: { files, records },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
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
    for (const answer of waiting.values()) answer(NOT_USED);
    waiting.clear();
  }

  function hear(message: FromSearch): void {
    switch (message.kind) {
      case "progress":
        ({ indexed } = message);
        break;
      case "begun-anew":
        indexed = 0;
        note("journal index begun anew", { reason: message.reason });
        break;
      case "failed":
        giveUp(message.reason);
        break;
      case "answer":
      case "no-answer": {
        const answer = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.kind === "answer") answer?.(succeed(message.value));
        else answer?.(message.code === "behind" ? BEHIND : NOT_USED);
      }
    }
  }

  async function ask<K extends QuestionKind>(about: K, question: Questions[K]): Promise<Outcome<SearchAnswers[K]>> {
    if (worker === undefined || failed !== undefined) return NOT_USED;
    asked += 1;
    const id = asked;
    const message: ToSearch = { kind: "ask", id, about, question };
    const answered = new Promise<Outcome<SearchAnswers[QuestionKind]>>((resolve) => waiting.set(id, resolve));
    worker.postMessage(message);
    return (await answered) as Outcome<SearchAnswers[K]>;
  }

  return {
    get reach(): IndexReach {
      if (failed !== undefined) return { kind: "failed", reason: failed };
      return indexed < records ? { kind: "indexing", indexed, records } : { kind: "whole" };
    },
    follow(upTo) {
      records = Math.max(records, upTo);
      if (failed !== undefined) return;
      const message: ToSearch = { kind: "follow", records };
      if (worker === undefined) worker = start();
      else worker.postMessage(message);
    },
    page: (query) => ask("page", query),
    heldAt: async (sequence) => {
      const rows = await ask("held", sequence);
      if (!rows.ok) return rows;
      return succeed(
        rows.value.map(({ quantitySigned, positionSide, ...row }): HeldThen => ({
          ...row,
          positionSide: positionSide as HeldThen["positionSide"],
          quantitySigned: Decimal.of(quantitySigned),
        })),
      );
    },
    record: async (sequence) => {
      const text = await ask("text", sequence);
      return text.ok ? decodeRecord(text.value) : text;
    },
    close: async () => {
      failed ??= "it was closed";
      giveUp("it was closed");
      const running = worker;
      if (running === undefined) return;
      running.ref();
      const ended = new Promise((resolve) => running.once("exit", resolve));
      running.postMessage({ kind: "close" } satisfies ToSearch);
      await ended;
    },
  };
}

const NOT_USED = fail(
  "index-failed",
  "journal-index",
  "The whole journal cannot be searched in this run.",
  "Restart Yoke. The journal itself is whole: the command line exports it.",
);
const BEHIND = fail("index-behind", "journal-index", "The journal is still being indexed.", "Try again soon.");

// One thread's turns: a slice of indexing, then whatever was asked. A damaged index is begun anew, once; then it is given up.
import type { FromSearch, QuestionKind, SearchAnswers, SearchStart, ToSearch } from "./search-messages.ts";
import { journalSearch, type JournalSearch } from "./journal-search.ts";

/** Records in one transaction: some ten milliseconds. */
const SLICE = 500;
/** A question about records that are this near to the end of the index waits for them. */
const NEAR = 2_000;

export interface SearchLoop {
  hear(message: ToSearch): void;
}

/** `soon` runs a turn after what waits to be heard; `say` reaches the main thread. */
export function searchLoop(
  { files, records }: SearchStart,
  say: (message: FromSearch) => void,
  soon: (turn: () => void) => void,
): SearchLoop {
  let wanted = records;
  let search: JournalSearch | undefined;
  let rebuilds = 0;
  let turning = false;
  start();

  function start(): void {
    guarded(() => {
      search = journalSearch(files, records);
      if (search.begunAnew !== undefined) say({ kind: "begun-anew", reason: search.begunAnew });
      say({ kind: "progress", indexed: search.indexed });
    });
    turn();
  }

  function turn(): void {
    if (turning || search === undefined || search.indexed >= wanted) return;
    turning = true;
    soon(() => {
      turning = false;
      guarded(() => {
        search?.advance(wanted, SLICE);
        if (search !== undefined) say({ kind: "progress", indexed: search.indexed });
      });
      turn();
    });
  }

  /** Whatever goes wrong with a derived thing is mended by making it anew; a second time it is let be. */
  function guarded(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : "it cannot be read";
      if (search !== undefined && rebuilds === 0) {
        rebuilds += 1;
        say({ kind: "begun-anew", reason });
        return guarded(() => search?.beginAnew()) && false;
      }
      stop();
      say({ kind: "failed", reason });
      return false;
    }
  }

  function stop(): void {
    const open = search;
    search = undefined;
    try {
      open?.close();
    } catch {
      // It is given up already.
    }
  }

  function answer(about: QuestionKind, question: unknown): SearchAnswers[QuestionKind] | undefined {
    if (search === undefined) return undefined;
    if (about === "page") return search.page(question as Parameters<JournalSearch["page"]>[0]);
    return about === "held" ? search.heldAt(question as number) : search.textAt(question as number);
  }

  function ask({ id, about, question }: Extract<ToSearch, { readonly kind: "ask" }>): void {
    const none = (code: "behind" | "failed") => {
      say({ kind: "no-answer", id, code });
    };
    const behind = search === undefined ? 0 : wanted - search.indexed;
    if (search === undefined || behind > NEAR) {
      none(search === undefined ? "failed" : "behind");
      return;
    }
    let value: SearchAnswers[QuestionKind] | undefined;
    const done = guarded(() => {
      if (behind > 0) search?.advance(wanted, behind);
      value = answer(about, question);
    });
    if (done && value !== undefined) say({ kind: "answer", id, value });
    else none(search === undefined ? "failed" : "behind");
    turn();
  }

  return {
    hear(message) {
      if (message.kind === "follow") {
        wanted = Math.max(wanted, message.records);
        turn();
      } else if (message.kind === "ask") ask(message);
      else {
        wanted = 0;
        stop();
      }
    },
  };
}

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

type Say = (message: FromSearch) => void;

/** `soon` runs a turn after what waits to be heard; `say` reaches the main thread. */
export function searchLoop(
  { files, records }: SearchStart,
  say: Say,
  soon: (turn: () => void) => void,
): SearchLoop {
  const guarded = guardedSearch(say);
  let wanted = records;
  let turning = false;
  guarded.open(() => journalSearch(files, records));
  turn();

  function turn(): void {
    if (turning || guarded.behind(wanted) <= 0) return;
    turning = true;
    soon(() => {
      turning = false;
      guarded.use((search) => {
        search.advance(wanted, SLICE);
        say({ kind: "progress", indexed: search.indexed });
      });
      turn();
    });
  }

  function ask({ id, about, question }: Extract<ToSearch, { readonly kind: "ask" }>): void {
    const behind = guarded.behind(wanted);
    const value =
      behind > NEAR
        ? undefined
        : guarded.use((search) => {
            if (behind > 0) search.advance(wanted, behind);
            return answerFrom(search, about, question);
          });
    if (value !== undefined) say({ kind: "answer", id, value });
    else say({ kind: "no-answer", id, code: guarded.isOpen() ? "behind" : "failed" });
    turn();
  }

  return {
    hear(message) {
      if (message.kind === "follow") {
        wanted = Math.max(wanted, message.records);
        turn();
      } else if (message.kind === "ask") ask(message);
      else guarded.close();
    },
  };
}

function answerFrom(
  search: JournalSearch,
  about: QuestionKind,
  question: unknown,
): SearchAnswers[QuestionKind] {
  if (about === "page") return search.page(question as Parameters<JournalSearch["page"]>[0]);
  return about === "held" ? search.heldAt(question as number) : search.textAt(question as number);
}

/** Whatever goes wrong with a derived thing is mended by making it anew; a second time it is let be. */
function guardedSearch(say: Say) {
  let search: JournalSearch | undefined;
  let rebuilds = 0;

  function use<T>(work: (open: JournalSearch) => T): T | undefined {
    if (search === undefined) return undefined;
    try {
      return work(search);
    } catch (error) {
      const reason = reasonOf(error);
      rebuilds += 1;
      if (rebuilds > 1) giveUp(reason);
      else {
        say({ kind: "begun-anew", reason });
        use((open) => {
          open.beginAnew();
        });
      }
      return undefined;
    }
  }

  function giveUp(reason: string): void {
    close();
    say({ kind: "failed", reason });
  }

  function close(): void {
    const open = search;
    search = undefined;
    try {
      open?.close();
    } catch {
      // It is given up already.
    }
  }

  return {
    open(make: () => JournalSearch): void {
      try {
        search = make();
        if (search.begunAnew !== undefined) say({ kind: "begun-anew", reason: search.begunAnew });
        say({ kind: "progress", indexed: search.indexed });
      } catch (error) {
        giveUp(reasonOf(error));
      }
    },
    use,
    close,
    isOpen: (): boolean => search !== undefined,
    /** Records that are missing; none where there is nothing to bring up to date. */
    behind: (wanted: number): number => (search === undefined ? 0 : wanted - search.indexed),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : "it cannot be read";
}

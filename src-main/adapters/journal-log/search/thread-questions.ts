// Questions that are with the index's thread, and what becomes of them.
import { fail, succeed, type Outcome } from "../../../../src-core/money/outcome.ts";
import type { FromSearch, QuestionKind, Questions, SearchAnswers, ToSearch } from "./search-messages.ts";

type Waiting = (answer: Outcome<SearchAnswers[QuestionKind]>) => void;

export const NOT_USED = fail(
  "index-failed",
  "journal-index",
  "The whole journal cannot be searched in this run.",
  "Restart Yoke. The journal itself is whole: the command line exports it.",
);
const BEHIND = fail(
  "index-behind",
  "journal-index",
  "The journal is still being indexed.",
  "Try again soon.",
);

export interface ThreadQuestions {
  /** Sends a question; resolves when it is answered or all are refused. */
  ask<K extends QuestionKind>(
    send: (message: ToSearch) => void,
    about: K,
    question: Questions[K],
  ): Promise<Outcome<SearchAnswers[K]>>;
  answered(message: Extract<FromSearch, { readonly kind: "answer" | "no-answer" }>): void;
  /** The thread answers no more. */
  refuseAll(): void;
}

export function threadQuestions(): ThreadQuestions {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  return {
    async ask<K extends QuestionKind>(send: (message: ToSearch) => void, about: K, question: Questions[K]) {
      asked += 1;
      const id = asked;
      const answer = new Promise<Outcome<SearchAnswers[QuestionKind]>>((resolve) => waiting.set(id, resolve));
      send({ kind: "ask", id, about, question });
      return (await answer) as Outcome<SearchAnswers[K]>;
    },
    answered(message) {
      const answer = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === "answer") answer?.(succeed(message.value));
      else answer?.(message.code === "behind" ? BEHIND : NOT_USED);
    },
    refuseAll() {
      for (const answer of waiting.values()) answer(NOT_USED);
      waiting.clear();
    },
  };
}

// What the main thread and the index's thread say to each other. Plain data only.
import type { JournalFound, JournalQuery } from "../../../ports/journal-index.ts";
import type { HeldRow } from "./find-records.ts";
import type { SearchFiles } from "./journal-search.ts";

export interface SearchStart {
  readonly files: SearchFiles;
  readonly records: number;
}

export interface Questions {
  readonly page: JournalQuery;
  readonly held: number;
  readonly text: number;
}

export interface SearchAnswers {
  readonly page: JournalFound;
  readonly held: readonly HeldRow[];
  readonly text: string;
}

export type QuestionKind = keyof Questions;

export type ToSearch =
  | { readonly kind: "follow"; readonly records: number }
  | { readonly kind: "ask"; readonly id: number; readonly about: QuestionKind; readonly question: unknown }
  | { readonly kind: "close" };

export type FromSearch =
  | { readonly kind: "progress"; readonly indexed: number }
  /** What was kept is thrown away; the reason is for the diagnostic log. */
  | { readonly kind: "begun-anew"; readonly reason: string }
  | { readonly kind: "answer"; readonly id: number; readonly value: SearchAnswers[QuestionKind] }
  /** `behind`: not indexed so far yet. */
  | { readonly kind: "no-answer"; readonly id: number; readonly code: "behind" | "failed" }
  | { readonly kind: "failed"; readonly reason: string };

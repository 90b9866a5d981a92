// A verb of the command line that reads one document and answers with one.
import * as z from "zod/mini";
import type { Outcome } from "../../src-core/money/outcome.ts";
import { readInput } from "./read-input.ts";

export interface DocumentVerb {
  readonly name: string;
  readonly summary: string;
  /** JSON schema of the document on stdin. */
  readonly input: () => object;
  /** What stands on stdout, in short. */
  readonly output: string;
  answer(document: unknown): Outcome<object>;
}

interface Definition<T> {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodMiniType<T>;
  readonly output: string;
  answer(input: T): Outcome<object>;
}

/** The verb whose document fits the schema before it is answered. */
export function documentVerb<T>(definition: Definition<T>): DocumentVerb {
  const { name, summary, input, output } = definition;
  return {
    name,
    summary,
    output,
    input: () => z.toJSONSchema(input, { io: "input" }),
    answer: (document) => {
      const read = readInput(input, document);
      return read.ok ? definition.answer(read.value) : read;
    },
  };
}

// What a run of the command line comes to: an exit code, and what stands on each of the two outputs.
import type { Failure } from "../../src-core/money/outcome.ts";

export interface CommandFailure {
  readonly code: string;
  /** The field or argument at fault, for example `accounts.0.lot`. */
  readonly path: string;
  readonly message: string;
}

export interface Report {
  /** 0 done; 1 something is wrong that is not the input; 2 bad input. */
  readonly code: 0 | 1 | 2;
  /** For stdout, in pieces; a long one is made while it is printed. */
  readonly output: Iterable<string>;
  /** For stderr. */
  readonly failure?: CommandFailure;
}

/** Bad input: nothing on stdout. */
export function refused({ code, place, message }: Failure): Report {
  return { code: 2, output: [], failure: { code, path: place, message } };
}

/** One document on stdout. */
export function printed(document: object): Report {
  return { code: 0, output: [`${JSON.stringify(document)}\n`] };
}

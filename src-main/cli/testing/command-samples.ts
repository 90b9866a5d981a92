// The command line run in process, and the examples that the documentation gives.
import { readFileSync } from "node:fs";
import { fail, succeed } from "../../../src-core/money/outcome.ts";
import type { JournalFile } from "../journal-verbs.ts";
import { runCommand } from "../run-command.ts";

export interface Example {
  readonly title: string;
  readonly verb: string;
  readonly input: unknown;
  /** Account to quantity. */
  readonly parts?: Readonly<Record<string, string>>;
  readonly unallocated?: string;
  readonly output?: object;
}

export function examples(): Example[] {
  const path = new URL("../../../docs/cli-examples.json", import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")) as Example[];
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  /** What stands under `error` on stderr. */
  readonly error?: { readonly code: string; readonly path: string; readonly message: string };
}

/** Runs words with a text on stdin; `journal` is what lies in every folder. */
export async function ran(words: readonly string[], stdin = "", journal?: Buffer): Promise<Ran> {
  const report = await runCommand(words, {
    input: chunked(stdin),
    readJournal: () =>
      journal === undefined ? fail("no-journal", "--data-dir", "None.") : succeed(inMemory(journal)),
  });
  const stdout = [...report.output].join("");
  return report.failure === undefined
    ? { code: report.code, stdout }
    : { code: report.code, stdout, error: report.failure };
}

/** A file that nobody writes to. */
function inMemory(bytes: Buffer): JournalFile {
  return {
    size: () => bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    movedOn: () => false,
  };
}

async function* chunked(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  const size = 65_536;
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** A good `allocate` document that a test changes. */
export function allocateDocument(change: object = {}, account: object = {}): object {
  return {
    order: { side: "buy", quantity: "10" },
    method: "equal",
    leftover: "redistribute",
    denial: "reject-all",
    accounts: [
      { id: "a", lot: "1", ...account },
      { id: "b", lot: "1" },
    ],
    ...change,
  };
}

/** Account to quantity of an answer's legs. */
export function partsOf(stdout: string): Record<string, string> {
  const { legs } = JSON.parse(stdout) as { legs: readonly { account: string; quantity: string }[] };
  return Object.fromEntries(legs.map(({ account, quantity }) => [account, quantity]));
}

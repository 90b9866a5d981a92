// The console host's command line, read strictly: an unknown word stops the start instead of being ignored.
import { fail, succeed, type Outcome } from "../../src-core/money/outcome.ts";

export interface ConsoleArguments {
  /** 0: any free port. */
  readonly port: number;
  readonly dataFolder?: string;
  readonly openBrowser: boolean;
  readonly allowKeys: boolean;
  /** A folder of recorded frames that paper accounts can trade on. */
  readonly recording?: string;
}

const MAX_PORT = 65_535;

/** Reads `--port N --data-dir DIR --no-open --allow-keys --paper-recording DIR`, in any order. */
export function consoleArguments(words: readonly string[]): Outcome<ConsoleArguments> {
  let read: ConsoleArguments = { port: 0, openBrowser: true, allowKeys: false };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (word === "--no-open") read = { ...read, openBrowser: false };
    else if (word === "--allow-keys") read = { ...read, allowKeys: true };
    else if (word === "--port" || word === "--data-dir" || word === "--paper-recording") {
      index += 1;
      const value = words[index];
      const next = value === undefined ? undefined : withValue(read, word, value);
      if (next === undefined)
        return fail(
          "bad-argument",
          word,
          `${word} needs ${word === "--port" ? "a port number" : "a folder"}.`,
        );
      read = next;
    } else
      return fail(
        "bad-argument",
        word,
        `Unknown argument: ${word}`,
        "Known: --port N --data-dir DIR --no-open --allow-keys --paper-recording DIR",
      );
  }
  return succeed(read);
}

function withValue(
  read: ConsoleArguments,
  word: "--port" | "--data-dir" | "--paper-recording",
  value: string,
): ConsoleArguments | undefined {
  if (word !== "--port" && value === "") return undefined;
  if (word === "--data-dir") return { ...read, dataFolder: value };
  if (word === "--paper-recording") return { ...read, recording: value };
  if (!/^\d{1,5}$/.test(value)) return undefined;
  const port = Number.parseInt(value, 10);
  return port <= MAX_PORT ? { ...read, port } : undefined;
}

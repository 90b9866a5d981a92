// Composition root of the command line: one verb, one document in, one out. It holds no keys and reaches no venue.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, succeed, type Outcome } from "../src-core/money/outcome.ts";
import type { CommandFailure, Report } from "./cli/report.ts";
import { runCommand } from "./cli/run-command.ts";

function readJournal(folder: string): Outcome<Buffer> {
  try {
    return succeed(readFileSync(join(folder, "journal.log")));
  } catch {
    return fail("no-journal", "--data-dir", "There is no readable journal.log in this folder.");
  }
}

/** Our own bug: said in one line, never as a stack. */
function broken(error: unknown): Report {
  const message = error instanceof Error ? error.message : "Something went wrong.";
  return { code: 1, output: [], failure: { code: "internal", path: "yoke", message } };
}

function complain(error: CommandFailure): void {
  process.stderr.write(`${JSON.stringify({ error })}\n`);
}

// A reader that stops early, as `head` does, ends the run without a word.
process.stdout.on("error", () => process.exit(1));
const report = await runCommand(process.argv.slice(2), { input: process.stdin, readJournal }).catch(broken);
for (const piece of report.output) process.stdout.write(piece);
if (report.failure !== undefined) complain(report.failure);
process.exitCode = report.code;
process.stdin.destroy();

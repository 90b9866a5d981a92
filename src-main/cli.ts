// Composition root of the command line: one verb, one document in, one out. It holds no keys and reaches no venue.
import { once } from "node:events";
import { journalFile } from "./cli/journal-file.ts";
import type { CommandFailure, Report } from "./cli/report.ts";
import { runCommand } from "./cli/run-command.ts";

/** Our own bug: said in one line, never as a stack. */
function broken(error: unknown): Report {
  const message = error instanceof Error ? error.message : "Something went wrong.";
  return { code: 1, output: [], failure: { code: "internal", path: "yoke", message } };
}

function complain(error: CommandFailure): void {
  process.stderr.write(`${JSON.stringify({ error })}\n`);
}

/** A slow reader is waited for: an export may be larger than the memory. */
async function print(report: Report): Promise<Report> {
  for (const piece of report.output) if (!process.stdout.write(piece)) await once(process.stdout, "drain");
  return report;
}

// A reader that stops early, as `head` does, ends the run without a word.
process.stdout.on("error", () => process.exit(1));
const report = await runCommand(process.argv.slice(2), {
  input: process.stdin,
  readJournal: journalFile,
}).catch(broken);
const { code, failure } = await print(report).catch(broken);
if (failure !== undefined) complain(failure);
process.exitCode = code;
process.stdin.destroy();

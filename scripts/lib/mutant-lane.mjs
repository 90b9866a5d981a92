// One copy in which one safeguard at a time is taken out, and the tests that must notice are run.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { projectEnv, run } from "./run.mjs";

const REPORT = "safeguard-report.json";
/** A mutant may make a test wait for what never comes. */
const MUTANT_TEST_MS = 20_000;
/** Longer than a busy machine needs for everything that is named. */
const RUN_TIMEOUT_MS = 600_000;

/** The mutated text, or why the mutant does not apply. */
export function mutated(text, { file, find, put }) {
  const times = text.split(find).length - 1;
  if (times === 1) return { text: text.replace(find, () => put) };
  const why = times === 0 ? "is not there any more" : `stands there ${times} times`;
  return { problem: `the text to take out ${why} in ${file}` };
}

/** What a report of vitest says: `caught`, or why the mutant is not. */
export function verdictOn(report) {
  if (report === undefined) return { problem: "the tests did not come to an end" };
  const failed = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  );
  if (failed.length > 0) return { caught: failed };
  if (report.success) return { problem: "survived: every test is green without it" };
  const messages = report.testResults.map(({ message }) => message.split("\n")[0]);
  return { problem: `red, but no test failed: ${messages.filter((text) => text !== "").join("; ")}` };
}

/** Runs test files in a copy up to the first red one; the report, or undefined when there is none. */
export async function runTests(copy, files, root, more = []) {
  const report = join(copy, REPORT);
  rmSync(report, { force: true });
  const options = ["--bail=1", "--reporter=json", `--outputFile=${report}`, "--cache=false"];
  await run("vitest", ["run", ...files, ...options, ...more], {
    cwd: copy,
    env: projectEnv(root),
    stdio: "ignore",
    timeout: RUN_TIMEOUT_MS,
    shell: process.platform === "win32",
  });
  return existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : undefined;
}

/** Takes the safeguard out, runs its tests, puts it back; answers the verdict. */
export async function tryWithout(copy, safeguard, root) {
  const path = join(copy, safeguard.file);
  const before = readFileSync(path, "utf8");
  const { text, problem } = mutated(before, safeguard);
  if (problem !== undefined) return { problem };
  const { named, tests } = safeguard;
  const more = [`--testTimeout=${MUTANT_TEST_MS}`];
  if (named !== undefined) more.push(`--testNamePattern=${named}`);
  writeFileSync(path, text);
  try {
    return verdictOn(await runTests(copy, tests, root, more));
  } finally {
    writeFileSync(path, before);
  }
}

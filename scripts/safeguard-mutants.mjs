// Takes every safeguard out once, in a copy, and demands that the tests which are named for it go red.
// `--only a,b` tries some of them; `--table` prints the list for docs/reliability.md, which must hold it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { makeCopy, removeCopy } from "./lib/mutant-copy.mjs";
import { runTests, tryWithout, verdictOn } from "./lib/mutant-lane.mjs";
import { missingRows, tableOf } from "./lib/safeguard-table.mjs";
import { SAFEGUARDS } from "./mutants/safeguards.mjs";

const LANES = 2;
const DOCUMENT = "docs/reliability.md";

const root = process.cwd();
const [flag, names = ""] = process.argv.slice(2);
const chosen =
  flag === "--only" ? SAFEGUARDS.filter(({ name }) => names.split(",").includes(name)) : SAFEGUARDS;
const misses = [];
let caught = 0;
if (chosen.length === 0) throw new Error(`No safeguard is called ${names}.`);

/** What is green with every safeguard in place says something when it goes red. */
async function isGreen(copy) {
  const files = [...new Set(chosen.flatMap(({ tests }) => tests))];
  const report = await runTests(copy, files, root);
  const { problem, caught: failed } = verdictOn(report);
  if (report?.success === true) return true;
  misses.push(`red before any mutant: ${failed?.join("; ") ?? problem}`);
  return false;
}

async function drain(copy, waiting) {
  for (let safeguard = waiting.shift(); safeguard !== undefined; safeguard = waiting.shift()) {
    const startedAt = performance.now();
    const { problem, caught: failed } = await tryWithout(copy, safeguard, root);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (problem === undefined) caught += 1;
    else misses.push(`${safeguard.name} (${safeguard.holds}): ${problem}`);
    console.log(
      `${problem === undefined ? "caught" : "MISSED"} ${seconds} s ${safeguard.name}: ${failed?.[0] ?? problem}`,
    );
  }
}

async function tryAll() {
  const copies = Array.from({ length: LANES }, () => makeCopy(root, [], ""));
  try {
    if (!(await isGreen(copies[0]))) return;
    const waiting = [...chosen];
    await Promise.all(copies.map((copy) => drain(copy, waiting)));
  } finally {
    copies.forEach(removeCopy);
  }
}

if (flag === "--table") {
  console.log(tableOf(SAFEGUARDS).join("\n"));
} else {
  misses.push(
    ...missingRows(SAFEGUARDS, readFileSync(join(root, DOCUMENT), "utf8")).map(
      (row) => `${DOCUMENT} lacks ${row}`,
    ),
  );
  const startedAt = performance.now();
  await tryAll();
  for (const miss of misses) console.error(miss);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(`${caught} safeguards held by the suite, ${misses.length} not, ${seconds} s`);
  process.exitCode = misses.length > 0 ? 1 : 0;
}

// Breaks each wall's rules one at a time, in a copy, and demands that the wall goes red for the right reason.
// A wall that nothing can break, and a rule that no mutant tries, are failures too.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { complaints, cruiseWalls, loadImportRules } from "./lib/cruise-walls.mjs";
import { openLintWall } from "./lib/lint-wall.mjs";
import { makeCopy, removeCopy } from "./lib/mutant-copy.mjs";
import { openTypeWall } from "./lib/type-wall.mjs";
import { HOST_TEXT, HOSTS, ROOTS } from "./mutants/hosts.mjs";
import { IMPORT_MUTANTS } from "./mutants/import-mutants.mjs";
import { LINT_MUTANTS } from "./mutants/lint-mutants.mjs";
import { TYPE_MUTANTS } from "./mutants/type-mutants.mjs";

const copy = makeCopy(process.cwd(), [...HOSTS, ...ROOTS], HOST_TEXT);
const misses = [];
let caught = 0;

/** Counts one trial: `found` must hold `expect`, and `before` must not. */
function judge(wall, what, expect, before, found) {
  if (before.includes(expect)) misses.push(`${wall}, ${what}: ${expect} is red before the mutant`);
  else if (!found.includes(expect))
    misses.push(`${wall}, ${what}: wanted ${expect}, saw ${found.join(", ") || "nothing"}`);
  else caught += 1;
}

/** Counts a trial of the trial itself: a blinded wall must let the mutant through. */
function judgeBlind(wall, expect, found) {
  if (found.includes(expect))
    misses.push(`${wall}: ${expect} was seen by a blinded wall, so the mutant proves nothing`);
  else caught += 1;
}

function textOf(file) {
  return readFileSync(join(copy, file), "utf8");
}

function tryTypes() {
  const walls = new Map();
  const before = new Map();
  for (const { what, area, file, add, expect } of TYPE_MUTANTS) {
    if (!walls.has(area)) walls.set(area, openTypeWall(copy, area));
    const wall = walls.get(area);
    if (!before.has(file)) before.set(file, wall.check(file, textOf(file)));
    judge("types", what, expect, before.get(file), wall.check(file, `${textOf(file)}\n${add}\n`));
  }
  const { file, add, expect } = TYPE_MUTANTS[0];
  const blind = openTypeWall(copy, "src-core", { types: ["node"] });
  judgeBlind("types with Node's types in core", expect, blind.check(file, `${textOf(file)}\n${add}\n`));
}

async function tryLint() {
  const wall = openLintWall(copy);
  const before = new Map();
  for (const { what, file, add, expect } of LINT_MUTANTS) {
    if (!before.has(file)) before.set(file, await wall.check(file, textOf(file)));
    judge("lint", what, expect, before.get(file), await wall.check(file, `${textOf(file)}\n${add}\n`));
  }
  for (const ban of await wall.bansOn(LINT_MUTANTS[0].file)) {
    if (!LINT_MUTANTS.some(({ expect }) => expect === ban)) misses.push(`lint: no mutant tries ${ban}`);
  }
  const { file, expect } = LINT_MUTANTS[0];
  const blind = openLintWall(copy, [{ rules: {} }]);
  judgeBlind("lint without rules", expect, await blind.check(file, "export const at = () => Date.now();"));
}

async function tryImports() {
  const config = await loadImportRules(join(copy, ".dependency-cruiser.cjs"));
  const whole = await cruiseWalls(copy, config);
  for (const { what, expect, files, whole: all } of IMPORT_MUTANTS) {
    const paths = Object.keys(files);
    const restore = applyMutant(files);
    const { violations } = await cruiseWalls(copy, onlyRule(config, expect), all ? undefined : paths);
    restore();
    judge(
      "imports",
      what,
      expect,
      rulesAgainst(paths[0], whole.violations),
      rulesAgainst(paths[0], violations),
    );
  }
  for (const { name } of config.forbidden) {
    if (!IMPORT_MUTANTS.some(({ expect }) => expect === name))
      misses.push(`imports: no mutant tries ${name}`);
  }
  await tryBlindCruises(config);
}

async function tryBlindCruises(config) {
  const nowhere = { ...config, options: { ...config.options, includeOnly: "^nowhere/" } };
  const seen = complaints(await cruiseWalls(copy, nowhere));
  judge("imports", "a cruise that sees nothing", "blind", [], seen.length > 0 ? ["blind"] : []);
  const { files, expect } = IMPORT_MUTANTS[0];
  const restore = applyMutant(files);
  const { violations } = await cruiseWalls(copy, { ...config, forbidden: [] }, Object.keys(files));
  restore();
  judgeBlind("imports without rules", expect, rulesAgainst(Object.keys(files)[0], violations));
}

/** The one rule that a mutant is about: dependency-cruiser checks every pattern of every rule anew each time. */
function onlyRule(config, name) {
  return { ...config, forbidden: config.forbidden.filter((rule) => rule.name === name) };
}

function rulesAgainst(file, violations) {
  return violations.filter(({ from }) => from === file).map(({ rule }) => rule);
}

/** Writes the mutant into the copy; the answer takes it out again. */
function applyMutant(files) {
  const undo = Object.entries(files).map(([file, add]) => {
    const path = join(copy, file);
    const text = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    writeFileSync(path, `${text ?? ""}\n${add}\n`);
    return () => (text === undefined ? rmSync(path) : writeFileSync(path, text));
  });
  return () => undo.forEach((run) => run());
}

async function timed(wall, run) {
  const startedAt = performance.now();
  await run();
  console.log(`${wall} mutants: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

try {
  await timed("type", tryTypes);
  await timed("import", tryImports);
  await timed("lint", tryLint);
} finally {
  removeCopy(copy);
}
for (const miss of misses) console.error(miss);
console.log(`${caught} mutants caught, ${misses.length} missed`);
process.exitCode = misses.length > 0 ? 1 : 0;

// Runs dependency-cruiser on a tree and answers in plain values, for the command and for the mutants.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import extractConfig from "dependency-cruiser/config-utl/extract-depcruise-config";

const AREAS = ["src-core", "src-main", "src-renderer", "e2e", "bench"];

/** Fewer own modules than this and the cruise has gone blind, whatever it says about rules. */
const MODULE_FLOOR = 20;

/** Reads the import rules. `path` is absolute. */
export async function loadImportRules(path) {
  return extractConfig(path);
}

/** Cruises `paths` and what they import. Violations carry the rule's name, the two files and the way between them. */
export async function cruiseWalls(root, config, paths = existingAreas(root)) {
  const { options, ...ruleSet } = config;
  const { output } = await cruise(
    paths,
    { ...options, baseDir: root, preserveSymlinks: true, ruleSet, validate: true },
    options.enhancedResolveOptions,
  );
  const own = output.modules.filter(({ source }) => AREAS.some((area) => source.startsWith(`${area}/`)));
  return { moduleCount: own.length, violations: output.summary.violations.map(toViolation) };
}

/** Why this cruise must fail, one line each; empty when it may pass. */
export function complaints({ moduleCount, violations }) {
  const lines = violations.map(describe);
  if (moduleCount < MODULE_FLOOR) {
    lines.push(
      `only ${moduleCount} modules seen, at least ${MODULE_FLOOR} expected: the cruise itself is blind`,
    );
  }
  return lines;
}

/** A young repository lacks some areas. */
function existingAreas(root) {
  return AREAS.filter((area) => existsSync(join(root, area)));
}

function describe({ rule, from, to, via }) {
  const target = to === from ? "" : ` -> ${to}`;
  return `${rule}: ${from}${target}${via.length > 0 ? ` (by way of ${via.join(" -> ")})` : ""}`;
}

function toViolation({ rule, from, to, cycle, via }) {
  return { rule: rule.name, from, to, via: (cycle ?? via ?? []).map(({ name }) => name) };
}

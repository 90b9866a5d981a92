// Runs dependency-cruiser on a tree and answers in plain values, for the command and for the mutants.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import extractConfig from "dependency-cruiser/config-utl/extract-depcruise-config";

const AREAS = ["src-core", "src-main", "src-renderer", "e2e", "bench"];

/** Fewer own modules than this and the cruise has gone blind, whatever it says about rules. */
export const MODULE_FLOOR = 20;

/** Cruises the areas that exist under `root`, by the rules in `config`. Violations carry the rule's name and the two files. */
export async function cruiseWalls(root, config = join(root, ".dependency-cruiser.cjs")) {
  const { options, ...ruleSet } = await extractConfig(config);
  const areas = AREAS.filter((area) => existsSync(join(root, area)));
  const { output } = await cruise(
    areas,
    { ...options, baseDir: root, ruleSet, validate: true },
    options.enhancedResolveOptions,
  );
  const own = output.modules.filter((module) => areas.some((area) => module.source.startsWith(`${area}/`)));
  return { moduleCount: own.length, violations: output.summary.violations.map(toViolation) };
}

function toViolation({ rule, from, to, cycle, via }) {
  const way = (cycle ?? via ?? []).map((step) => step.name ?? step);
  return { rule: rule.name, from, to, via: way };
}

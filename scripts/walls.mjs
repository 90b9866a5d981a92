// The second wall as a command: fails on a broken rule, and on a cruise that saw too little to mean anything.
import { join } from "node:path";
import process from "node:process";
import { complaints, cruiseWalls, loadImportRules } from "./lib/cruise-walls.mjs";

const root = process.cwd();
const seen = await cruiseWalls(root, await loadImportRules(join(root, ".dependency-cruiser.cjs")));
const lines = complaints(seen);
for (const line of lines) console.error(line);
console.log(`walls: ${seen.moduleCount} modules, ${lines.length} complaints`);
process.exitCode = lines.length > 0 ? 1 : 0;

// The second wall as a command: fails on a broken rule, and on a cruise that saw too little to mean anything.
import process from "node:process";
import { cruiseWalls, MODULE_FLOOR } from "./lib/cruise-walls.mjs";

const { moduleCount, violations } = await cruiseWalls(process.cwd());
for (const { rule, from, to, via } of violations) {
  console.error(
    `${rule}: ${from}${to === from ? "" : ` -> ${to}`}${via.length > 0 ? ` (by way of ${via.join(" -> ")})` : ""}`,
  );
}
if (moduleCount < MODULE_FLOOR) {
  console.error(
    `walls: only ${moduleCount} modules seen, at least ${MODULE_FLOOR} expected: the cruise itself is broken`,
  );
}
const red = violations.length > 0 || moduleCount < MODULE_FLOOR;
console.log(`walls: ${moduleCount} modules, ${violations.length} broken rules`);
process.exitCode = red ? 1 : 0;

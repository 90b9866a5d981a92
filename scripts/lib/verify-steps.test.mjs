import { expect, test } from "vitest";
import { chooseSteps, commandOf, tableOf } from "./verify-steps.mjs";

const namesOf = ({ steps }) => steps.map(({ name }) => name);

test("without a choice every step runs, types before lint and the browser last", () => {
  const names = namesOf(chooseSteps([]));
  expect(names).toEqual([
    "format",
    "types",
    "walls",
    "unused",
    "lint",
    "mutants",
    "unit",
    "safeguards",
    "crash",
    "build",
    "e2e",
  ]);
});

test("a choice keeps our order", () => {
  expect(namesOf(chooseSteps(["--only", "e2e,unit"]))).toEqual(["unit", "e2e"]);
});

test.each([
  [["--only"]],
  [["--only", "unit", "e2e"]],
  [["unit"]],
  [["--only", "unit,moon"]],
  [["--only", ""]],
])("%j is refused", (argv) => {
  expect(chooseSteps(argv).problem).toBeDefined();
});

test("only a step that needs keys, and only on Linux, gets a Secret Service", () => {
  const step = { command: "playwright", args: ["test"], keys: true };
  expect(commandOf(step, "linux")).toEqual(["scripts/with-secret-service.sh", ["playwright", "test"]]);
  expect(commandOf(step, "darwin")).toEqual(["playwright", ["test"]]);
  expect(commandOf({ command: "knip", args: [] }, "linux")).toEqual(["knip", []]);
});

test("the table has a row per step with its seconds and outcome", () => {
  const rows = [
    { name: "types", outcome: "green", seconds: 0.55 },
    { name: "e2e", outcome: "RED", seconds: 120.04 },
  ];
  expect(tableOf(rows)).toEqual(["types     0.6 s  green", "e2e     120.0 s  RED"]);
});

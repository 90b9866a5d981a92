import { expect, test } from "vitest";
import { mutated, verdictOn } from "./mutant-lane.mjs";

const report = (success, ...results) => ({ success, testResults: results });
const file = (message, ...statuses) => ({
  message,
  assertionResults: statuses.map((status) => ({ status, fullName: `a ${status} test` })),
});

test("a mutant replaces its text, taken literally, where it stands once", () => {
  const mutant = { file: "a.ts", find: "if (a.b) $1", put: "$&" };
  expect(mutated("x; if (a.b) $1; y", mutant)).toEqual({ text: "x; $&; y" });
});

test("a mutant whose text is gone, or stands twice, does not apply", () => {
  const mutant = { file: "a.ts", find: "x", put: "y" };
  expect(mutated("abc", mutant).problem).toContain("not there any more in a.ts");
  expect(mutated("x x", mutant).problem).toContain("stands there 2 times in a.ts");
});

test("a mutant is caught by a test that fails, and by nothing else", () => {
  expect(verdictOn(report(false, file("", "passed", "failed")))).toEqual({ caught: ["a failed test"] });
  expect(verdictOn(report(true, file("", "passed"))).problem).toContain("survived");
  expect(verdictOn(report(false, file("Syntax error\nat x"))).problem).toContain(
    "no test failed: Syntax error",
  );
  expect(verdictOn(undefined).problem).toContain("did not come to an end");
});

test("tests that were all skipped catch nothing", () => {
  expect(verdictOn(report(true, file("", "skipped"))).problem).toBeDefined();
});

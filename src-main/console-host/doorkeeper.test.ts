import { describe, expect, test } from "vitest";
import { doorkeeper } from "./doorkeeper.ts";

describe("the doorkeeper", () => {
  test("the token opens again and again", () => {
    const keeper = doorkeeper(() => 0);
    expect(keeper.admit(keeper.token)).toBe(keeper.token);
    expect(keeper.admit(keeper.token)).toBe(keeper.token);
  });

  test("a code opens once and brings the token", () => {
    const keeper = doorkeeper(() => 0);
    const code = keeper.code();
    expect(keeper.admit(code)).toBe(keeper.token);
    expect(keeper.admit(code)).toBeUndefined();
  });

  test("a code that waited too long opens nothing", () => {
    let nowMs = 0;
    const keeper = doorkeeper(() => nowMs);
    const code = keeper.code();
    nowMs = 60_001;
    expect(keeper.admit(code)).toBeUndefined();
  });

  test.each(["", "x", "undefined", "a".repeat(43)])("%j is turned away", (presented) => {
    expect(doorkeeper(() => 0).admit(presented)).toBeUndefined();
  });

  test("every run has its own token of 256 bits", () => {
    const [one, two] = [doorkeeper(() => 0), doorkeeper(() => 0)];
    expect(one.token).not.toBe(two.token);
    expect(Buffer.from(one.token, "base64url")).toHaveLength(32);
  });
});

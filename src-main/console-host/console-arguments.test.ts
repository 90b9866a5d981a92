import { describe, expect, test } from "vitest";
import { consoleArguments } from "./console-arguments.ts";

describe("the console host's arguments", () => {
  test("none: any port, a browser, no keys", () => {
    expect(consoleArguments([])).toEqual({
      ok: true,
      value: { port: 0, openBrowser: true, allowKeys: false },
    });
  });

  test("all of them", () => {
    const words = ["--port", "8123", "--data-dir", "/tmp/x", "--no-open", "--allow-keys"];
    const value = { port: 8123, dataFolder: "/tmp/x", openBrowser: false, allowKeys: true };
    expect(consoleArguments(words)).toEqual({ ok: true, value });
  });

  test.each([
    ["--port"],
    ["--port", "70000"],
    ["--port", "0x10"],
    ["--port", "-1"],
    ["--data-dir", ""],
    ["--open"],
  ])("%s %s stops the start", (...words) => {
    expect(consoleArguments(words).ok).toBe(false);
  });
});

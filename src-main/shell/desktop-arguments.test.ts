import { describe, expect, test } from "vitest";
import { desktopArguments } from "./desktop-arguments.ts";

describe("the desktop's arguments", () => {
  test("are found among Electron's own", () => {
    const words = ["electron", "/app", "--inspect=0", "--data-dir", "/d", "--paper-recording", "/r"];
    expect(desktopArguments(words)).toEqual({ dataFolder: "/d", recording: "/r" });
  });

  test("that lack their value are left out", () => {
    expect(desktopArguments(["--data-dir", "--paper-recording"])).toEqual({});
    expect(desktopArguments([])).toEqual({});
  });
});

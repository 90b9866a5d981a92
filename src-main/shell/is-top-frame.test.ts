import { describe, expect, test } from "vitest";
import { isTopFrame } from "./is-top-frame.ts";

const page = { url: "yoke://app/index.html" };

describe("a call is answered", () => {
  test("when the top frame of the window asks", () => {
    expect(isTopFrame({ sender: { mainFrame: page }, senderFrame: page })).toBe(true);
  });
});

describe("a call is refused", () => {
  test("when another frame asks, even one that shows the same page", () => {
    expect(isTopFrame({ sender: { mainFrame: page }, senderFrame: { ...page } })).toBe(false);
  });

  test("when the frame is gone", () => {
    expect(isTopFrame({ sender: { mainFrame: page }, senderFrame: null })).toBe(false);
  });

  test.each([
    "https://app/index.html",
    "yoke://app.example/index.html",
    "yoke://application/index.html",
    "yoke://app@example/index.html",
    "yoke://other/index.html",
    "about:blank",
    "",
  ])("when the top frame shows %s", (url) => {
    const frame = { url };
    expect(isTopFrame({ sender: { mainFrame: frame }, senderFrame: frame })).toBe(false);
  });
});

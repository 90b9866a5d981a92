// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { markTicked } from "./ticked.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

const isMarked = (element: HTMLElement): boolean => element.dataset["ticked"] !== undefined;

test("a mark stays for at least 200 ms and at most 400, however the moves fall", () => {
  const [early, late] = [document.createElement("i"), document.createElement("i")];
  markTicked(early);
  vi.advanceTimersByTime(190);
  markTicked(late);
  vi.advanceTimersByTime(189);
  expect([isMarked(early), isMarked(late)]).toEqual([true, true]);
  vi.advanceTimersByTime(21);
  expect([isMarked(early), isMarked(late)]).toEqual([false, false]);
});

test("what moves on stays marked", () => {
  const element = document.createElement("i");
  for (let moves = 0; moves < 20; moves += 1) {
    markTicked(element);
    vi.advanceTimersByTime(100);
    expect(isMarked(element)).toBe(true);
  }
  vi.advanceTimersByTime(400);
  expect(isMarked(element)).toBe(false);
});

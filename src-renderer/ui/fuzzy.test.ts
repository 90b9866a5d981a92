import { describe, expect, test } from "vitest";
import { fuzzyScore } from "./fuzzy.ts";

const TITLES = [
  "Buy",
  "Flatten the selected position",
  "Theme: light",
  "Limit order",
  "BTC/USDT:USDT",
  "Settings",
];

function best(query: string): string | undefined {
  return TITLES.map((title) => ({ title, score: fuzzyScore(query, title) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))[0]?.title;
}

describe("fuzzy search", () => {
  test.each([
    ["buy", "Buy"],
    ["fsp", "Flatten the selected position"],
    ["light", "Theme: light"],
    ["lim", "Limit order"],
    ["btcu", "BTC/USDT:USDT"],
    ["usdt btc", "BTC/USDT:USDT"],
    ["posi flat", "Flatten the selected position"],
    ["sett", "Settings"],
  ])("%s finds %s first", (query, title) => {
    expect(best(query)).toBe(title);
  });

  test("nothing is found by letters that are merely somewhere, and all by nothing", () => {
    expect(best("zzz")).toBeUndefined();
    expect(fuzzyScore("eeo", "Flatten the selected position")).toBeUndefined();
    expect(fuzzyScore("", "Buy")).toBeDefined();
  });
});

import { describe, expect, test } from "vitest";
import { Decimal } from "../../src-core/money/decimal.ts";
import { grown } from "./watch-candles.ts";

const d = Decimal.of;
const MINUTE = 60_000;

describe("a candle between two readings", () => {
  const first = grown(undefined, d("100"), 3 * MINUTE + 5, MINUTE);

  test("starts with its interval and the first price", () => {
    expect(first).toMatchObject({ startMs: 3 * MINUTE, open: d("100"), close: d("100") });
  });

  test("keeps its extremes and moves its close", () => {
    const later = grown(grown(first, d("103"), 3 * MINUTE + 10, MINUTE), d("99"), 3 * MINUTE + 20, MINUTE);
    expect(later).toMatchObject({ open: d("100"), high: d("103"), low: d("99"), close: d("99") });
  });

  test("ends when its time is over", () => {
    expect(grown(first, d("101"), 4 * MINUTE, MINUTE)).toMatchObject({ startMs: 4 * MINUTE, open: d("101") });
  });
});

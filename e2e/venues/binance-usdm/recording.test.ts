// Real recorded frames: read whole, played in order, looped. Without the recordings the test says that it was skipped.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { Market } from "./market.ts";
import { loadRecording, playRecording } from "./recording.ts";

const data = process.env["YOKE_MARKET_DATA"] ?? join(import.meta.dirname, "../../../../shared/data");
const file = join(data, "hft_usdm_120s.jsonl.gz");
const isThere = existsSync(file);
if (!isThere) console.warn(`skipped: no recording at ${file}`);

describe.skipIf(!isThere)("a recording of two minutes of BTCUSDT", () => {
  it("begins with its snapshot and keeps the frames in their order", () => {
    const recording = loadRecording(file);
    expect(recording.bids[0]).toEqual(["61800.20", "2.909"]);
    expect(recording.frames.length).toBeGreaterThan(5_000);
    const times = recording.frames.map((frame) => frame.atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(recording.lengthMs).toBeGreaterThan(110_000);
  });

  it("is never crossed while it plays, and goes on after its end", () => {
    vi.useFakeTimers();
    const market = new Market(0);
    let books = 0;
    let trades = 0;
    market.listen((change) => {
      if (change.kind === "trade") trades += 1;
      if (change.kind !== "book") return;
      books += 1;
      expect(market.touch("BTCUSDT", "SELL").lessThan(market.touch("BTCUSDT", "BUY"))).toBe(true);
    });
    const stop = playRecording(market, "BTCUSDT", loadRecording(file));
    vi.advanceTimersByTime(30_000);
    const half = trades;
    expect(half).toBeGreaterThan(500);
    vi.advanceTimersByTime(120_000);
    expect(trades).toBeGreaterThan(4_300);
    expect(books).toBeGreaterThan(1_500);
    stop();
    vi.useRealTimers();
  });
});

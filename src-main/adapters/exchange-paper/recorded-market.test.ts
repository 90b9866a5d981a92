import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { PAPER_LISTINGS } from "./paper-listings.ts";
import { recordedMarket } from "./recorded-market.ts";
import { BTC } from "./testing/paper-desk.ts";

const START_MS = 1_000_000;
const listing = PAPER_LISTINGS.find((each) => each.key === BTC);
if (listing === undefined) throw new Error("the paper venue trades BTCUSDT");

const at = (ms: number, frame: unknown) => `${String(1_700_000_000_000 + ms)}000000 ${JSON.stringify(frame)}`;
const diff = (u: number, b: string[][], a: string[][]) => ({ data: { e: "depthUpdate", U: u, u, b, a } });

const LINES = [
  at(0, diff(9, [["100.0", "5"]], [])),
  at(10, diff(11, [["99.8", "7"]], [])),
  at(20, {
    lastUpdateId: 10,
    bids: [
      ["99.9", "1"],
      ["99.8", "2"],
    ],
    asks: [
      ["100.1", "1"],
      ["100.2", "2"],
    ],
  }),
  "not a frame at all",
  at(100, { data: { e: "trade", p: "100.1", q: "0.5", m: false } }),
  at(300, diff(12, [["99.9", "0"]], [["100.1", "3"]])),
  at(400, { data: { b: "99.8", B: "4", a: "100.2", A: "6" } }),
  at(60_500, { data: { e: "trade", p: "99.8", q: "0.25", m: true } }),
  at(61_000, diff(13, [], [])),
];

const recorded = () => recordedMarket([{ listing, lines: LINES }], START_MS);
const rows = (levels: readonly { price: { toString(): string }; quantity: { toString(): string } }[] = []) =>
  levels.map((level) => `${level.quantity.toString()} @ ${level.price.toString()}`);

describe("a recorded market", () => {
  it("has no price before its snapshot, and joins early diffs to it", () => {
    const market = recorded();
    expect(market.moment(BTC, START_MS + 15, START_MS)).toBeUndefined();
    const moment = market.moment(BTC, START_MS + 20, START_MS);
    expect(rows(moment?.bids)).toEqual(["1 @ 99.9", "7 @ 99.8"]);
    expect(rows(moment?.asks)).toEqual(["1 @ 100.1", "2 @ 100.2"]);
    expect(moment?.mark.toString()).toBe("100");
  });

  it("plays diffs, best prices and trades at their own pace", () => {
    const market = recorded();
    expect(market.moment(BTC, START_MS + 99, START_MS)?.trades).toEqual([]);
    const traded = market.moment(BTC, START_MS + 150, START_MS + 99);
    expect(traded?.trades.map((trade) => trade.aggressor)).toEqual(["buy"]);
    expect(traded?.last.toString()).toBe("100.1");
    expect(rows(market.moment(BTC, START_MS + 350, START_MS + 150)?.asks)).toEqual([
      "3 @ 100.1",
      "2 @ 100.2",
    ]);
    const touched = market.moment(BTC, START_MS + 450, START_MS + 350);
    expect(rows(touched?.asks)).toEqual(["6 @ 100.2"]);
    expect(rows(touched?.bids)).toEqual(["4 @ 99.8"]);
  });

  it("makes candles of the trades that were played", async () => {
    const market = recorded();
    const answer = await market.candles(BTC, "1m", 10, START_MS + 60_600);
    if (!answer.ok) throw new Error(answer.failure.message);
    expect(answer.value.map((candle) => [candle.open.toString(), candle.volume.toString()])).toEqual([
      ["100.1", "0.5"],
      ["99.8", "0.25"],
    ]);
  });

  it("ends, and then there is no market", () => {
    const market = recorded();
    expect(market.moment(BTC, START_MS + 60_900, START_MS)).toBeDefined();
    expect(market.moment(BTC, START_MS + 61_000, START_MS)).toBeUndefined();
  });
});

const FOLDER = process.env["YOKE_RECORDINGS"] ?? "";
const FILE = join(FOLDER, "hft_usdm_120s.jsonl.gz");
const present = FOLDER !== "" && existsSync(FILE);

describe.skipIf(!present)("two real minutes (set YOKE_RECORDINGS to the folder of recordings)", () => {
  it("never show a crossed book and trade near its middle", () => {
    const lines = gunzipSync(readFileSync(FILE)).toString().split("\n");
    const market = recordedMarket([{ listing, lines }], START_MS);
    let seen = 0;
    let trades = 0;
    for (let ms = 0; ms < 118_000; ms += 250) {
      const moment = market.moment(BTC, START_MS + ms, START_MS + ms - 250);
      if (moment === undefined) continue;
      seen += 1;
      trades += moment.trades.length;
      const [bid, ask] = [moment.bids[0]?.price, moment.asks[0]?.price];
      expect(bid !== undefined && ask !== undefined && bid.lessThan(ask)).toBe(true);
      for (const trade of moment.trades) {
        expect(Math.abs(trade.price.toFloat() / moment.mark.toFloat() - 1)).toBeLessThan(0.002);
      }
    }
    expect(seen).toBeGreaterThan(400);
    expect(trades).toBeGreaterThan(2_000);
  });
});

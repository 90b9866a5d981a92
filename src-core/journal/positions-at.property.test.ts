import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import type { Fill } from "../order-terms/venue-event.ts";
import { positionsAt } from "./positions-at.ts";
import type { JournalRecord } from "./record.ts";
import { samplePlan, sampleSubmit } from "./samples.ts";

interface Made {
  readonly ours: boolean;
  readonly side: "buy" | "sell";
  readonly lots: number;
  readonly trade: number;
}
const made: fc.Arbitrary<Made> = fc.record({
  ours: fc.boolean(),
  side: fc.constantFrom("buy", "sell"),
  lots: fc.integer({ min: 1, max: 50 }),
  trade: fc.integer({ min: 1, max: 40 }),
});
const BEGINNING: JournalRecord = sampleSubmit(samplePlan("p", ["a"]));

function fillOf({ side, lots, trade }: Made): Fill {
  const quantity = Decimal.fromInteger(lots);
  const one = Decimal.fromInteger(1);
  return {
    listing: "sim:BTC",
    tradeId: String(trade),
    venueOrderId: "v",
    side,
    positionSide: "both",
    quantity,
    price: one,
    fee: one,
    feeAsset: "USDT",
    liquidity: "taker",
    atMs: 1,
  };
}

function recordOf(each: Made): JournalRecord {
  const fill = fillOf(each);
  return each.ours
    ? { kind: "order", clientId: "p-0", event: { kind: "filled", fill, atMs: 1 }, atMs: 1 }
    : { kind: "foreign-fill", accountId: "a", fill, atMs: 1 };
}

const total = (records: readonly JournalRecord[]) =>
  positionsAt(records)[0]?.quantitySigned.toString() ?? "0";

describe("positions at a moment", () => {
  test("are the buys less the sells of distinct trades", () => {
    fc.assert(
      fc.property(fc.uniqueArray(made, { selector: ({ trade }) => trade }), (fills) => {
        const sum = fills.reduce((held, { side, lots }) => held + (side === "buy" ? lots : -lots), 0);
        expect(total([BEGINNING, ...fills.map(recordOf)])).toBe(String(sum));
      }),
    );
  });

  test("do not change when every record is read twice", () => {
    fc.assert(
      fc.property(fc.array(made), (fills) => {
        const records = [BEGINNING, ...fills.map(recordOf)];
        expect(positionsAt([...records, ...records])).toEqual(positionsAt(records));
      }),
    );
  });

  test("a fill of an order that this part of the journal does not know is nobody's", () => {
    expect(positionsAt([recordOf({ ours: true, side: "buy", lots: 1, trade: 1 })])).toEqual([]);
  });
});

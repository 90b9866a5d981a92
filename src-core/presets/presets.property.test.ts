import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { sampleListing, sampleQuote } from "../portfolio/samples.ts";
import { PRESET_TERMS, samplePreset } from "./preset-samples.ts";
import { presetOrder } from "./preset-order.ts";
import { confirmPreset, presetStanding, versionsOf } from "./preset-standing.ts";

const d = (text: string) => Decimal.of(text);
const side = fc.constantFrom("buy" as const, "sell" as const);
const tick = fc.constantFrom("0.1", "0.5", "0.01", "5").map(d);
const bid = fc.integer({ min: 10_000, max: 9_000_000 }).map((units) => Decimal.fromUnits(BigInt(units), 2));
const offset = fc.integer({ min: -1000, max: 1000 });
const market = fc.record({ side, tick, bid, offset });

describe("the limit of a preset", () => {
  test("lies on the tick and never pays more than its distance beyond the far touch", () => {
    fc.assert(
      fc.property(market, ({ side, tick, bid, offset }) => {
        const ask = bid.plus(tick);
        const listing = sampleListing({ tick });
        const quote = sampleQuote(bid.toString(), { bid, ask });
        const terms = { ...PRESET_TERMS, type: "limit" as const, offsetBps: String(offset) };
        const order = presetOrder(terms, side, listing, quote);
        if (!order.ok) throw new Error(order.failure.message);
        const price = d(order.value.price ?? "0");
        expect(price.isMultipleOf(tick)).toBe(true);
        const touch = side === "buy" ? ask : bid;
        const moved = Decimal.fromInteger(offset).times(d("0.0001"));
        const worst = touch.plus(touch.times(side === "buy" ? moved : moved.negated()));
        expect(side === "buy" ? price.atMost(worst) : price.atLeast(worst)).toBe(true);
        expect(price.minus(worst).abs().lessThan(tick)).toBe(true);
      }),
    );
  });

  test("without a touch there is no order, and a market order has no price", () => {
    const terms = { ...PRESET_TERMS, type: "limit" as const };
    expect(presetOrder(terms, "buy", sampleListing(), undefined)).toMatchObject({
      failure: { code: "price-unknown", place: "offsetBps" },
    });
    expect(presetOrder(PRESET_TERMS, "buy", sampleListing(), undefined)).toMatchObject({
      value: { type: "market", timeInForce: "IOC" },
    });
  });
});

describe("the stop of a preset", () => {
  test("lies on the losing side of the entry, and no nearer than it says", () => {
    fc.assert(
      fc.property(market, fc.integer({ min: 1, max: 5000 }), ({ side, tick, bid }, hundredths) => {
        const ask = bid.plus(tick);
        const percent = Decimal.fromUnits(BigInt(hundredths), 2);
        const terms = { ...PRESET_TERMS, quantityIn: "risk" as const, stopPercent: percent.toString() };
        const quote = sampleQuote(bid.toString(), { bid, ask });
        const order = presetOrder(terms, side, sampleListing({ tick }), quote);
        if (!order.ok) {
          // A coarse tick may leave no positive stop.
          expect(order.failure.code).toBe("bad-stop");
          return;
        }
        const entry = side === "buy" ? ask : bid;
        const distance = entry.minus(d(order.value.stop ?? "0")).abs();
        const loses = d(order.value.stop ?? "0").lessThan(entry) === (side === "buy");
        expect(loses).toBe(true);
        expect(distance.atLeast(entry.times(percent).times(d("0.01")))).toBe(true);
      }),
    );
  });
});

describe("a preset's standing", () => {
  const versions = fc.dictionary(fc.constantFrom("sim:A", "sim:B", "sim:C"), fc.integer({ min: 1, max: 4 }), {
    minKeys: 1,
  });
  const listingsOf = (known: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(known).map(([key, version]) => [key, sampleListing({ key, version })]));

  test("is void exactly when a listing that is known has another version", () => {
    fc.assert(
      fc.property(versions, versions, (kept, known) => {
        const standing = presetStanding(samplePreset({ listingVersions: kept }), listingsOf(known));
        const changed = Object.entries(kept).some(([key, version]) => (known[key] ?? version) !== version);
        const missing = Object.keys(kept).some((key) => known[key] === undefined);
        expect(standing.kind).toBe(changed ? "void" : missing ? "unknown" : "ready");
      }),
    );
  });

  test("is never void once confirmed, and confirming twice changes nothing more", () => {
    fc.assert(
      fc.property(versions, versions, (kept, known) => {
        const listings = listingsOf(known);
        const confirmed = confirmPreset(samplePreset({ listingVersions: kept }), listings);
        expect(presetStanding(confirmed, listings).kind).not.toBe("void");
        expect(confirmPreset(confirmed, listings)).toEqual(confirmed);
        expect(Object.keys(confirmed.listingVersions).sort()).toEqual(Object.keys(kept).sort());
      }),
    );
  });

  test("what was kept of the listings of the moment is ready", () => {
    fc.assert(
      fc.property(versions, (known) => {
        const listings = listingsOf(known);
        const listingVersions = versionsOf(Object.values(listings));
        expect(presetStanding(samplePreset({ listingVersions }), listings).kind).toBe("ready");
      }),
    );
  });
});

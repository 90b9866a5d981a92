import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, sum, ZERO } from "../../../src-core/money/decimal.ts";
import type { Side } from "../../../src-core/order-terms/order-terms.ts";
import { type LiveOrder, remaining } from "./paper-state.ts";
import { termsOf } from "./testing/paper-desk.ts";
import { mergedOffers } from "./visible-liquidity.ts";

const whole = (value: number) => Decimal.fromInteger(value);
const side = fc.constantFrom<Side>("buy", "sell");
const levels = fc.uniqueArray(
  fc.record({ price: fc.integer({ min: 1, max: 9 }), quantity: fc.integer({ min: 1, max: 50 }) }),
  {
    selector: (level) => level.price,
    maxLength: 6,
  },
);
const own = fc.array(
  fc.record({
    price: fc.integer({ min: 1, max: 9 }),
    quantity: fc.integer({ min: 1, max: 50 }),
    ahead: fc.integer({ min: 0, max: 80 }),
  }),
  { maxLength: 6 },
);

function order(at: Side, price: number, quantity: number, rank: number): LiveOrder {
  return {
    accountId: "a",
    venueOrderId: String(rank),
    terms: termsOf({ side: at, price: whole(price), quantity: whole(quantity) }),
    filled: ZERO,
    filledValue: ZERO,
    phase: "working",
    rank,
    atMs: 0,
  };
}

const merged = fc.record({ side, levels, own }).map(({ side: at, levels: shown, own: orders }) => {
  const makers = orders.map((each, rank) => order(at, each.price, each.quantity, rank));
  const ahead = (maker: LiveOrder) => whole(orders[maker.rank]?.ahead ?? 0);
  const book = shown
    .map((level) => ({ price: whole(level.price), quantity: whole(level.quantity) }))
    .sort((a, b) => (at === "buy" ? b.price.compare(a.price) : a.price.compare(b.price)));
  return { at, book, makers, ahead, offers: mergedOffers(at, book, makers, ahead) };
});

describe("merged offers", () => {
  it("come best price first", () => {
    fc.assert(
      fc.property(merged, ({ at, offers }) => {
        offers.slice(1).forEach((offer, index) => {
          const step = offer.price.compare(offers[index]?.price ?? offer.price);
          expect(at === "buy" ? step <= 0 : step >= 0).toBe(true);
        });
      }),
    );
  });

  it("hold exactly what strangers show and what own orders have left", () => {
    fc.assert(
      fc.property(merged, ({ book, makers, offers }) => {
        const strangers = sum(offers.flatMap((offer) => (offer.maker === undefined ? [offer.quantity] : [])));
        expect(strangers.equals(sum(book.map((level) => level.quantity)))).toBe(true);
        const ours = offers.flatMap((offer) => (offer.maker === undefined ? [] : [offer.maker.venueOrderId]));
        expect([...ours].sort()).toEqual(makers.map((maker) => maker.venueOrderId).sort());
        expect(
          sum(offers.map((offer) => offer.quantity)).equals(strangers.plus(sum(makers.map(remaining)))),
        ).toBe(true);
      }),
    );
  });

  it("serve own orders of one price in the order of their time, each behind the strangers ahead of it", () => {
    fc.assert(
      fc.property(merged, ({ book, offers, ahead }) => {
        offers.forEach((offer, index) => {
          if (offer.maker === undefined) return;
          const before = offers.slice(0, index).filter((each) => each.price.equals(offer.price));
          for (const each of before)
            if (each.maker !== undefined) expect(each.maker.rank).toBeLessThan(offer.maker.rank);
          const passed = sum(before.flatMap((each) => (each.maker === undefined ? [each.quantity] : [])));
          const shown = book.find((level) => level.price.equals(offer.price))?.quantity ?? ZERO;
          expect(passed.atLeast(ahead(offer.maker).min(shown))).toBe(true);
        });
      }),
    );
  });
});

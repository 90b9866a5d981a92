import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal, sum } from "../money/decimal.ts";
import { VENUE_ORDER_STATUSES } from "../order-terms/venue-event.ts";
import { isEnded } from "./order.ts";
import { after, filledBy, reported, sampleIntent, SENDING } from "./samples.ts";
import type { OrderEvent } from "./order-event.ts";
import { reduceOrder } from "./reduce-order.ts";
import { toWorkingOrder } from "./reservation.ts";

const quantity = fc.integer({ min: 1, max: 12 });
const fill = fc
  .record({ trade: fc.integer({ min: 1, max: 6 }), price: fc.integer({ min: 90, max: 110 }) })
  .map(({ trade, price }) => filledBy(`t${String(trade)}`, String((trade % 4) + 1), String(price + trade)));
const report = fc
  .tuple(fc.constantFrom(...VENUE_ORDER_STATUSES), fc.integer({ min: 0, max: 10 }))
  .map(([status, filled]) => reported(status, status === "filled" ? "10" : String(filled)));
const atMs = fc.integer({ min: 1_000, max: 60_000 });
const other: fc.Arbitrary<OrderEvent> = fc.oneof(
  fc.constant(SENDING),
  atMs.map((at): OrderEvent => ({ kind: "recovered", atMs: at })),
  atMs.map((at): OrderEvent => ({ kind: "cancel-requested", atMs: at })),
  fc.record({
    kind: fc.constant("create-answered" as const),
    acceptableUntilMs: fc.constant(11_000),
    answer: fc.constantFrom(
      { kind: "unknown" as const, reason: "r" },
      { kind: "not-sent" as const, reason: "r" },
      { kind: "rejected" as const, code: "c", reason: "r" },
      { kind: "accepted" as const, venueOrderId: "v1" },
    ),
    atMs,
  }),
  fc.record({
    kind: fc.constant("cancel-answered" as const),
    answer: fc.constantFrom({ kind: "canceled" as const }, { kind: "not-found" as const, reason: "r" }),
    atMs,
  }),
  fc.record({
    kind: fc.constant("query-answered" as const),
    answer: fc.constantFrom({ kind: "not-found" as const }, { kind: "unknown" as const, reason: "r" }),
    askedAtMs: atMs,
    positiveControl: fc.boolean(),
    streamLiveSinceSend: fc.boolean(),
    clockErrorMs: fc.integer({ min: 0, max: 500 }),
    atMs,
  }),
);
const events = fc.array(fc.oneof(fill, report, other), { maxLength: 25 });

function distinctFilled(list: readonly OrderEvent[]): Decimal {
  const seen = new Map<string, Decimal>();
  for (const event of list) {
    if (event.kind === "filled" && !seen.has(event.fill.tradeId))
      seen.set(event.fill.tradeId, event.fill.quantity);
  }
  return sum(seen.values());
}

describe("laws of an order", () => {
  test("I7 filled never falls, and is the sum of distinct fills or a larger report", () => {
    fc.assert(
      fc.property(events, (list) => {
        let order = sampleIntent();
        for (const event of list) {
          const next = reduceOrder(order, event).order;
          expect(next.filled.atLeast(order.filled)).toBe(true);
          order = next;
        }
        expect(order.knownFilled).toEqual(distinctFilled(list));
        expect(order.filled.atLeast(order.knownFilled)).toBe(true);
      }),
    );
  });

  test("I8 what ended at the venue stays ended, except that fills may complete it", () => {
    fc.assert(
      fc.property(events, (list) => {
        let order = sampleIntent();
        for (const event of list) {
          const next = reduceOrder(order, event).order;
          if (isEnded(order.status)) expect([order.status, "FILLED"]).toContain(next.status);
          if (order.status === "FILLED") expect(next.status).toBe("FILLED");
          order = next;
        }
      }),
    );
  });

  test("I3 what reserves stops reserving only by the venue's word, a listed rejection, or proof", () => {
    fc.assert(
      fc.property(events, (list) => {
        let order = sampleIntent();
        for (const event of list) {
          const next = reduceOrder(order, event).order;
          if (toWorkingOrder(order) !== undefined && toWorkingOrder(next) === undefined) {
            const kinds = ["reported", "filled", "query-answered", "create-answered", "cancel-answered"];
            expect(kinds).toContain(event.kind);
            if (event.kind === "query-answered") expect(next.notFound.length).toBeGreaterThanOrEqual(3);
            if (event.kind === "create-answered")
              expect(["rejected", "not-sent"]).toContain(event.answer.kind);
            expect(event).not.toMatchObject({ kind: "cancel-answered", answer: { kind: "not-found" } });
          }
          order = next;
        }
      }),
    );
  });

  test("the same facts of the venue in any order end the same", () => {
    const facts = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(facts, fc.nat(), (trades, seed) => {
        const fills = trades.map((trade) => filledBy(`t${String(trade)}`, "2"));
        const list = [...fills, reported("canceled", String(2 * trades.length)), reported("open")];
        const shuffled = [...list].sort((a, b) => rank(a, seed) - rank(b, seed));
        const [one, two] = [
          after(sampleIntent(), SENDING, ...list),
          after(sampleIntent(), SENDING, ...shuffled),
        ];
        expect(two.status).toBe(one.status);
        expect(two.filled).toEqual(one.filled);
        expect(two.filledValue).toEqual(one.filledValue);
      }),
    );
  });

  test("a fill applied twice is a fill applied once", () => {
    fc.assert(
      fc.property(events, quantity, (list, lots) => {
        const event = filledBy("twice", String(lots));
        const once = after(sampleIntent(), ...list, event);
        expect(after(once, event)).toBe(once);
      }),
    );
  });
});

function rank(event: OrderEvent, seed: number): number {
  const text = JSON.stringify(event);
  let hash = seed | 0;
  for (let index = 0; index < text.length; index += 1)
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

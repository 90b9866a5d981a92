import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import type { OrderEvent } from "./order-event.ts";
import { reduceOrder } from "./reduce-order.ts";
import { toWorkingOrder } from "./reservation.ts";
import { after, filledBy, notFoundAt, reported, sampleIntent, SENDING } from "./samples.ts";

const reason = "r";
const RUNS = { numRuns: 500 };

interface Course {
  readonly trades: readonly number[];
  readonly ending: "filled" | "canceled" | "expired" | "rejected";
}

const course: fc.Arbitrary<Course> = fc.oneof(
  fc.record({
    trades: fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 4 }),
    ending: fc.constantFrom("filled" as const, "canceled" as const, "expired" as const),
  }),
  fc.constant({ trades: [], ending: "rejected" as const }),
);

/** Everything that a venue without faults could say of one order, by every way of asking, as it goes from request to end. */
function factsOf({ trades, ending }: Course): {
  readonly facts: readonly OrderEvent[];
  readonly total: Decimal;
} {
  const parts = ending === "filled" ? [...trades, 10 - trades.reduce((all, part) => all + part, 0)] : trades;
  const total = parts.reduce((all, part) => all + part, 0);
  const facts: OrderEvent[] = [reported("accepted"), reported("accepted", "0", "query")];
  let filled = 0;
  const stands = () => {
    if (filled === 10) return;
    for (const evidence of ["order-event", "query", "open-list"] as const)
      facts.push(reported("open", String(filled), evidence));
  };
  if (ending !== "rejected") stands();
  for (const [index, part] of parts.entries()) {
    facts.push(filledBy(`t${String(index)}`, String(part), String(100 + index)));
    filled += part;
    stands();
  }
  for (const evidence of ["order-event", "query", "history"] as const)
    facts.push(reported(ending, String(filled), evidence));
  return { facts, total: Decimal.fromInteger(total) };
}

const ENDS = { filled: "FILLED", canceled: "CANCELED", expired: "EXPIRED", rejected: "REJECTED" } as const;
const interruptions = fc.array(
  fc.constantFrom<OrderEvent>(
    { kind: "create-answered", answer: { kind: "accepted", venueOrderId: "v1" }, atMs: 1_100 },
    { kind: "create-answered", answer: { kind: "unknown", reason }, atMs: 1_100 },
    { kind: "recovered", atMs: 1_500 },
    { kind: "credentials-lost", reason, atMs: 1_500 },
    { kind: "cancel-requested", atMs: 1_500 },
    { kind: "cancel-answered", answer: { kind: "canceled" }, atMs: 1_600 },
    { kind: "cancel-answered", answer: { kind: "not-found", reason }, atMs: 1_600 },
    notFoundAt(6_000),
  ),
  { maxLength: 4 },
);

describe("a venue without faults behind a network with all of them", () => {
  test("late, doubled and reordered facts end in the same filled, the same value and the same status", () => {
    fc.assert(
      fc.property(course, interruptions, fc.infiniteStream(fc.nat()), (made, between, seeds) => {
        const { facts, total } = factsOf(made);
        const doubled = facts.flatMap((fact) => (turn(seeds) % 3 === 0 ? [fact, fact] : [fact]));
        const delivered = [...doubled, ...between]
          .map((event) => ({ event, turn: turn(seeds) }))
          .sort((one, other) => one.turn - other.turn)
          .map(({ event }) => event);
        let order = after(sampleIntent(), SENDING);
        const raised: string[] = [];
        for (const event of delivered) {
          const step = reduceOrder(order, event);
          order = step.order;
          raised.push(...step.effects.map((effect) => effect.kind).filter((kind) => kind !== "query"));
        }
        const straight = after(sampleIntent(), SENDING, ...facts);
        expect(order.status).toBe(ENDS[made.ending]);
        expect(order.filled).toEqual(total);
        expect(order.knownFilled).toEqual(total);
        expect(order.filledValue).toEqual(straight.filledValue);
        expect(order.filledOverPrice).toEqual(straight.filledOverPrice);
        expect(order.fees).toEqual(straight.fees);
        expect(order.cancel).toEqual({ status: "none" });
        expect(raised).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("I3 at any moment before the end was told the order reserves in full", () => {
    fc.assert(
      fc.property(course, interruptions, fc.infiniteStream(fc.nat()), (made, between, seeds) => {
        const { facts } = factsOf(made);
        const untold = facts.filter((fact) => fact.kind !== "reported" || isLife(fact));
        const delivered = [...untold, ...between].filter(() => turn(seeds) % 2 === 0);
        const order = after(sampleIntent(), SENDING, ...delivered);
        if (order.filled.atLeast(order.terms.quantity)) return;
        expect(toWorkingOrder(order)).toMatchObject({ terms: order.terms, filled: order.knownFilled });
      }),
      RUNS,
    );
  });
});

function isLife(fact: Extract<OrderEvent, { readonly kind: "reported" }>): boolean {
  return fact.order.status === "accepted" || fact.order.status === "open";
}

function turn(seeds: Iterator<number, undefined>): number {
  return seeds.next().value ?? 0;
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { EVIDENCE, VENUE_ORDER_STATUSES } from "../order-terms/venue-event.ts";
import { awaitsProof } from "./in-flight.ts";
import { isEnded, isTerminal, neverLived, type Order } from "./order.ts";
import type { OrderEvent } from "./order-event.ts";
import { reduceOrder } from "./reduce-order.ts";
import { toWorkingOrder } from "./reservation.ts";
import { after, filledBy, notFoundAt, sampleFillOf, sampleIntent, sampleReport, SENDING } from "./samples.ts";

const fill = fc
  .record({ trade: fc.integer({ min: 1, max: 6 }), price: fc.integer({ min: 90, max: 110 }) })
  .map(({ trade, price }) => filledBy(`t${String(trade)}`, String((trade % 4) + 1), String(price)));
const venueOrder = fc
  .tuple(fc.constantFrom(...VENUE_ORDER_STATUSES), fc.integer({ min: 0, max: 12 }))
  .map(([status, filled]) => sampleReport(status, String(filled)));
const report = fc
  .tuple(venueOrder, fc.constantFrom(...EVIDENCE))
  .map(([order, evidence]): OrderEvent => ({ kind: "reported", order, evidence, atMs: 2_000 }));
const odd = fc.constantFrom<OrderEvent>(
  { kind: "filled", fill: { ...sampleFillOf("odd", "3"), side: "sell" }, atMs: 2_000 },
  { kind: "filled", fill: sampleFillOf("odd", "-3"), atMs: 2_000 },
  {
    kind: "reported",
    order: {
      ...sampleReport("filled", "10"),
      terms: { ...sampleReport("open").terms, listing: "paper:ETHUSDT" },
    },
    evidence: "order-event",
    atMs: 2_000,
  },
);
const atMs = fc.integer({ min: 1_000, max: 60_000 });
const reason = "r";
const own: fc.Arbitrary<OrderEvent> = fc.oneof(
  fc.constant(SENDING),
  atMs.map((at): OrderEvent => ({ kind: "recovered", atMs: at })),
  atMs.map((at): OrderEvent => ({ kind: "cancel-requested", atMs: at })),
  atMs.map((at): OrderEvent => ({ kind: "credentials-lost", reason, atMs: at })),
  fc.record({
    kind: fc.constant("create-answered" as const),
    acceptableUntilMs: fc.constant(11_000),
    answer: fc.oneof(
      venueOrder.map((order) => ({ kind: "report" as const, order })),
      fc.constantFrom(
        { kind: "unknown" as const, reason },
        { kind: "not-sent" as const, reason },
        { kind: "rejected" as const, code: "c", reason },
        { kind: "accepted" as const, venueOrderId: "v1" },
      ),
    ),
    atMs,
  }),
  fc.record({
    kind: fc.constant("cancel-answered" as const),
    answer: fc.oneof(
      venueOrder.map((order) => ({ kind: "canceled" as const, order })),
      fc.constantFrom(
        { kind: "canceled" as const },
        { kind: "not-found" as const, reason },
        { kind: "rejected" as const, reason },
        { kind: "unknown" as const, reason },
      ),
    ),
    atMs,
  }),
  fc
    .record({
      at: atMs,
      answer: fc.oneof(
        venueOrder.map((order) => ({ kind: "found" as const, order })),
        fc.constantFrom({ kind: "not-found" as const }, { kind: "unknown" as const, reason }),
      ),
      positiveControl: fc.boolean(),
      streamLiveSinceSend: fc.boolean(),
    })
    .map(({ at, ...rest }) => notFoundAt(at, rest)),
);
const anyEvent = fc.oneof(fill, report, own, odd);
const events = fc.array(anyEvent, { maxLength: 25 });
const RUNS = { numRuns: 500 };

/** Runs the events one by one and looks at each step. */
function walk(
  list: readonly OrderEvent[],
  look: (before: Order, event: OrderEvent, after: Order) => void,
): Order {
  return list.reduce((before, event) => {
    const next = reduceOrder(before, event).order;
    look(before, event, next);
    return next;
  }, sampleIntent());
}

/** The report of one of our orders that an event carries, when it is one that may be believed. */
function reportIn(event: OrderEvent) {
  switch (event.kind) {
    case "reported":
      return event.evidence === "position-change" || event.order.terms.listing !== "paper:BTCUSDT"
        ? undefined
        : event.order;
    case "create-answered":
      return event.answer.kind === "report" ? event.answer.order : undefined;
    case "cancel-answered":
      return event.answer.kind === "canceled" ? event.answer.order : undefined;
    case "query-answered":
      return event.answer.kind === "found" ? event.answer.order : undefined;
    default:
      return undefined;
  }
}

function fillIn(event: OrderEvent) {
  return event.kind === "filled" && event.fill.tradeId !== "odd" ? event.fill : undefined;
}

describe("laws of an order under any events in any order", () => {
  test("I7 filled never falls, and is the larger of the distinct fills' sum and the largest believed report", () => {
    fc.assert(
      fc.property(events, (list) => {
        const fills = new Map<string, Decimal>();
        let largest = ZERO;
        walk(list, (before, event, next) => {
          const { tradeId, quantity } = fillIn(event) ?? {};
          if (tradeId !== undefined && quantity !== undefined && !fills.has(tradeId))
            fills.set(tradeId, quantity);
          largest = largest.max(reportIn(event)?.filled ?? ZERO);
          expect(next.knownFilled).toEqual(sum(fills.values()));
          expect(next.filled).toEqual(next.knownFilled.max(largest));
          expect(next.filled.atLeast(before.filled)).toBe(true);
        });
      }),
      RUNS,
    );
  });

  test("I7 each fill counts once: its quantity, its value and its fee", () => {
    fc.assert(
      fc.property(events, fill, (list, event) => {
        const once = after(sampleIntent(), ...list, event);
        expect(after(once, event)).toBe(once);
        expect(new Set(once.fillIds).size).toBe(once.fillIds.length);
      }),
      RUNS,
    );
  });

  test("I7 more than was asked for is applied and raised, each time it grows", () => {
    fc.assert(
      fc.property(events, anyEvent, (list, event) => {
        const before = after(sampleIntent(), ...list);
        const { order, effects } = reduceOrder(before, event);
        const raised = effects.some((effect) => effect.kind === "overfilled");
        const over =
          order.filled.greaterThan(order.terms.quantity) && order.filled.greaterThan(before.filled);
        expect(raised).toBe(over);
      }),
      RUNS,
    );
  });

  test("I8 what ended at the venue stays as it ended, except that fills may complete it", () => {
    fc.assert(
      fc.property(events, (list) => {
        walk(list, (before, _, next) => {
          if (!isEnded(before.status)) return;
          const completed =
            next.filled.atLeast(next.terms.quantity) && next.filled.greaterThan(before.filled);
          expect(next.status).toBe(completed ? "FILLED" : before.status);
        });
      }),
      RUNS,
    );
  });

  test("I8 what never lived comes back only by a sign of life, and then it is said", () => {
    fc.assert(
      fc.property(events, anyEvent, (list, event) => {
        const before = after(sampleIntent(), ...list);
        const { order, effects } = reduceOrder(before, event);
        const revived = neverLived(before.status) && !neverLived(order.status);
        expect(effects.filter((effect) => effect.kind === "revived")).toHaveLength(revived ? 1 : 0);
        if (!revived) return;
        const accepted = event.kind === "create-answered" && event.answer.kind === "accepted";
        expect(accepted || reportIn(event) !== undefined || fillIn(event) !== undefined).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("I3 what reserves stops reserving only by the venue's word, a listed rejection, the fills it waited for, or proof", () => {
    fc.assert(
      fc.property(events, (list) => {
        walk(list, (before, event, next) => {
          if (toWorkingOrder(before) === undefined || toWorkingOrder(next) !== undefined) return;
          // What had ended reserved only the fills that were still to come.
          const arrived = isEnded(before.status) && fillIn(event) !== undefined;
          expect(arrived || freedBy(before, event, next)).toBe(true);
        });
      }),
      { numRuns: 1_000 },
    );
  });

  test("I3 an order leaves UNKNOWN only by evidence", () => {
    fc.assert(
      fc.property(events, (list) => {
        walk(list, (before, event, next) => {
          if (before.status !== "UNKNOWN" || next.status === "UNKNOWN") return;
          const answered = event.kind === "create-answered" && event.answer.kind !== "unknown";
          const proven = event.kind === "query-answered" && next.status === "ABSENT";
          const seen = reportIn(event) !== undefined || fillIn(event) !== undefined;
          expect(answered || proven || seen).toBe(true);
        });
      }),
      RUNS,
    );
  });

  test("REJECTED, DENIED and ABSENT have nothing filled", () => {
    fc.assert(
      fc.property(events, (list) => {
        walk(list, (_, __, next) => {
          if (neverLived(next.status)) expect(next.filled.isZero()).toBe(true);
        });
      }),
      RUNS,
    );
  });

  test("an order that comes to wait for proof is asked about, and one that waits is asked about again", () => {
    fc.assert(
      fc.property(events, anyEvent, (list, event) => {
        const before = after(sampleIntent(), ...list);
        const { order, effects } = reduceOrder(before, event);
        const waits = awaitsProof(order, event.atMs);
        const asked = effects.filter((effect) => effect.kind === "query");
        if (waits && (!awaitsProof(before, event.atMs) || event.kind === "query-answered"))
          expect(asked).toHaveLength(1);
        if (isTerminal(order.status)) expect(asked).toEqual([]);
        for (const query of asked) expect(query.notBeforeMs).toBeGreaterThanOrEqual(event.atMs);
      }),
      { numRuns: 1_000 },
    );
  });

  test("what is repeated at once says nothing new", () => {
    fc.assert(
      fc.property(events, fc.oneof(fill, report, odd), (list, event) => {
        const once = after(sampleIntent(), ...list, event);
        expect(after(once, event)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });

  test("time on the order never goes back", () => {
    fc.assert(
      fc.property(events, (list) => {
        walk(list, (before, _, next) => {
          expect(next.updatedAtMs).toBeGreaterThanOrEqual(before.updatedAtMs);
        });
      }),
      RUNS,
    );
  });
});

/** Whether the event carries what may free a reservation. */
function freedBy(before: Order, event: OrderEvent, next: Order): boolean {
  const said = reportIn(event);
  if (fillIn(event) !== undefined) return next.status === "FILLED";
  if (
    event.kind === "create-answered" &&
    (event.answer.kind === "rejected" || event.answer.kind === "not-sent")
  )
    return before.filled.isZero() && before.venueOrderId === undefined;
  if (event.kind === "query-answered" && said === undefined) return next.status === "ABSENT";
  if (said === undefined) return false;
  const listed = event.kind === "reported" && event.evidence === "open-list";
  const ended = ["filled", "canceled", "expired", "rejected"].includes(said.status);
  return next.status === "FILLED" ? said.filled.isPositive() : ended && !listed;
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { EVIDENCE, VENUE_ORDER_STATUSES } from "../order-terms/venue-event.ts";
import { awaitsProof } from "./in-flight.ts";
import { isEnded, isTerminal, neverLived, type Order } from "./order.ts";
import type { OrderEvent } from "./order-event.ts";
import { reduceOrder } from "./reduce-order.ts";
import { toWorkingOrder } from "./reservation.ts";
import {
  after,
  filledBy,
  notFoundAt,
  reported,
  sampleFillOf,
  sampleIntent,
  sampleReport,
  SENDING,
} from "./samples.ts";

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

  test("I3 what reserves stops reserving only by the venue's word, a listed rejection, or proof", () => {
    fc.assert(
      fc.property(events, (list) => {
        walk(list, (before, event, next) => {
          if (toWorkingOrder(before) === undefined || toWorkingOrder(next) !== undefined) return;
          expect(freedBy(before, event, next)).toBe(true);
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
        const doubled = facts.flatMap((fact) => (next(seeds) % 3 === 0 ? [fact, fact] : [fact]));
        const delivered = [...doubled, ...between]
          .map((event) => ({ event, turn: next(seeds) }))
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
        const delivered = [...untold, ...between].filter(() => next(seeds) % 2 === 0);
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

function next(seeds: Iterator<number>): number {
  const { value } = seeds.next();
  return typeof value === "number" ? value : 0;
}

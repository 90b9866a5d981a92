import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { showsChange, type ChangeableTerms } from "../order-terms/order-terms.ts";
import type { VenueOrder } from "../order-terms/venue-event.ts";
import { openAmend, type Order } from "./order.ts";
import type { AmendAnswer, OrderEvent } from "./order-event.ts";
import {
  after,
  answered,
  notFoundAt,
  reported,
  SAMPLE_TERMS,
  sampleIntent,
  sampleReport,
  SENDING,
} from "./samples.ts";

const WINDOW_MS = 10_000;

/** A venue that may apply, refuse or lose each change, and whose words come late, twice, out of order or never. */
class Venue {
  terms: ChangeableTerms = { quantity: Decimal.of("10"), price: Decimal.of("100") };
  nowMs = 3_000;
  changedAtMs = 2_000;
  readonly said: VenueOrder[] = [];
  flight: { readonly terms: ChangeableTerms; readonly planId: string; readonly untilMs: number } | undefined;
  answers: { readonly planId: string; readonly answer: AmendAnswer; readonly untilMs: number }[] = [];

  view(): VenueOrder {
    return { ...sampleReport("open", "0", this.changedAtMs), terms: { ...SAMPLE_TERMS, ...this.terms } };
  }

  arrive(): void {
    const { flight } = this;
    if (flight === undefined || this.nowMs > flight.untilMs) return;
    this.flight = undefined;
    this.terms = flight.terms;
    this.changedAtMs = this.nowMs;
    this.said.push(this.view());
    this.answers.push({ ...flight, answer: { kind: "amended", order: this.view() } });
  }

  refuse(): void {
    const { flight } = this;
    if (flight === undefined) return;
    this.flight = undefined;
    this.answers.push({ ...flight, answer: { kind: "rejected", reason: "No." } });
  }
}

type Step =
  | { readonly do: "ask"; readonly quantity: number; readonly price: number }
  | { readonly do: "arrive" | "refuse" | "time-out" | "query" | "restart" }
  | { readonly do: "report" | "answer"; readonly which: number }
  | { readonly do: "wait"; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("ask" as const),
    quantity: fc.integer({ min: 5, max: 6 }),
    price: fc.constant(101),
  }),
  fc.constantFrom("arrive", "refuse", "time-out", "query", "restart").map((name) => ({ do: name })),
  fc.record({ do: fc.constantFrom("report" as const, "answer" as const), which: fc.nat({ max: 20 }) }),
  fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(10, 3_000, 15_000) }),
);

function eventOf(venue: Venue, order: Order, what: Step, asked: number): OrderEvent | undefined {
  const atMs = venue.nowMs;
  switch (what.do) {
    case "ask": {
      if (openAmend(order) !== undefined) return undefined;
      const planId = `p${String(asked)}`;
      const terms = { quantity: Decimal.fromInteger(what.quantity), price: Decimal.fromInteger(what.price) };
      if (showsChange(order.terms, terms)) return undefined;
      venue.flight = { terms, planId, untilMs: atMs + WINDOW_MS };
      return { kind: "amend-requested", planId, terms, atMs };
    }
    case "arrive":
      venue.arrive();
      return undefined;
    case "refuse":
      venue.refuse();
      return undefined;
    case "time-out": {
      const open = openAmend(order);
      if (open === undefined) return undefined;
      const answer = { kind: "unknown", reason: "Timeout." } as const;
      const acceptableUntilMs = open.requestedAtMs + WINDOW_MS;
      return { kind: "amend-answered", planId: open.planId, answer, acceptableUntilMs, atMs };
    }
    case "query":
      return notFoundAt(atMs, { answer: { kind: "found", order: venue.view() } });
    case "restart":
      return { kind: "recovered", atMs };
    case "report": {
      const report = venue.said[what.which % Math.max(1, venue.said.length)];
      return report && { kind: "reported", order: report, evidence: "order-event", atMs };
    }
    case "answer": {
      const given = venue.answers[what.which % Math.max(1, venue.answers.length)];
      if (given === undefined) return undefined;
      const { planId, answer, untilMs } = given;
      return { kind: "amend-answered", planId, answer, acceptableUntilMs: untilMs, atMs };
    }
    case "wait":
      venue.nowMs += what.ms;
      return undefined;
  }
}

const OPEN = after(
  sampleIntent(),
  SENDING,
  answered({ kind: "report", order: sampleReport("open") }),
  reported("open"),
);

describe("laws of an amend, whatever arrives late, twice, out of order or never", () => {
  test("what the venue holds is what we think it holds, or what we say that it may hold", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const venue = new Venue();
        let order = OPEN;
        steps.forEach((what, index) => {
          venue.nowMs += 1;
          const event = eventOf(venue, order, what, index);
          if (event !== undefined) order = after(order, event);
          const open = openAmend(order);
          const known = showsChange(order.terms, venue.terms);
          const mayBe = open !== undefined && showsChange({ ...SAMPLE_TERMS, ...open.terms }, venue.terms);
          expect(known || mayBe).toBe(true);
        });
      }),
      { numRuns: 2_000 },
    );
  });

  test("a change that arrived is known after one query, and one that never came after a late one", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 20 }), (arrives, steps) => {
        const venue = new Venue();
        let order = OPEN;
        steps.forEach((what, index) => {
          venue.nowMs += 1;
          const event = eventOf(venue, order, what, index);
          if (event !== undefined) order = after(order, event);
        });
        if (arrives) venue.arrive();
        const timeOut = eventOf(venue, order, { do: "time-out" }, 0);
        if (timeOut !== undefined) order = after(order, timeOut);
        venue.nowMs += 60_000;
        order = after(order, notFoundAt(venue.nowMs, { answer: { kind: "found", order: venue.view() } }));
        expect(openAmend(order)).toBeUndefined();
        expect(showsChange(order.terms, venue.terms)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import type { VenueOrder } from "../order-terms/venue-event.ts";
import { largestQuantity, openAmend } from "./order.ts";
import type { AmendAnswer, OrderEvent } from "./order-event.ts";
import { toWorkingOrder } from "./reservation.ts";
import {
  after,
  answered,
  filledBy,
  notFoundAt,
  reported,
  SAMPLE_TERMS,
  sampleIntent,
  sampleReport,
  SENDING,
} from "./samples.ts";

const ASKED = { quantity: Decimal.of("20"), price: Decimal.of("101") };
const REQUESTED: OrderEvent = { kind: "amend-requested", planId: "p2", terms: ASKED, atMs: 3_000 };
const OPEN = after(
  sampleIntent(),
  SENDING,
  answered({ kind: "report", order: sampleReport("open") }),
  reported("open"),
);
const AMENDING = after(OPEN, REQUESTED);

function amended(change: Partial<VenueOrder> = {}): VenueOrder {
  return { ...sampleReport("open", "0", 3_100), terms: { ...SAMPLE_TERMS, ...ASKED }, ...change };
}

function answeredAmend(answer: AmendAnswer, planId = "p2"): OrderEvent {
  return { kind: "amend-answered", planId, answer, acceptableUntilMs: 13_000, atMs: 3_200 };
}

function shownAt(askedAtMs: number, order: VenueOrder): OrderEvent {
  return notFoundAt(askedAtMs, { answer: { kind: "found", order } });
}

describe("an amend", () => {
  it("reserves the larger quantity and both prices while it is under way", () => {
    const working = toWorkingOrder(AMENDING);
    expect(working?.terms.quantity.toString()).toBe("10");
    expect(working?.amending?.quantity.toString()).toBe("20");
    expect(working?.amending?.price?.toString()).toBe("101");
    expect(working?.certainty).toBe("pending");
  });

  it("gives the order its new terms when the answer shows them", () => {
    const settled = after(AMENDING, answeredAmend({ kind: "amended", order: amended() }));
    expect(settled.terms.price?.toString()).toBe("101");
    expect(settled.terms.quantity.toString()).toBe("20");
    expect(settled.amend).toBeUndefined();
    expect(toWorkingOrder(settled)?.amending).toBeUndefined();
  });

  it("is applied by a stream report that comes before the answer", () => {
    const event: OrderEvent = {
      kind: "reported",
      order: amended(),
      evidence: "order-event",
      atMs: 3_150,
    };
    const settled = after(AMENDING, event, answeredAmend({ kind: "unknown", reason: "Timeout." }));
    expect(settled.terms.quantity.toString()).toBe("20");
    expect(openAmend(settled)).toBeUndefined();
  });

  it("keeps the old terms after a definitive rejection, with the reason", () => {
    const settled = after(AMENDING, answeredAmend({ kind: "rejected", reason: "Margin is insufficient." }));
    expect(settled.terms).toEqual(OPEN.terms);
    expect(settled.amend).toMatchObject({ status: "rejected", reason: "Margin is insufficient." });
    expect(toWorkingOrder(settled)?.certainty).toBe("working");
  });

  it.each<AmendAnswer>([
    { kind: "not-found", reason: "Unknown order sent." },
    { kind: "unknown", reason: "Timeout." },
    { kind: "amended", order: sampleReport("open", "0", 3_100) },
  ])("is in doubt after $kind, and reserves the worse", (answer) => {
    const doubted = after(AMENDING, answeredAmend(answer));
    expect(doubted.amend?.status).toBe("unknown");
    expect(toWorkingOrder(doubted)?.amending?.quantity.toString()).toBe("20");
  });

  it("is disproved only by a query asked after it could no longer arrive", () => {
    const doubted = after(AMENDING, answeredAmend({ kind: "unknown", reason: "Timeout." }));
    const early = after(doubted, shownAt(15_200, sampleReport("open", "0", 2_000)));
    expect(early.amend?.status).toBe("unknown");
    const late = after(doubted, shownAt(15_201, sampleReport("open", "0", 2_000)));
    expect(late.amend?.status).toBe("rejected");
    expect(late.terms).toEqual(OPEN.terms);
  });

  it("is never disproved by time where the venue names no window or the clock error is not known", () => {
    const without: OrderEvent = {
      kind: "amend-answered",
      planId: "p2",
      answer: { kind: "unknown", reason: "Timeout." },
      atMs: 3_200,
    };
    const much = shownAt(900_000, sampleReport("open", "0", 2_000));
    expect(after(AMENDING, without, much).amend?.status).toBe("unknown");
    const { clockErrorMs: _, ...unmeasured } = much as OrderEvent & { readonly clockErrorMs?: number };
    const timed = after(AMENDING, answeredAmend({ kind: "unknown", reason: "Timeout." }));
    expect(after(timed, unmeasured).amend?.status).toBe("unknown");
  });

  it("does not call an order filled while it may have been enlarged, and does once that is disproved", () => {
    const full = after(AMENDING, filledBy("t1", "10"));
    expect(full.status).toBe("PARTIAL");
    expect(after(full, answeredAmend({ kind: "rejected", reason: "No." })).status).toBe("FILLED");
  });

  it("is over when the order has ended", () => {
    const ended = after(AMENDING, reported("canceled"));
    expect(ended.status).toBe("CANCELED");
    expect(ended.amend).toBeUndefined();
  });

  it("is in doubt after a restart, until a query shows the new terms", () => {
    const found = after(AMENDING, { kind: "recovered", atMs: 4_000 });
    expect(found.amend?.status).toBe("unknown");
    expect(after(found, shownAt(4_100, amended())).terms.quantity.toString()).toBe("20");
  });

  it("is not proven by a report from before the last change, though the terms were once the same", () => {
    const back: OrderEvent = {
      ...REQUESTED,
      planId: "p3",
      terms: { quantity: Decimal.of("10"), price: Decimal.of("100") },
    };
    const there = after(AMENDING, answeredAmend({ kind: "amended", order: amended() }), back);
    const again = after(
      there,
      answeredAmend({ kind: "amended", order: sampleReport("open", "0", 3_500) }, "p3"),
      {
        ...REQUESTED,
        planId: "p4",
      },
    );
    const late: OrderEvent = { kind: "reported", order: amended(), evidence: "order-event", atMs: 4_000 };
    expect(openAmend(after(again, late))?.planId).toBe("p4");
    const now: OrderEvent = { ...late, order: amended({ atMs: 3_900 }) };
    expect(openAmend(after(again, now))).toBeUndefined();
  });

  it("leaves a second change alone while the first is open, and an answer to an earlier one says nothing of it", () => {
    const other: OrderEvent = { ...REQUESTED, planId: "p3", terms: { quantity: Decimal.of("5") } };
    expect(after(AMENDING, other)).toBe(AMENDING);
    const second = after(AMENDING, answeredAmend({ kind: "rejected", reason: "No." }), other);
    const late = after(second, answeredAmend({ kind: "rejected", reason: "Late." }));
    expect(openAmend(late)?.planId).toBe("p3");
    expect(largestQuantity(late).toString()).toBe("10");
  });
});

import { describe, expect, test } from "vitest";
import type { OrderEvent } from "./order-event.ts";
import { reduceOrder } from "./reduce-order.ts";
import {
  after,
  answered,
  filledBy,
  notFoundAt,
  reported,
  sampleIntent,
  sampleReport,
  SENDING,
} from "./samples.ts";

const open = () => after(sampleIntent(), SENDING, reported("open"));
const asked = () => after(open(), { kind: "cancel-requested", atMs: 3_000 });
const found = (askedAtMs: number): OrderEvent =>
  notFoundAt(askedAtMs, { answer: { kind: "found", order: sampleReport("open") } });

describe("a cancel", () => {
  test("is asked about five seconds after it was sent", () => {
    const step = reduceOrder(open(), { kind: "cancel-requested", atMs: 3_000 });
    expect(step.effects).toMatchObject([{ kind: "query", notBeforeMs: 8_000 }]);
  });

  test.each([
    ["rejected", "rejected"],
    ["unknown", "unknown"],
    ["not-found", "unknown"],
  ] as const)("answered %s is %s, frees nothing and is asked about", (kind, status) => {
    const answer: OrderEvent = { kind: "cancel-answered", answer: { kind, reason: "why" }, atMs: 3_050 };
    const step = reduceOrder(asked(), answer);
    expect(step.order).toMatchObject({
      status: "OPEN",
      cancel: { status, requestedAtMs: 3_000, reason: "why" },
    });
    expect(step.effects).toMatchObject([{ kind: "query", notBeforeMs: 5_050 }]);
  });

  test("'not found' while the create may still be accepted leaves the order UNKNOWN, never gone", () => {
    const doubted = after(sampleIntent(), SENDING, answered({ kind: "unknown", reason: "timeout" }));
    const order = after(
      doubted,
      { kind: "cancel-requested", atMs: 3_000 },
      { kind: "cancel-answered", answer: { kind: "not-found", reason: "-2011" }, atMs: 3_050 },
    );
    expect(order).toMatchObject({ status: "UNKNOWN", cancel: { status: "unknown" } });
  });

  test("whose process stopped before the answer can be asked for again", () => {
    const order = after(asked(), { kind: "recovered", atMs: 9_000 });
    expect(order).toMatchObject({ status: "OPEN", cancel: { status: "unknown" } });
  });

  test("that the venue seems to have lost can be asked for again, but not while it may be on its way", () => {
    expect(after(asked(), found(7_999)).cancel.status).toBe("pending");
    expect(after(asked(), found(8_000)).cancel).toMatchObject({ status: "unknown", requestedAtMs: 3_000 });
  });

  test("is asked about until it settles, and for a minute at most", () => {
    const soon = reduceOrder(asked(), found(20_000));
    expect(soon.effects).toMatchObject([{ kind: "query", notBeforeMs: 22_050 }]);
    expect(reduceOrder(soon.order, found(63_000)).effects).toEqual([]);
  });
});

describe("an order that the venue no longer finds", () => {
  test("is doubted after the third time, and never ABSENT", () => {
    const twice = after(open(), notFoundAt(20_000), notFoundAt(22_000));
    expect(twice.status).toBe("OPEN");
    expect(after(twice, notFoundAt(22_500)).status).toBe("OPEN");
    const order = after(twice, notFoundAt(24_000));
    expect(order.status).toBe("UNKNOWN");
    expect(after(order, notFoundAt(26_000), notFoundAt(28_000), notFoundAt(30_000)).status).toBe("UNKNOWN");
  });

  test("is not doubted by a read that finds nothing at all, and is trusted again once it is shown", () => {
    const blind = notFoundAt(20_000, { positiveControl: false });
    expect(after(open(), blind, blind, blind)).toEqual(open());
    const shown = after(open(), notFoundAt(20_000), notFoundAt(22_000), reported("open", "0", "open-list"));
    expect(shown.notFound).toEqual([]);
    expect(after(shown, notFoundAt(24_000)).status).toBe("OPEN");
  });

  test("is asked about again two seconds later", () => {
    const step = reduceOrder(open(), notFoundAt(20_000));
    expect(step.effects).toMatchObject([{ kind: "query", notBeforeMs: 22_050 }]);
  });

  test("is trusted again once it fills", () => {
    const filled = after(open(), notFoundAt(20_000), notFoundAt(22_000), filledBy("t1", "4"));
    expect(filled.notFound).toEqual([]);
  });

  test("adds nothing to what is known of an order that is UNKNOWN already", () => {
    const order = after(open(), { kind: "credentials-lost", reason: "401", atMs: 3_000 });
    expect(after(order, notFoundAt(20_000))).toBe(order);
  });
});

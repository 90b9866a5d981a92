import { expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { toWorkingOrder } from "./reservation.ts";
import { after, answered, sampleFillOf, sampleIntent, sampleReport } from "./samples.ts";

const SENT = { kind: "sending", atMs: 1_500 } as const;

test("an order reserves in full from its intent on, before it has left and while nobody knows whether it exists", () => {
  const intent = sampleIntent();
  const sending = after(intent, SENT);
  const unknown = after(sending, answered({ kind: "unknown", reason: "timeout" }));
  const steps = [intent, sending, unknown].map((order) => [order.status, toWorkingOrder(order)] as const);
  expect(steps.map(([status]) => status)).toEqual(["INTENT", "SENDING", "UNKNOWN"]);
  for (const [, held] of steps) expect(held?.terms.quantity.minus(held.filled)).toEqual(Decimal.of("10"));
});

test("an order that the venue calls filled reserves what its fills have not yet moved into the position", () => {
  const report = { kind: "report", order: sampleReport("filled", "10") } as const;
  const filled = after(sampleIntent(), SENT, { kind: "create-answered", answer: report, atMs: 2_000 });
  expect(filled.status).toBe("FILLED");
  const held = toWorkingOrder(filled);
  expect(held?.terms.quantity.minus(held.filled).toString()).toBe("10");

  const half = after(filled, { kind: "filled", fill: sampleFillOf("t1", "4"), atMs: 2_100 });
  expect(toWorkingOrder(half)?.filled.toString()).toBe("4");
  expect(
    toWorkingOrder(after(half, { kind: "filled", fill: sampleFillOf("t2", "6"), atMs: 2_200 })),
  ).toBeUndefined();
});

test("an order that was cancelled after a part of it traded reserves that part alone", () => {
  const report = { kind: "report", order: sampleReport("canceled", "3") } as const;
  const canceled = after(sampleIntent(), SENT, { kind: "create-answered", answer: report, atMs: 2_000 });
  expect(toWorkingOrder(canceled)?.terms.quantity).toEqual(Decimal.of("3"));
});

test("a trigger that fired is known by both ids of the venue", () => {
  const stop = sampleIntent({ type: "stop", trigger: Decimal.of("90") });
  const terms = stop.terms;
  const reported = (venueOrderId: string, status: "open" | "filled", filled: string) =>
    ({
      kind: "reported",
      order: { ...sampleReport(status, filled), terms, venueOrderId },
      evidence: "order-event",
      atMs: 2_000,
    }) as const;
  const fired = after(stop, SENT, reported("algo-1", "open", "0"), reported("book-7", "filled", "10"));
  expect([fired.venueOrderId, fired.madeOrderId]).toEqual(["algo-1", "book-7"]);
});

import { describe, expect, it } from "vitest";
import type { OrderEvent } from "./order-event.ts";
import { after, answered, filledBy, notFoundAt, reported, sampleIntent, SENDING } from "./samples.ts";
import { reduceOrder } from "./reduce-order.ts";
import { toWorkingOrder } from "./reservation.ts";

const unknown = after(sampleIntent(), SENDING, answered({ kind: "unknown", reason: "timeout" }));
const taken: OrderEvent = {
  kind: "acknowledged",
  by: "a person",
  why: "the venue's page shows nothing",
  atMs: 90_000,
};
const acknowledged = after(unknown, taken);

describe("an order that a person acknowledges without proof", () => {
  it("reserves nothing any more, and says who took it over and why", () => {
    expect(toWorkingOrder(unknown)).toBeDefined();
    expect(acknowledged.status).toBe("ACKNOWLEDGED");
    expect(toWorkingOrder(acknowledged)).toBeUndefined();
    expect(acknowledged.reason).toContain("the venue's page shows nothing");
  });

  it("can only be one in doubt", () => {
    const open = after(unknown, reported("open"));
    expect(after(open, taken)).toBe(open);
    const intent = sampleIntent();
    expect(after(intent, taken)).toBe(intent);
  });

  it.each([
    ["an open report", reported("open"), "OPEN"],
    ["a fill", filledBy("t1", "4"), "PARTIAL"],
    ["a whole fill", filledBy("t1", "10"), "FILLED"],
    ["a cancel after a part filled", reported("canceled", "3"), "CANCELED"],
  ])("is revived by %s", (_, event, status) => {
    const step = reduceOrder(acknowledged, event);
    expect(step.order.status).toBe(status);
    expect(step.effects).toContainEqual({
      kind: "revived",
      clientId: acknowledged.clientId,
      from: "ACKNOWLEDGED",
    });
  });

  it.each([
    ["canceled without a fill", reported("canceled"), "CANCELED"],
    ["expired without a fill", reported("expired"), "EXPIRED"],
    ["rejected", reported("rejected"), "REJECTED"],
  ])("that the venue shows %s is settled, and nothing is alarmed", (_, event, status) => {
    const step = reduceOrder(acknowledged, event);
    expect(step.order.status).toBe(status);
    expect(step.effects.map(({ kind }) => kind)).not.toContain("revived");
  });

  it("stays so when the venue still does not find it", () => {
    expect(after(acknowledged, notFoundAt(95_000), notFoundAt(99_000), notFoundAt(103_000)).status).toBe(
      "ACKNOWLEDGED",
    );
  });
});

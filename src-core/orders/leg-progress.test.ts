import { describe, expect, it } from "vitest";
import { legProgress } from "./leg-progress.ts";
import type { OrderEvent } from "./order-event.ts";
import { after, answered, filledBy, reported, sampleIntent, SENDING } from "./samples.ts";

const sent = (...events: OrderEvent[]): string => {
  const progress = legProgress(after(sampleIntent(), SENDING, ...events));
  return progress.kind === "waiting" ? "waiting" : `${progress.kind} ${progress.filled.toString()}`;
};

describe("the progress of a leg", () => {
  it("waits until its order is journaled: from then on it may leave", () => {
    expect(legProgress(undefined).kind).toBe("waiting");
    expect(legProgress(sampleIntent()).kind).toBe("out");
    expect(sent()).toBe("out 0");
  });

  it("is out while the order may still trade or may exist, and ended when it will not", () => {
    expect(sent(answered({ kind: "unknown", reason: "timeout" }))).toBe("out 0");
    expect(sent(reported("open"))).toBe("out 0");
    expect(sent(reported("open"), filledBy("t1", "4"))).toBe("out 4");
    expect(sent(reported("canceled", "4"))).toBe("ended 4");
    expect(sent(reported("filled", "10"))).toBe("ended 10");
    expect(sent(answered({ kind: "rejected", code: "x", reason: "no" }))).toBe("ended 0");
  });
});

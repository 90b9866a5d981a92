import { describe, expect, test } from "vitest";
import type { OrderEvent } from "../orders/order-event.ts";
import { answered, filledBy, notFoundAt, reported, SENDING } from "../orders/samples.ts";
import { toWorkingOrder } from "../orders/reservation.ts";
import { decodeRecord, encodeRecord } from "./codec.ts";
import { foldRecord, recover, recoveryEvents } from "./fold.ts";
import type { JournalRecord } from "./record.ts";
import { samplePlan, sampleSubmit } from "./samples.ts";

const cancel: OrderEvent = { kind: "cancel-requested", atMs: 3_000 };
const timeout = answered({ kind: "unknown", reason: "timeout" });

/** The state that a start finds after a journal that ends with these events of one order. */
function restarted(...events: readonly OrderEvent[]) {
  const records: readonly JournalRecord[] = [
    sampleSubmit(samplePlan("p", ["a", "b"])),
    ...events.map((event): JournalRecord => ({ kind: "order", clientId: "p-0", event, atMs: event.atMs })),
  ];
  const read = records.map(encodeRecord).map((text) => {
    const decoded = decodeRecord(text);
    if (!decoded.ok) throw new Error(decoded.failure.code);
    return decoded.value;
  });
  const state = recover(read);
  return recoveryEvents(state, 50_000).reduce(foldRecord, state);
}

function orderAfter(...events: readonly OrderEvent[]) {
  const order = restarted(...events).orders.get("p-0");
  if (order === undefined) throw new Error("the order is gone");
  return order;
}

describe("a journal that ends", () => {
  test.each([
    ["after the intent", [], "UNKNOWN"],
    ["after the send", [SENDING], "UNKNOWN"],
    ["after a timeout", [SENDING, timeout], "UNKNOWN"],
    ["after a receipt", [SENDING, answered({ kind: "accepted", venueOrderId: "v1" })], "ACCEPTED"],
    ["after a rejection", [SENDING, answered({ kind: "rejected", code: "c", reason: "r" })], "REJECTED"],
    ["after it was found not to have left", [answered({ kind: "not-sent", reason: "r" })], "DENIED"],
    ["while it rests", [SENDING, reported("open")], "OPEN"],
    ["between two fills", [SENDING, filledBy("t1", "4")], "PARTIAL"],
    ["after the last fill", [SENDING, filledBy("t1", "4"), filledBy("t2", "6")], "FILLED"],
    ["with the fill before the answer", [SENDING, filledBy("t1", "10"), timeout], "FILLED"],
    [
      "with the cancel before the fill",
      [SENDING, reported("canceled", "4"), filledBy("t1", "4")],
      "CANCELED",
    ],
    [
      "after proof of absence",
      [SENDING, timeout, notFoundAt(13_200), notFoundAt(14_200), notFoundAt(15_200)],
      "ABSENT",
    ],
    ["one answer before the proof", [SENDING, timeout, notFoundAt(13_200), notFoundAt(14_200)], "UNKNOWN"],
  ] as const)("%s: %s", (_, events, status) => {
    const order = orderAfter(...events);
    expect(order.status).toBe(status);
    expect(toWorkingOrder(order) === undefined).toBe(
      ["REJECTED", "DENIED", "FILLED", "CANCELED", "ABSENT"].includes(status),
    );
  });

  test("between a cancel and its answer: the order still works, and may be cancelled again", () => {
    expect(orderAfter(SENDING, reported("open"), cancel)).toMatchObject({
      status: "OPEN",
      cancel: { status: "unknown" },
    });
  });

  test("between a cancel and its answer, while the create itself was unanswered: both are in doubt", () => {
    expect(orderAfter(SENDING, cancel)).toMatchObject({ status: "UNKNOWN", cancel: { status: "unknown" } });
  });

  test("the other leg of the same plan is on disk too, and is doubted too", () => {
    expect(restarted(SENDING, reported("open")).orders.get("p-1")?.status).toBe("UNKNOWN");
  });

  test("fills that the venue repeats after the start are not counted again", () => {
    const state = restarted(SENDING, filledBy("t1", "4"));
    const again = foldRecord(state, {
      kind: "order",
      clientId: "p-0",
      event: filledBy("t1", "4"),
      atMs: 60_000,
    });
    expect(again).toBe(state);
  });

  test("an event of an order that has no intent changes nothing", () => {
    const state = restarted();
    expect(foldRecord(state, { kind: "order", clientId: "p-9", event: SENDING, atMs: 1 })).toBe(state);
  });
});

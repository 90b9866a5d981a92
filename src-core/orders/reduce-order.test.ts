import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
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
import type { OrderEvent } from "./order-event.ts";
import { reduceOrder } from "./reduce-order.ts";

const unknown = answered({ kind: "unknown", reason: "timeout" });
const sent = () => after(sampleIntent(), SENDING);

describe("an order on its way", () => {
  test("an intent that is sent waits for its answer, and is asked about after five seconds", () => {
    const step = reduceOrder(sampleIntent(), SENDING);
    expect(step.order).toMatchObject({ status: "SENDING", sentAtMs: 1_001 });
    expect(step.effects).toEqual([{ kind: "query", clientId: step.order.clientId, notBeforeMs: 6_001 }]);
  });

  test.each([
    ["accepted with an id only", answered({ kind: "accepted", venueOrderId: "v1" }), "ACCEPTED"],
    ["reported open", answered({ kind: "report", order: sampleReport("open") }), "OPEN"],
    ["reported filled", answered({ kind: "report", order: sampleReport("filled", "10") }), "FILLED"],
    ["a listed rejection", answered({ kind: "rejected", code: "-2019", reason: "margin" }), "REJECTED"],
    ["proven not sent", answered({ kind: "not-sent", reason: "no route" }), "DENIED"],
    ["anything else", unknown, "UNKNOWN"],
  ] as const)("%s: %s", (_, event, status) => {
    expect(after(sent(), event)).toMatchObject({ status, acceptableUntilMs: 11_000 });
  });

  test("an unknown answer is asked about at once", () => {
    expect(reduceOrder(sent(), unknown).effects).toMatchObject([{ kind: "query", notBeforeMs: 1_050 }]);
  });

  test("a receipt with an id only is asked about until it is more", () => {
    const step = reduceOrder(sent(), answered({ kind: "accepted", venueOrderId: "v1" }));
    expect(step.effects).toMatchObject([{ kind: "query", notBeforeMs: 6_001 }]);
    const found: OrderEvent = notFoundAt(6_001, {
      answer: { kind: "found", order: sampleReport("accepted") },
    });
    expect(reduceOrder(step.order, found).effects).toMatchObject([{ kind: "query", notBeforeMs: 8_051 }]);
  });

  test("an order that is not found while its answer is awaited is UNKNOWN", () => {
    expect(after(sent(), notFoundAt(6_000)).status).toBe("UNKNOWN");
  });

  test("is asked about every two seconds, and every ten after a minute", () => {
    const late = (askedAtMs: number) => reduceOrder(after(sent(), unknown), notFoundAt(askedAtMs)).effects;
    expect(late(60_000)).toMatchObject([{ kind: "query", notBeforeMs: 62_050 }]);
    expect(late(61_000)).toMatchObject([{ kind: "query", notBeforeMs: 71_050 }]);
  });

  test("an intent is not asked about: nothing of it has left", () => {
    expect(reduceOrder(sampleIntent(), { kind: "cancel-requested", atMs: 9 }).effects).toEqual([]);
    expect(after(sampleIntent(), { kind: "credentials-lost", reason: "401", atMs: 9 }).status).toBe("INTENT");
  });

  test("the latest known moment until which the venue may take the create is kept", () => {
    const order = after(sampleIntent(), { kind: "sending", atMs: 1_001, acceptableUntilMs: 12_000 });
    expect(order.acceptableUntilMs).toBe(12_000);
    expect(after(order, unknown).acceptableUntilMs).toBe(12_000);
  });

  test("the venue may reject what it accepted", () => {
    const accepted = after(sent(), answered({ kind: "accepted", venueOrderId: "v1" }));
    expect(after(accepted, reported("rejected")).status).toBe("REJECTED");
  });

  test("an answer that comes after the first events takes nothing back", () => {
    const early = after(sent(), reported("open"), filledBy("t1", "4"));
    expect(after(early, answered({ kind: "accepted", venueOrderId: "v1" }))).toMatchObject({
      status: "PARTIAL",
    });
    expect(after(early, unknown)).toMatchObject({ status: "PARTIAL" });
    expect(after(early, answered({ kind: "rejected", code: "x", reason: "" }))).toMatchObject({
      status: "PARTIAL",
    });
  });

  test("found again at start without an answer it is UNKNOWN, sent or not", () => {
    expect(after(sampleIntent(), { kind: "recovered", atMs: 9 }).status).toBe("UNKNOWN");
    expect(after(sent(), { kind: "recovered", atMs: 9 }).status).toBe("UNKNOWN");
    expect(after(sent(), reported("open"), { kind: "recovered", atMs: 9 }).status).toBe("OPEN");
  });

  test("lost credentials make what works UNKNOWN and leave what ended", () => {
    const lost: OrderEvent = { kind: "credentials-lost", reason: "401", atMs: 9 };
    expect(after(sent(), reported("open"), lost).status).toBe("UNKNOWN");
    expect(after(sent(), reported("canceled"), lost).status).toBe("CANCELED");
  });
});

describe("fills", () => {
  test("each fill counts once, and the average comes out of them", () => {
    const order = after(
      sent(),
      filledBy("t1", "4", "100"),
      filledBy("t1", "4", "100"),
      filledBy("t2", "6", "101"),
    );
    expect(order.status).toBe("FILLED");
    expect(order.filled.toString()).toBe("10");
    expect(order.filledValue.toString()).toBe("1006");
    expect(order.fees).toEqual({ USDT: Decimal.of("0.2") });
  });

  test("a report ahead of its fills is believed, and the fills do not add to it", () => {
    const order = after(sent(), reported("open", "4"), filledBy("t1", "4"));
    expect(order.filled.toString()).toBe("4");
    expect(order.knownFilled.toString()).toBe("4");
    expect(order.status).toBe("PARTIAL");
  });

  test("a report with less is out of date", () => {
    expect(after(sent(), filledBy("t1", "4"), reported("open", "1")).filled.toString()).toBe("4");
  });

  test("a cancelled order still takes its late fills, and is FILLED at full quantity", () => {
    const canceled = after(sent(), reported("open"), reported("canceled", "2"));
    expect(after(canceled, filledBy("t1", "2"), filledBy("t2", "3"))).toMatchObject({ status: "CANCELED" });
    expect(after(canceled, filledBy("t1", "10")).status).toBe("FILLED");
  });

  test("an overfill is applied and raised", () => {
    const step = reduceOrder(after(sent(), filledBy("t1", "10")), filledBy("t2", "1"));
    expect(step.order.filled.toString()).toBe("11");
    expect(step.effects).toContainEqual({ kind: "overfilled", clientId: step.order.clientId });
  });
});

describe("endings", () => {
  test.each(["filled", "canceled", "expired"] as const)("%s absorbs later statuses", (end) => {
    const order = after(sent(), reported(end, end === "filled" ? "10" : "0"));
    expect(after(order, reported("open"), reported("accepted"), reported("rejected")).status).toBe(
      order.status,
    );
  });

  test("life after a rejection revives the order and says so", () => {
    const rejected = after(sent(), answered({ kind: "rejected", code: "x", reason: "y" }));
    const step = reduceOrder(rejected, reported("open"));
    expect(step.order.status).toBe("OPEN");
    expect(step.effects).toContainEqual({ kind: "revived", clientId: step.order.clientId, from: "REJECTED" });
    expect(reduceOrder(rejected, filledBy("t1", "1")).effects).toMatchObject([{ kind: "revived" }]);
  });
});

describe("cancelling", () => {
  const cancel: OrderEvent = { kind: "cancel-requested", atMs: 3_000 };
  const open = () => after(sent(), reported("open"), cancel);

  test("frees nothing until the venue shows an ending", () => {
    expect(open()).toMatchObject({ status: "OPEN", cancel: { status: "pending" } });
    const done: OrderEvent = { kind: "cancel-answered", answer: { kind: "canceled" }, atMs: 3_050 };
    expect(after(open(), done).status).toBe("OPEN");
    expect(after(open(), done, reported("canceled"))).toMatchObject({
      status: "CANCELED",
      cancel: { status: "none" },
    });
  });

  test("an answer that carries the ended order ends it", () => {
    const answer = { kind: "canceled" as const, order: sampleReport("canceled", "3") };
    const order = after(open(), { kind: "cancel-answered", answer, atMs: 3_050 });
    expect(order).toMatchObject({ status: "CANCELED" });
    expect(order.filled.toString()).toBe("3");
  });

  test("'not found' proves nothing and is asked about", () => {
    const event: OrderEvent = {
      kind: "cancel-answered",
      answer: { kind: "not-found", reason: "-2011" },
      atMs: 3_050,
    };
    const step = reduceOrder(open(), event);
    expect(step.order).toMatchObject({ status: "OPEN", cancel: { status: "unknown" } });
    expect(step.effects).toMatchObject([{ kind: "query", notBeforeMs: 5_050 }]);
  });

  test("a settled order is not cancelled", () => {
    const order = after(sent(), reported("filled", "10"));
    expect(after(order, cancel)).toBe(order);
  });
});

describe("negative proof", () => {
  const doubted = () => after(sent(), unknown);

  test("three answers, late enough and a second apart, prove absence", () => {
    expect(after(doubted(), notFoundAt(13_200), notFoundAt(14_200)).status).toBe("UNKNOWN");
    expect(after(doubted(), notFoundAt(13_200), notFoundAt(14_200), notFoundAt(15_200)).status).toBe(
      "ABSENT",
    );
  });

  test.each([
    ["before the venue's last moment, twice the clock error and two seconds", notFoundAt(13_199), {}],
    ["closer than a second", notFoundAt(15_199), {}],
    [
      "before twice the clock error, whichever way it is wrong,",
      notFoundAt(15_200, { clockErrorMs: -1_101 }),
      {},
    ],
    ["asked after its own answer came: the clock was set back,", notFoundAt(15_200, { atMs: 15_199 }), {}],
    ["without a read that finds what is there", notFoundAt(15_200, { positiveControl: false }), {}],
    ["with a gap in the stream", notFoundAt(15_200, { streamLiveSinceSend: false }), {}],
    ["with a clock that was never measured", notFoundAt(15_200, { clockErrorMs: Number.NaN }), {}],
    ["an answer that is no answer", notFoundAt(15_200, { answer: { kind: "unknown", reason: "" } }), {}],
  ])("%s does not count", (_, odd) => {
    const two = after(doubted(), notFoundAt(13_200), notFoundAt(14_200));
    const early = odd.kind === "query-answered" && odd.askedAtMs === 13_199;
    const order = early ? after(doubted(), odd, notFoundAt(14_200), notFoundAt(15_200)) : after(two, odd);
    expect(order.status).toBe("UNKNOWN");
  });

  test("a venue without a last moment never yields absence", () => {
    const order = after(sent(), {
      kind: "create-answered",
      answer: { kind: "unknown", reason: "" },
      atMs: 1_050,
    });
    expect(
      after(order, notFoundAt(100_000), notFoundAt(200_000), notFoundAt(300_000), notFoundAt(400_000)).status,
    ).toBe("UNKNOWN");
  });

  test("a fill outweighs any number of 'not found'", () => {
    const order = after(
      doubted(),
      filledBy("t1", "1"),
      notFoundAt(13_200),
      notFoundAt(14_200),
      notFoundAt(15_200),
    );
    expect(order.status).not.toBe("ABSENT");
  });

  test("found after absence revives", () => {
    const absent = after(doubted(), notFoundAt(13_200), notFoundAt(14_200), notFoundAt(15_200));
    const step = reduceOrder(absent, reported("open"));
    expect(step.order.status).toBe("OPEN");
    expect(step.effects).toContainEqual({ kind: "revived", clientId: absent.clientId, from: "ABSENT" });
  });
});

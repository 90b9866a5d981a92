import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { after, filledBy, reported, sampleIntent, sampleReport, SENDING } from "./samples.ts";
import type { OrderEvent } from "./order-event.ts";
import { reduceOrder } from "./reduce-order.ts";

const answered = (answer: Extract<OrderEvent, { kind: "create-answered" }>["answer"]): OrderEvent => ({
  kind: "create-answered",
  answer,
  acceptableUntilMs: 11_000,
  atMs: 1_050,
});
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
  const ask = (askedAtMs: number, change: object = {}): OrderEvent => ({
    kind: "query-answered",
    answer: { kind: "not-found" },
    askedAtMs,
    positiveControl: true,
    streamLiveSinceSend: true,
    clockErrorMs: 100,
    atMs: askedAtMs + 10,
    ...change,
  });
  const doubted = () => after(sent(), unknown);

  test("three answers, late enough and a second apart, prove absence", () => {
    expect(after(doubted(), ask(13_200), ask(14_200)).status).toBe("UNKNOWN");
    expect(after(doubted(), ask(13_200), ask(14_200), ask(15_200)).status).toBe("ABSENT");
  });

  test.each([
    ["before the venue's last moment, twice the clock error and two seconds", ask(13_199), {}],
    ["closer than a second", ask(14_000), {}],
    ["without a read that finds what is there", ask(15_200, { positiveControl: false }), {}],
    ["with a gap in the stream", ask(15_200, { streamLiveSinceSend: false }), {}],
    ["with a clock that was never measured", ask(15_200, { clockErrorMs: undefined }), {}],
    ["an answer that is no answer", ask(15_200, { answer: { kind: "unknown", reason: "" } }), {}],
  ])("%s does not count", (_, odd) => {
    const two = after(doubted(), ask(13_200), ask(14_200));
    const early = odd.kind === "query-answered" && odd.askedAtMs === 13_199;
    const order = early ? after(doubted(), odd, ask(14_200), ask(15_200)) : after(two, odd);
    expect(order.status).toBe("UNKNOWN");
  });

  test("a venue without a last moment never yields absence", () => {
    const order = after(sent(), {
      kind: "create-answered",
      answer: { kind: "unknown", reason: "" },
      atMs: 1_050,
    });
    expect(after(order, ask(100_000), ask(200_000), ask(300_000), ask(400_000)).status).toBe("UNKNOWN");
  });

  test("a fill outweighs any number of 'not found'", () => {
    const order = after(doubted(), filledBy("t1", "1"), ask(13_200), ask(14_200), ask(15_200));
    expect(order.status).not.toBe("ABSENT");
  });

  test("found after absence revives", () => {
    const absent = after(doubted(), ask(13_200), ask(14_200), ask(15_200));
    const step = reduceOrder(absent, reported("open"));
    expect(step.order.status).toBe("OPEN");
    expect(step.effects).toContainEqual({ kind: "revived", clientId: absent.clientId, from: "ABSENT" });
  });
});

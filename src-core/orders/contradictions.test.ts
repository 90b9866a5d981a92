import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { VENUE_ORDER_STATUSES } from "../order-terms/venue-event.ts";
import type { OrderEvent } from "./order-event.ts";
import { reduceOrder } from "./reduce-order.ts";
import { toWorkingOrder } from "./reservation.ts";
import {
  after,
  answered,
  filledBy,
  notFoundAt,
  reported,
  sampleFillOf,
  sampleIntent,
  sampleReport,
  SENDING,
} from "./samples.ts";

const sent = () => after(sampleIntent(), SENDING);
const open = () => after(sent(), reported("open"));
const rejection = answered({ kind: "rejected", code: "-2019", reason: "margin" });
const unsent = answered({ kind: "not-sent", reason: "no route" });
const accepted = answered({ kind: "accepted", venueOrderId: "v1" });
const lost: OrderEvent = { kind: "credentials-lost", reason: "401", atMs: 2_500 };

function revivedFrom(order: ReturnType<typeof sent>, event: OrderEvent) {
  return reduceOrder(order, event).effects.filter((effect) => effect.kind === "revived");
}

describe("an answer against what has been seen", () => {
  test.each([rejection, unsent])("$answer.kind does not end an order that has shown itself", (event) => {
    for (const seen of [reported("accepted"), reported("open"), filledBy("t1", "4")]) {
      const order = after(sent(), seen);
      expect(after(order, event).status).toBe(order.status);
      expect(after(order, lost, event).status).toBe("UNKNOWN");
      expect(reduceOrder(order, event).effects).toMatchObject([{ kind: "query" }]);
    }
  });

  test("a late 'accepted' finds an order that was thought never to have lived", () => {
    const doubted = after(sent(), answered({ kind: "unknown", reason: "timeout" }));
    const absent = after(doubted, notFoundAt(13_200), notFoundAt(14_200), notFoundAt(15_200));
    expect(absent.status).toBe("ABSENT");
    for (const order of [absent, after(sent(), unsent)]) {
      expect(after(order, accepted).status).toBe("ACCEPTED");
      expect(revivedFrom(order, accepted)).toHaveLength(1);
      expect(toWorkingOrder(after(order, accepted))).toBeDefined();
    }
  });

  test("an 'accepted' that comes after the venue's own rejection was said before it", () => {
    const rejected = after(sent(), reported("rejected"));
    for (const event of [
      accepted,
      reported("accepted", "0", "query"),
      reported("canceled", "0", "history"),
    ]) {
      expect(after(rejected, event).status).toBe("REJECTED");
      expect(revivedFrom(rejected, event)).toEqual([]);
    }
  });

  test("a late 'accepted' does not unfill what was filled and then doubted", () => {
    expect(after(sent(), filledBy("t1", "4"), lost, accepted).status).toBe("PARTIAL");
  });

  test("a rejection that the venue repeats revives nothing, and keeps its reason", () => {
    const rejected = after(sent(), rejection);
    expect(after(rejected, reported("rejected")).reason).toBe("-2019: margin");
    expect(revivedFrom(rejected, reported("rejected"))).toEqual([]);
    expect(after(rejected, reported("rejected")).status).toBe("REJECTED");
    const unseen = after(sent(), unsent);
    expect(revivedFrom(unseen, reported("rejected"))).toEqual([]);
  });

  test("a rejected create that the venue later shows accepted is alive", () => {
    const rejected = after(sent(), rejection);
    expect(after(rejected, reported("accepted")).status).toBe("ACCEPTED");
    expect(revivedFrom(rejected, reported("accepted"))).toHaveLength(1);
  });
});

describe("a report against a report", () => {
  test("'rejected' never takes back a fill", () => {
    const order = after(sent(), filledBy("t1", "4"), reported("rejected"));
    expect(order.status).toBe("UNKNOWN");
    expect(toWorkingOrder(order)).toBeDefined();
    expect(after(order, reported("rejected"), reported("rejected")).status).toBe("UNKNOWN");
  });

  test("'rejected' with what was filled ends the rest", () => {
    expect(after(sent(), filledBy("t1", "4"), reported("rejected", "4")).status).toBe("CANCELED");
  });

  test("a weaker 'rejected' raises doubt about what a stronger report showed open, however often it comes", () => {
    const doubted = after(open(), reported("rejected", "0", "history"));
    expect(doubted.status).toBe("UNKNOWN");
    expect(after(doubted, reported("rejected", "0", "query")).status).toBe("UNKNOWN");
    expect(after(doubted, reported("rejected")).status).toBe("REJECTED");
    expect(after(doubted, reported("open", "0", "open-list")).status).toBe("OPEN");
  });

  test("a weaker 'rejected' is believed of what was only accepted: the venue takes an order before it refuses it", () => {
    const doubted = after(sent(), reported("accepted"), lost);
    expect(doubted.status).toBe("UNKNOWN");
    expect(after(doubted, reported("rejected", "0", "query")).status).toBe("REJECTED");
  });

  test("a weaker ending is an ending: nothing that was open can have been canceled by a stale report", () => {
    expect(after(open(), reported("canceled", "0", "history")).status).toBe("CANCELED");
    expect(after(open(), reported("expired", "0", "query")).status).toBe("EXPIRED");
  });

  test("'filled' with less than its quantity is doubted until fills or a whole report come", () => {
    const doubted = after(open(), reported("filled", "4"));
    expect(doubted).toMatchObject({ status: "UNKNOWN" });
    expect(doubted.filled.toString()).toBe("4");
    expect(after(doubted, filledBy("t1", "10")).status).toBe("FILLED");
    expect(after(doubted, reported("filled", "10")).status).toBe("FILLED");
  });

  test("'filled' with nothing is doubted, whatever quantity it names", () => {
    const terms = { ...sampleReport("open").terms, quantity: Decimal.of("0") };
    const order = { ...sampleReport("filled"), terms };
    expect(after(open(), { kind: "reported", order, evidence: "order-event", atMs: 2_000 }).status).toBe(
      "UNKNOWN",
    );
  });

  test("a status says what it rests on: the strongest of what said so", () => {
    expect(open().basis).toBe("order-event");
    expect(after(sent(), filledBy("t1", "4")).basis).toBe("fill");
    expect(after(sent(), reported("open", "0", "open-list"), reported("open")).basis).toBe("order-event");
    expect(after(open(), reported("open", "0", "open-list")).basis).toBe("order-event");
    expect(after(open(), lost, reported("open", "0", "open-list")).basis).toBe("order-event");
    expect(after(sent(), accepted).basis).toBeUndefined();
  });

  test("'filled' to the smaller quantity that the order was amended to at the venue is filled", () => {
    const order = {
      ...sampleReport("filled", "4"),
      terms: { ...sampleReport("open").terms, quantity: Decimal.of("4") },
    };
    const event: OrderEvent = { kind: "reported", order, evidence: "order-event", atMs: 2_000 };
    expect(after(open(), event).status).toBe("FILLED");
  });

  test("a list of open orders ends nothing", () => {
    for (const status of ["canceled", "expired", "rejected"] as const) {
      expect(after(open(), reported(status, "0", "open-list")).status).toBe("UNKNOWN");
    }
  });

  test.each(VENUE_ORDER_STATUSES)(
    "a changed position proves nothing of an order that it calls %s",
    (status) => {
      const step = reduceOrder(open(), reported(status, "10", "position-change"));
      expect(step.order).toEqual(open());
      expect(step.effects).toMatchObject([{ kind: "query" }]);
    },
  );

  test("a report that says nothing new changes nothing", () => {
    for (const event of [reported("open"), reported("accepted"), reported("open", "0", "open-list")])
      expect(after(open(), event)).toEqual(open());
    const order = open();
    expect(after(order, reported("open"))).toBe(order);
  });
});

describe("what is about another order", () => {
  test("a fill of another side, another instrument or nothing is not applied, and is raised", () => {
    const fill = sampleFillOf("t1", "4");
    for (const odd of [
      { ...fill, side: "sell" as const },
      { ...fill, listing: "paper:ETHUSDT" },
      { ...fill, quantity: Decimal.of("0") },
      { ...fill, quantity: Decimal.of("-4") },
    ]) {
      const order = open();
      const step = reduceOrder(order, { kind: "filled", fill: odd, atMs: 2_000 });
      expect(step.order).toBe(order);
      expect(step.effects).toMatchObject([{ kind: "unexplained" }]);
    }
  });

  test("an answer about another order is no answer", () => {
    const report = sampleReport("canceled");
    const other = { ...report, terms: { ...report.terms, side: "sell" as const } };
    const create = reduceOrder(sent(), answered({ kind: "report", order: other }));
    expect(create.order.status).toBe("UNKNOWN");
    expect(create.effects.map((effect) => effect.kind)).toEqual(["unexplained", "query"]);
    const asked = after(open(), { kind: "cancel-requested", atMs: 3_000 });
    const cancel: OrderEvent = {
      kind: "cancel-answered",
      answer: { kind: "canceled", order: other },
      atMs: 3_010,
    };
    expect(after(asked, cancel)).toMatchObject({ status: "OPEN", cancel: { status: "unknown" } });
    const found = notFoundAt(4_000, { answer: { kind: "found", order: other } });
    expect(after(open(), found)).toEqual(open());
  });
});

describe("words on the screen", () => {
  test("a reason goes when its status goes", () => {
    const doubted = after(sent(), answered({ kind: "unknown", reason: "timeout" }));
    expect(doubted.reason).toBe("timeout");
    expect(after(doubted, filledBy("t1", "4")).reason).toBeUndefined();
    expect(after(doubted, reported("open")).reason).toBeUndefined();
  });

  test("a settled order has no cancel under way, however it was settled", () => {
    const asked = after(open(), { kind: "cancel-requested", atMs: 3_000 });
    expect(after(asked, filledBy("t1", "10"))).toMatchObject({
      status: "FILLED",
      cancel: { status: "none" },
    });
    expect(after(asked, reported("canceled"))).toMatchObject({ cancel: { status: "none" } });
  });

  test("fees of different assets are kept apart", () => {
    const paid = { ...sampleFillOf("t2", "1"), feeAsset: "BNB", fee: Decimal.of("0.001") };
    const order = after(open(), filledBy("t1", "4"), { kind: "filled", fill: paid, atMs: 2_000 });
    expect(order.fees).toEqual({ USDT: Decimal.of("0.1"), BNB: Decimal.of("0.001") });
  });
});

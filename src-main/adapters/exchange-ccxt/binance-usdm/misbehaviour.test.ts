// Everything that may happen to a create between us and the venue, and what it proves.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FaultName } from "../../../../e2e/venues/binance-usdm/faults.ts";
import { start, type RunningVenue } from "../../../../e2e/venues/binance-usdm/start.ts";
import { BTC, d, must, openKit, type LoopbackKit } from "../testing/loopback-kit.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let venue: RunningVenue;
let kit: LoopbackKit;

beforeEach(async () => {
  venue = await start({ accounts: [{ apiKey: "k1", secret: "s1", usdt: d("100000") }] });
  kit = await openKit(venue.url);
});

afterEach(async () => {
  await kit.close();
  await venue.close();
});

/** Creates under a fault; when nothing comes, time is moved past the deadline once the venue has the order. */
async function createUnder(fault: FaultName, clientId: string, hangs: boolean) {
  venue.control.failNext("create", fault);
  const answer = kit.create({}, clientId);
  await kit.clock.until("the create at the venue", () => venue.truth.creates.length > 0);
  if (hangs) kit.clock.advance(8_000);
  return answer;
}

/** A good answer to a create. */
const ANSWERED = {
  orderId: 1,
  symbol: "BTCUSDT",
  status: "NEW",
  price: "61000.00",
  avgPrice: "0.00",
  origQty: "0.010",
  executedQty: "0.000",
  timeInForce: "GTC",
  type: "LIMIT",
  reduceOnly: false,
  closePosition: false,
  side: "BUY",
  positionSide: "BOTH",
  updateTime: 1700000000000,
};

const HANGS: readonly FaultName[] = ["hang", "execute-then-hang", "execute-then-hang-mid-body"];
const UNKNOWN: readonly FaultName[] = [
  ...HANGS,
  "reset",
  "execute-then-reset",
  "execute-then-reset-mid-body",
  "503-unknown",
  "execute-then-503-unknown",
  "503-overloaded",
  "1007",
  "execute-then-1007",
  "429",
  "418",
  "html",
  "execute-then-html",
  "403-waf",
  "truncated",
  "empty",
  "duplicate-id",
  "unheard-of-code",
];

describe("a create that went wrong", () => {
  it.each(UNKNOWN)("is unknown after %s, was sent once, and keeps its acceptance time", async (fault) => {
    const clientId = kit.nextId();
    const sent = await createUnder(fault, clientId, HANGS.includes(fault));
    expect(sent.answer.kind).toBe("unknown");
    expect(sent.acceptableUntilMs).toBeGreaterThan(Date.now());
    expect(venue.truth.creates).toHaveLength(1);
    expect(sent.answer.kind === "unknown" && sent.answer.reason).not.toMatch(/signature|timestamp=|k1|s1/);
  });

  it.each([
    "execute-then-hang",
    "execute-then-reset",
    "execute-then-503-unknown",
    "truncated",
    "duplicate-id",
  ] as const)("is found by its id after %s, because it was executed", async (fault) => {
    const clientId = kit.nextId();
    await createUnder(fault, clientId, fault === "execute-then-hang");
    const answer = await kit.account.query({ listing: BTC, type: "limit", clientId });
    expect(answer).toMatchObject({ kind: "found", order: { clientId, status: "open" } });
  });

  it("is not found after a hang without execution, and found when it lands late", async () => {
    const clientId = kit.nextId();
    await createUnder("hang-then-execute-late", clientId, true);
    const order = { listing: BTC, type: "limit", clientId } as const;
    expect(await kit.account.query(order)).toEqual({ kind: "not-found" });
    await kit.clock.until("the late order", () => venue.truth.creates[0]?.executedAs !== undefined);
    expect(await kit.account.query(order)).toMatchObject({ kind: "found" });
  });

  it.each([-2019, -1021, -2015, -4164, -5022, -2022, -1111, -4061])(
    "is rejected by code %i",
    async (code) => {
      venue.control.rejectNext("create", code, "No.");
      const { answer } = await kit.create();
      expect(answer).toEqual({ kind: "rejected", code: String(code), reason: "No." });
      expect(venue.truth.creates).toHaveLength(1);
    },
  );

  it("called back before its turn came does not leave", async () => {
    expect((await kit.create({}, kit.nextId(), () => false)).answer.kind).toBe("not-sent");
    expect(venue.truth.creates).toHaveLength(0);
  });

  it("is unknown when a listed code comes with a server error", async () => {
    venue.control.rejectNext("create", -2019, "Margin is insufficient.", 500);
    expect((await kit.create()).answer.kind).toBe("unknown");
  });

  it.each([
    ["another order", { clientOrderId: "somebody-else" }],
    ["no client id", { clientOrderId: undefined }],
    ["an unknown status", { status: "WEIRD" }],
    ["a negative quantity", { executedQty: "-1" }],
    ["a quantity that is no number", { origQty: "NaN" }],
    ["no order id", { orderId: null }],
  ])("is unknown when a good answer shows %s", async (_, change) => {
    const clientOrderId = kit.nextId();
    const body = JSON.stringify({ ...ANSWERED, clientOrderId, ...change });
    venue.control.failNext("create", { execute: true, answer: { kind: "http", status: 200, body } });
    expect((await kit.create({}, clientOrderId)).answer.kind).toBe("unknown");
  });

  it("is reported, with its id to the last digit, when the venue counts beyond 2^53", async () => {
    const clientOrderId = kit.nextId();
    const body = JSON.stringify({ ...ANSWERED, clientOrderId }).replace(":1,", ":8389765520862148739,");
    venue.control.failNext("create", { execute: true, answer: { kind: "http", status: 200, body } });
    const { answer } = await kit.create({}, clientOrderId);
    expect(answer).toMatchObject({
      kind: "report",
      order: { venueOrderId: "8389765520862148739", filled: d("0") },
    });
  });

  it("is not sent when the venue cannot be reached", async () => {
    await venue.close();
    const sent = await kit.create();
    expect(sent.answer).toMatchObject({ kind: "not-sent" });
    expect(sent.acceptableUntilMs).toBeUndefined();
  });

  it("is rejected by the venue's own rules, in its own words", async () => {
    const { answer } = await kit.create({ quantity: d("900"), price: d("61000") });
    expect(answer).toEqual({ kind: "rejected", code: "-2019", reason: "Margin is insufficient." });
  });
});

describe("after a stop by the venue", () => {
  it("sends nothing to the address until Retry-After has passed, cancels neither", async () => {
    await createUnder("429", kit.nextId(), false);
    const before = venue.truth.requests.length;
    const cancel = kit.account.cancel({ listing: BTC, type: "limit", clientId: "x" });
    const query = kit.account.query({ listing: BTC, type: "limit", clientId: "x" });
    kit.clock.advance(900);
    expect(venue.truth.requests).toHaveLength(before);
    kit.clock.advance(200);
    expect(await cancel).toMatchObject({ kind: "not-found" });
    expect(await query).toMatchObject({ kind: "not-found" });
  });
});

describe("too many requests", () => {
  it.each([
    ["429", 1_000],
    ["418", 2_000],
  ] as const)(
    "answered by %s close the whole address for the time that Retry-After named",
    async (fault, namedMs) => {
      await createUnder(fault, kit.nextId(), false);
      const stopped = kit.port.buckets?.().filter(({ stoppedForMs }) => stoppedForMs !== undefined) ?? [];
      expect(stopped.map(({ accountId }) => accountId)).toEqual([undefined]);
      expect(stopped[0]?.stoppedForMs).toBeLessThanOrEqual(namedMs);
      expect(stopped[0]?.stoppedForMs).toBeGreaterThan(namedMs / 2);
    },
  );
});

describe("a cancel or query that went wrong", () => {
  const order = { listing: BTC, type: "limit", clientId: "whoever" } as const;

  it.each(["execute-then-reset", "503-unknown", "1007", "html", "truncated", "unheard-of-code"] as const)(
    "leaves the cancel unknown after %s",
    async (fault) => {
      venue.control.failNext("cancel", fault);
      expect((await kit.account.cancel(order)).kind).toBe("unknown");
    },
  );

  it("proves nothing by an unreadable or failing query", async () => {
    for (const fault of ["reset", "503-unknown", "html", "truncated", "403-waf"] as const) {
      venue.control.failNext("query", fault);
      expect((await kit.account.query(order)).kind).toBe("unknown");
    }
  });

  it("says so when the key is revoked", async () => {
    venue.control.revokeKey("k1");
    expect(await kit.account.cancel(order)).toMatchObject({ kind: "rejected" });
    expect((await kit.account.query(order)).kind).toBe("unknown");
    expect(await kit.account.snapshot()).toMatchObject({
      ok: false,
      failure: { code: "credentials-refused" },
    });
  });
});

describe("a snapshot", () => {
  it.each([
    "/fapi/v3/account",
    "/fapi/v3/positionRisk",
    "/fapi/v1/openOrders",
    "/fapi/v1/openAlgoOrders",
  ] as const)("fails as a whole when %s fails", async (path) => {
    await kit.create();
    venue.control.failNext(`GET ${path}`, "503-unknown");
    expect(await kit.account.snapshot()).toMatchObject({ ok: false, failure: { code: "venue-read-failed" } });
    await must(kit.account.snapshot());
  });

  it("finds a stranger's order on a symbol without a position, for little weight", async () => {
    const parameters = { side: "BUY", type: "LIMIT", timeInForce: "GTC", quantity: "1.00", price: "150.00" };
    venue.control.placeForeign("k1", { symbol: "SOLUSDT", newClientOrderId: "bot-1", ...parameters });
    const before = venue.truth.requests.length;
    const { openOrders } = await must(kit.account.snapshot());
    expect(openOrders.map((order) => [order.clientId, order.terms.listing])).toEqual([
      ["bot-1", "binance-usdm:SOLUSDT"],
    ]);
    const weight = venue.truth.requests.slice(before).reduce((sum, it) => sum + it.weight, 0);
    expect(weight).toBeLessThanOrEqual(61);
  });

  it("is not had while maintenance answers with empty lists", async () => {
    venue.control.maintenance(true);
    expect((await kit.account.snapshot()).ok).toBe(false);
    venue.control.maintenance(false);
    await must(kit.account.snapshot());
  });
});

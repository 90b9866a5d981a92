import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { filledBy, reported, SENDING } from "../orders/samples.ts";
import { decodeRecord, encodeRecord } from "./codec.ts";
import { EMPTY_STATE } from "./durable-state.ts";
import { foldRecord, recover, recoveryEvents } from "./fold.ts";
import type { JournalRecord } from "./record.ts";
import { samplePlan, sampleSubmit } from "./samples.ts";

const account = {
  id: "a",
  name: "Main",
  digit: 1,
  venue: "paper",
  environment: "paper" as const,
  owner: "me",
  master: "a",
  positionMode: "one-way" as const,
};
const group = {
  id: "g",
  name: "All",
  environment: "paper" as const,
  members: [{ accountId: "a", weight: Decimal.of("1.50") }],
  method: "equity" as const,
};
const cause = { scope: "account:a" as const, kind: "person" as const, detail: "Halted by hand.", sinceMs: 4 };
const fill = filledBy("f1", "1");
const plan = samplePlan("p", ["a", "b"]);
const RECORDS: readonly JournalRecord[] = [
  { kind: "opened", installation: "00abcd", version: "0.1.0", atMs: 1 },
  { kind: "account-saved", account, atMs: 2 },
  { kind: "group-saved", group, atMs: 3 },
  {
    kind: "limits-changed",
    scope: "account:a",
    after: { maxOrderNotional: Decimal.of("100"), maxOpenOrders: 3 },
    atMs: 4,
  },
  { kind: "cause-set", cause, atMs: 4 },
  sampleSubmit(plan),
  { kind: "order", clientId: "p-0", event: SENDING, atMs: 1_001 },
  { kind: "order", clientId: "p-0", event: reported("open"), atMs: 2_000 },
  { kind: "order", clientId: "p-0", event: filledBy("t1", "4"), atMs: 2_000 },
  { kind: "foreign-fill", accountId: "a", fill: fill.kind === "filled" ? fill.fill : never(), atMs: 5 },
  { kind: "baseline", accountId: "a", equity: "1000.5", day: "2026-11-23", atMs: 6 },
  { kind: "cause-cleared", scope: "account:a", cause: "person", by: "person", atMs: 7 },
  { kind: "group-removed", groupId: "g", atMs: 8 },
  { kind: "account-removed", accountId: "a", atMs: 9 },
];

function never(): never {
  throw new Error("Invariant: a sample of another kind");
}

describe("records as text", () => {
  test.each(RECORDS)("a $kind record comes back as it was", (record) => {
    expect(decodeRecord(encodeRecord(record))).toEqual({ ok: true, value: record });
  });

  test.each(["", "{", "null", "[]", "{}", '{"v":1}', '{"v":1,"record":7}'])("%j is unreadable", (text) => {
    expect(decodeRecord(text)).toMatchObject({ ok: false, failure: { code: "unreadable-record" } });
  });

  test.each([
    '{"v":2,"record":{"kind":"opened"}}',
    '{"v":1,"record":{"kind":"unheard-of"}}',
    '{"v":1,"record":{"kind":"toString"}}',
  ])("%s is a newer version's and is refused, not skipped", (text) => {
    expect(decodeRecord(text)).toMatchObject({ ok: false, failure: { code: "newer-journal" } });
  });

  test("a decimal that is none makes the record unreadable", () => {
    const text = encodeRecord(sampleSubmit(plan)).replace('{"$d":"10"}', '{"$d":"ten"}');
    expect(decodeRecord(text)).toMatchObject({ ok: false, failure: { code: "unreadable-record" } });
  });

  test("a key called __proto__ changes no prototype, and is no key", () => {
    const opened = '"kind":"opened","installation":"00abcd","version":"1","atMs":1';
    const decoded = decodeRecord(`{"v":1,"record":{${opened},"__proto__":{"polluted":true}}}`);
    expect(decoded).toMatchObject({ ok: true });
    expect(decoded.ok && "polluted" in decoded.value).toBe(false);
    expect("polluted" in {}).toBe(false);
    const removed = '{"v":1,"record":{"kind":"account-removed","accountId":"__proto__","atMs":1}}';
    expect(decodeRecord(removed)).toMatchObject({ ok: false, failure: { code: "unreadable-record" } });
  });
});

describe("the fold", () => {
  test("reading a journal gives the same state as living through it", () => {
    for (let length = 0; length <= RECORDS.length; length += 1) {
      const part = RECORDS.slice(0, length);
      expect(recover(part)).toEqual(part.reduce(foldRecord, EMPTY_STATE));
    }
  });

  test("the state before is not changed", () => {
    const before = recover(RECORDS.slice(0, 7));
    const status = before.orders.get("p-0")?.status;
    RECORDS.slice(7).reduce(foldRecord, before);
    expect(before.orders.get("p-0")?.status).toBe(status);
    expect(before.causes).toHaveLength(1);
  });

  test("an account by a name that every object has is an account like any other", () => {
    for (const accountId of ["constructor", "toString", "valueOf"]) {
      const flow = { id: "1", kind: "transfer", asset: "USDT", amount: Decimal.of("5"), atMs: 9 } as const;
      const state = recover([
        { kind: "ledger-flow", accountId, flow, atMs: 9 },
        { kind: "baseline", accountId, equity: "1", day: "2026-11-23", atMs: 6 },
      ]);
      expect(state.baselines[accountId]?.equity).toBe("1");
    }
  });

  test("orders, limits, baselines and the installation survive", () => {
    const state = recover(RECORDS);
    expect(state.installation).toBe("00abcd");
    expect(state.orders.get("p-0")).toMatchObject({ status: "PARTIAL" });
    expect(state.orders.get("p-0")?.filled).toEqual(Decimal.of("4"));
    expect(state.limits["account:a"]?.maxOrderNotional).toEqual(Decimal.of("100"));
    expect(state.baselines["a"]).toEqual({ day: "2026-11-23", equity: "1000.5", asOfMs: 6 });
    expect(state.causes).toEqual([]);
    expect(state.accounts).toEqual({});
  });

  test("I3 every order whose answer was never recorded is doubted at start, and no other", () => {
    const state = recover(RECORDS);
    const doubts = recoveryEvents(state, 10);
    expect(doubts.map((record) => record.kind === "order" && record.clientId)).toEqual(["p-1"]);
    const after = doubts.reduce(foldRecord, state);
    expect(after.orders.get("p-1")?.status).toBe("UNKNOWN");
    expect(after.orders.get("p-0")?.status).toBe("PARTIAL");
  });

  test("a cause that is set again stands since the first time and says what is new", () => {
    const again = { ...cause, detail: "Halted again.", sinceMs: 90 };
    const set = [cause, again].map((each): JournalRecord => ({
      kind: "cause-set",
      cause: each,
      atMs: each.sinceMs,
    }));
    expect(recover(set).causes).toEqual([{ ...cause, detail: "Halted again." }]);
  });

  test.each(["person", "daily-loss", "repeat", "liquidation", "revived-order", "limits"] as const)(
    "a cause of kind %s is cleared by a person, and by no rule",
    (kind) => {
      const set = recover([{ kind: "cause-set", cause: { ...cause, kind }, atMs: 4 }]);
      const cleared = (by: "person" | "rule") =>
        foldRecord(set, { kind: "cause-cleared", scope: cause.scope, cause: kind, by, atMs: 5 }).causes;
      expect(cleared("rule")).toHaveLength(1);
      expect(cleared("person")).toEqual([]);
    },
  );

  test("a later baseline of the same day, or one of an earlier day, forgives nothing", () => {
    const of = (day: string, equity: string, atMs: number): JournalRecord => ({
      kind: "baseline",
      accountId: "a",
      equity,
      day,
      atMs,
    });
    const first = of("2026-11-23", "1000", 6);
    const kept = { day: "2026-11-23", equity: "1000", asOfMs: 6 };
    for (const day of ["2026-11-23", "2026-11-22"])
      expect(recover([first, of(day, "700", 9)]).baselines["a"]).toEqual(kept);
    expect(recover([first, of("2026-11-24", "700", 9)]).baselines["a"]?.equity).toBe("700");
  });

  test("a submit that is read twice makes no second order", () => {
    const once = recover(RECORDS.slice(0, 9));
    expect(foldRecord(once, sampleSubmit(plan)).orders).toEqual(once.orders);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isTerminal } from "../orders/order.ts";
import type { OrderEvent } from "../orders/order-event.ts";
import { answered, filledBy, notFoundAt, reported, SENDING } from "../orders/samples.ts";
import { decodeRecord, encodeRecord } from "./codec.ts";
import type { Baseline } from "./durable-state.ts";
import { EMPTY_STATE } from "./durable-state.ts";
import { foldRecord, recover, recoveryEvents } from "./fold.ts";
import type { JournalRecord } from "./record.ts";
import { samplePlan, sampleSubmit } from "./samples.ts";

const name = fc.constantFrom("a", "b", "c");
const atMs = fc.nat({ max: 1_000_000 });
const event = fc.constantFrom<OrderEvent>(
  SENDING,
  answered({ kind: "unknown", reason: "timeout" }),
  answered({ kind: "accepted", venueOrderId: "v1" }),
  answered({ kind: "rejected", code: "c", reason: "r" }),
  reported("open"),
  reported("canceled"),
  filledBy("t1", "4"),
  filledBy("t2", "6"),
  { kind: "cancel-requested", atMs: 3_000 },
  { kind: "credentials-lost", reason: "401", atMs: 3_000 },
  notFoundAt(20_000),
  { kind: "recovered", atMs: 4_000 },
);
const cause = fc.constantFrom("person", "sync", "daily-loss", "revived-order");
const scope = fc.constantFrom("installation", "account:a");
const record = fc.oneof(
  name.map((id) => sampleSubmit(samplePlan(`p${id}`, ["a", "b", "c"]))),
  fc
    .record({ plan: name, leg: fc.nat({ max: 3 }), event, atMs })
    .map(({ plan, leg, ...rest }) => ({ kind: "order", clientId: `p${plan}-${String(leg)}`, ...rest })),
  fc.record({
    kind: fc.constant("cause-set"),
    cause: fc.record({ scope, kind: cause, detail: name, sinceMs: atMs }),
    atMs,
  }),
  fc.record({
    kind: fc.constant("cause-cleared"),
    scope,
    cause,
    by: fc.constantFrom("person", "rule"),
    atMs,
  }),
  fc.record({
    kind: fc.constant("baseline"),
    accountId: name,
    equity: name,
    day: fc.constantFrom("2026-11-22", "2026-11-23"),
    atMs,
  }),
  fc.record({ kind: fc.constant("account-removed"), accountId: name, atMs }),
) as fc.Arbitrary<JournalRecord>;
const records = fc.array(record, { maxLength: 60 });

describe("the fold", () => {
  test("reading a journal from its text gives the state of living through it", () => {
    fc.assert(
      fc.property(records, (list) => {
        const read = list.map((each) => {
          const decoded = decodeRecord(encodeRecord(each));
          if (!decoded.ok) throw new Error(decoded.failure.code);
          return decoded.value;
        });
        expect(recover(read)).toEqual(list.reduce(foldRecord, EMPTY_STATE));
      }),
    );
  });

  test("a record changes no state that came before it", () => {
    fc.assert(
      fc.property(records, records, (before, after) => {
        const state = recover(before);
        const copy = recover(before);
        after.reduce(foldRecord, state);
        expect(state).toEqual(copy);
      }),
    );
  });

  test("I3 no order disappears, and none is replaced", () => {
    fc.assert(
      fc.property(records, (list) => {
        const state = recover(list);
        const submitted = list.flatMap((each) => (each.kind === "submitted" ? each.intents : []));
        expect(new Set(state.orders.keys())).toEqual(new Set(submitted.map((intent) => intent.clientId)));
      }),
    );
  });

  test("I3 after the start's own records every order is settled, shown by the venue, or UNKNOWN; a second start adds none", () => {
    fc.assert(
      fc.property(records, (list) => {
        const state = recover(list);
        const started = recoveryEvents(state, 9_000_000).reduce(foldRecord, state);
        for (const order of started.orders.values()) {
          const shown = ["ACCEPTED", "OPEN", "PARTIAL", "UNKNOWN"].includes(order.status);
          expect(isTerminal(order.status) || shown).toBe(true);
          if (!isTerminal(order.status)) expect(order.cancel.status).not.toBe("pending");
        }
        const unsettled = ({ orders }: typeof state) =>
          [...orders.values()].filter(({ status }) => !isTerminal(status)).map(({ clientId }) => clientId);
        expect(unsettled(started)).toEqual(unsettled(state));
        expect(recoveryEvents(started, 9_000_001)).toEqual([]);
      }),
    );
  });

  test("I19 what a person has to clear is cleared by a person only", () => {
    fc.assert(
      fc.property(records, (list) => {
        let state = EMPTY_STATE;
        for (const each of list) {
          const next = foldRecord(state, each);
          for (const held of state.causes.filter(({ kind }) => kind !== "sync")) {
            if (!next.causes.some(({ scope: at, kind }) => at === held.scope && kind === held.kind))
              expect(each).toMatchObject({ kind: "cause-cleared", by: "person" });
          }
          state = next;
        }
      }),
    );
  });

  test("the first baseline of a day stands until the next day's", () => {
    fc.assert(
      fc.property(records, (list) => {
        const firsts = new Map<string, Baseline>();
        for (const each of list) {
          if (each.kind !== "baseline" || each.day <= (firsts.get(each.accountId)?.day ?? "")) continue;
          firsts.set(each.accountId, {
            day: each.day,
            equity: each.equity,
            asOfMs: each.asOfMs ?? each.atMs,
          });
        }
        expect(recover(list).baselines).toEqual(Object.fromEntries(firsts));
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { sampleAccount, sampleFill } from "../portfolio/samples.ts";
import { describeRecord, recordAccounts } from "./describe-record.ts";
import type { JournalRecord } from "./record.ts";
import { samplePlan, sampleSubmit } from "./samples.ts";

const RECORDS: readonly (readonly [JournalRecord, string, readonly string[]])[] = [
  [{ kind: "opened", installation: "i", version: "1.2", atMs: 1 }, "Yoke 1.2 opened the journal.", []],
  [
    { kind: "account-saved", account: sampleAccount("a"), atMs: 1 },
    "Account Account a saved: sim, paper.",
    ["a"],
  ],
  [sampleSubmit(samplePlan("p", ["a", "b"])), "Buy: 2 orders submitted, plan p.", ["a", "b"]],
  [
    { kind: "order", clientId: "c", event: { kind: "filled", fill: sampleFill(), atMs: 1 }, atMs: 1 },
    "Order c: filled, buy 1 sim:BTCUSDT at 100, trade 1.",
    [],
  ],
  [
    { kind: "order", clientId: "c", event: { kind: "cancel-requested", atMs: 1 }, atMs: 1 },
    "Order c: cancel requested.",
    [],
  ],
  [
    {
      kind: "cause-set",
      cause: { scope: "account:a", kind: "person", detail: "Stopped by hand.", sinceMs: 1 },
      atMs: 1,
    },
    "person set for account:a: Stopped by hand.",
    ["a"],
  ],
  [
    { kind: "cause-cleared", scope: "installation", cause: "person", by: "person", atMs: 1 },
    "person cleared for installation by a person.",
    [],
  ],
  [
    { kind: "foreign-fill", accountId: "a", fill: sampleFill({ side: "sell" }), atMs: 1 },
    "Foreign fill: sell 1 sim:BTCUSDT at 100, trade 1.",
    ["a"],
  ],
  [{ kind: "resumed", silentSinceMs: 0, atMs: 1 }, "The journal can be written again.", []],
  [
    { kind: "baseline", accountId: "a", equity: "10", day: "2026-01-02", atMs: 1 },
    "Baseline of 2026-01-02: equity 10.",
    ["a"],
  ],
];

describe("a record in one sentence", () => {
  it.each(RECORDS)("%#", (record, sentence, accounts) => {
    expect(describeRecord(record)).toBe(sentence);
    expect(recordAccounts(record)).toEqual(accounts);
  });
});

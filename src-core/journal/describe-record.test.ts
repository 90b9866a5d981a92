import { describe, expect, it, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { SAMPLE_TERMS, sampleFillOf, sampleReport } from "../orders/samples.ts";
import type { OrderEvent } from "../orders/order-event.ts";
import { sampleAccount } from "../portfolio/samples.ts";
import { describeRecord } from "./describe-record.ts";
import { namesIn, orderPhrase, type JournalNames } from "./journal-names.ts";
import { recordAccounts, recordSubjects } from "./record-subjects.ts";
import { RECORD_KINDS, type JournalRecord } from "./record.ts";
import { samplePlan, sampleSubmit } from "./samples.ts";
import { folded, tellRecord } from "./tell-record.ts";

const ACCOUNT = "acc-7f3-x";
const ORDER = "y0000000000000000000000001";
const PLAN = "pln-81c-x";
const GROUP = "grp-55d-x";
const PRESET = "prs-19b-x";
const LISTING = "binance-usdm:BTCUSDT";
const IDS = [ACCOUNT, ORDER, PLAN, GROUP, PRESET, LISTING, "binance-usdm"];

const NAMES: JournalNames = {
  nameOf: (named) =>
    new Map<string, string>([
      [`account:${ACCOUNT}`, "Main"],
      [`group:${GROUP}`, "Majors"],
      [`preset:${PRESET}`, "Morning"],
      [`plan:${PLAN}`, "Buy 10 BTC for Majors"],
    ]).get(named),
  order: (clientId) =>
    clientId === ORDER ? { accountId: ACCOUNT, planId: PLAN, phrase: orderPhrase(TERMS) } : undefined,
  venue: () => "Binance USD",
};
const TERMS = { ...SAMPLE_TERMS, listing: LISTING };
const FILL = { ...sampleFillOf("1", "4"), listing: LISTING };
const REPORT = { ...sampleReport("open", "4"), terms: TERMS };
const atMs = Date.UTC(2026, 0, 31, 9, 5);
const reason = "The venue said so.";

const EVENTS: Readonly<Record<OrderEvent["kind"], readonly OrderEvent[]>> = {
  sending: [{ kind: "sending", atMs }],
  "create-answered": [
    { kind: "accepted" as const, venueOrderId: "v1" },
    { kind: "report" as const, order: REPORT },
    { kind: "rejected" as const, code: "no-margin", reason },
    { kind: "not-sent" as const, reason },
    { kind: "unknown" as const, reason },
  ].map((answer) => ({ kind: "create-answered", answer, atMs })),
  recovered: [{ kind: "recovered", atMs }],
  reported: (["accepted", "open", "filled", "canceled", "expired", "rejected"] as const).map((status) => ({
    kind: "reported",
    order: { ...REPORT, status },
    evidence: "order-event",
    atMs,
  })),
  filled: [{ kind: "filled", fill: FILL, atMs }],
  "cancel-requested": [{ kind: "cancel-requested", atMs }],
  "cancel-answered": [
    { kind: "canceled" as const },
    { kind: "canceled" as const, order: REPORT },
    { kind: "not-found" as const, reason },
    { kind: "rejected" as const, reason },
    { kind: "unknown" as const, reason },
  ].map((answer) => ({ kind: "cancel-answered", answer, atMs })),
  "amend-requested": [{ kind: "amend-requested", planId: PLAN, terms: TERMS, atMs }],
  "amend-answered": [
    { kind: "amended" as const, order: REPORT },
    { kind: "accepted" as const },
    { kind: "rejected" as const, reason },
    { kind: "not-found" as const, reason },
    { kind: "unknown" as const, reason },
  ].map((answer) => ({ kind: "amend-answered", planId: PLAN, answer, atMs })),
  "query-answered": [
    { kind: "found" as const, order: REPORT },
    { kind: "not-found" as const },
    { kind: "unknown" as const, reason },
  ].map((answer) => ({
    kind: "query-answered",
    answer,
    askedAtMs: atMs,
    positiveControl: true,
    streamLiveSinceSend: true,
    atMs,
  })),
  acknowledged: [{ kind: "acknowledged", by: "a person", why: reason, atMs }],
  "credentials-lost": [{ kind: "credentials-lost", reason, atMs }],
};

const CAUSES = [
  "person",
  "sync",
  "daily-loss",
  "repeat",
  "liquidation",
  "revived-order",
  "journal",
  "limits",
] as const;
const SCOPES = ["installation", "environment:paper", `account:${ACCOUNT}`] as const;
const LIMIT_SCOPES = [...SCOPES.slice(1), `group:${GROUP}`, "venue:binance-usdm"] as const;
const LIMITS = { maxOrderNotional: Decimal.of("50000"), allowlist: [LISTING], duplicateWindowMs: 5_000 };

/** The compiler names the kind that is missing here. */
const SAMPLES: Readonly<Record<JournalRecord["kind"], readonly JournalRecord[]>> = {
  opened: [{ kind: "opened", installation: "i-77", version: "1.2.0", atMs }],
  resumed: [{ kind: "resumed", silentSinceMs: atMs, atMs }],
  "account-saved": [
    {
      kind: "account-saved",
      account: sampleAccount(ACCOUNT, { name: "Main", venue: "binance-usdm" }),
      atMs,
    },
  ],
  "account-removed": [{ kind: "account-removed", accountId: ACCOUNT, atMs }],
  "group-saved": [
    {
      kind: "group-saved",
      group: {
        id: GROUP,
        name: "Majors",
        environment: "paper",
        members: [{ accountId: ACCOUNT, weight: Decimal.of("1") }],
        method: "equal-position",
      },
      atMs,
    },
  ],
  "group-removed": [{ kind: "group-removed", groupId: GROUP, atMs }],
  "preset-saved": [
    {
      kind: "preset-saved",
      preset: {
        id: PRESET,
        format: "1",
        groupId: GROUP,
        name: "Morning",
        listingVersions: {},
        kind: "order",
        listing: LISTING,
        terms: {
          type: "market",
          quantity: "1",
          quantityIn: "base",
          method: "equal",
          leftover: "leave",
          denial: "reject-all",
          failure: "ask",
        } as never,
      },
      atMs,
    },
  ],
  "preset-removed": [{ kind: "preset-removed", presetId: PRESET, atMs }],
  "limits-changed": LIMIT_SCOPES.map((scope) => ({
    kind: "limits-changed",
    scope: scope as `account:${string}`,
    before: {},
    after: LIMITS,
    atMs,
  })),
  "limits-lost": [{ kind: "limits-lost", scope: `account:${ACCOUNT}`, atMs }],
  "hold-set": (["hands-off", "bot-off"] as const).map((kind) => ({
    kind: "hold-set",
    hold: { accountId: ACCOUNT, listing: LISTING, kind, sinceMs: atMs },
    atMs,
  })),
  "hold-cleared": [{ kind: "hold-cleared", accountId: ACCOUNT, listing: LISTING, hold: "bot-off", atMs }],
  "cause-set": CAUSES.flatMap((kind) =>
    SCOPES.map((scope): JournalRecord => ({
      kind: "cause-set",
      cause: { scope, kind, detail: `Something of ${ACCOUNT} on ${LISTING}.`, sinceMs: atMs },
      atMs,
    })),
  ),
  "cause-cleared": (["person", "rule"] as const).map((by) => ({
    kind: "cause-cleared",
    scope: `account:${ACCOUNT}`,
    cause: "daily-loss",
    by,
    atMs,
  })),
  submitted: [
    sampleSubmit(samplePlan(PLAN, [ACCOUNT])),
    sampleSubmit(
      samplePlan(
        PLAN,
        Array.from({ length: 7 }, () => ACCOUNT),
      ),
    ),
    { ...sampleSubmit(samplePlan(PLAN, [ACCOUNT])), intents: [], amends: [{ clientId: ORDER, leg: 0 }] },
  ],
  order: [
    ...Object.values(EVENTS)
      .flat()
      .map((event): JournalRecord => ({ kind: "order", clientId: ORDER, event, atMs })),
    { kind: "order", clientId: "y-of-before", event: { kind: "sending", atMs }, atMs },
  ],
  "foreign-fill": [{ kind: "foreign-fill", accountId: ACCOUNT, fill: FILL, atMs }],
  baseline: [{ kind: "baseline", accountId: ACCOUNT, equity: "10000.5", day: "2026-01-31", atMs }],
  "plan-choice": (["leave", "complete", "unwind", "ask"] as const).map((choice) => ({
    kind: "plan-choice",
    planId: PLAN,
    choice,
    by: "kill-all",
    atMs,
  })),
  "plan-settled": (["whole", "left", "unwound", "flat", "dust", "blocked", "open"] as const).map((end) => ({
    kind: "plan-settled",
    planId: PLAN,
    end,
    detail: `It was to be left. ${ACCOUNT}: 4 of 10.`,
    atMs,
  })),
  "ledger-flow": (["funding", "transfer", "fee", "insurance", "other"] as const).map((kind) => ({
    kind: "ledger-flow",
    accountId: ACCOUNT,
    flow: { id: "f-1", asset: "USDT", amount: Decimal.of("-1.25"), kind, atMs },
    dollars: Decimal.of("-1.25"),
    atMs,
  })),
  "dead-man-armed": [{ kind: "dead-man-armed", accountId: ACCOUNT, windowMs: 30_000, atMs }],
  "dead-man-disarmed": [{ kind: "dead-man-disarmed", accountId: ACCOUNT, atMs }],
  "dead-man-fired": [
    { kind: "dead-man-fired", accountId: ACCOUNT, listing: "binance-usdm:BTCUSDT", orders: ["c-1"], atMs },
  ],
  "countdown-started": [
    {
      kind: "countdown-started",
      accountId: ACCOUNT,
      listing: "binance-usdm:BTCUSDT",
      windowMs: 30_000,
      atMs,
    },
  ],
  "countdown-ended": [{ kind: "countdown-ended", accountId: ACCOUNT, listing: "binance-usdm:BTCUSDT", atMs }],
};

describe.each(RECORD_KINDS)("a sentence of %s", (kind) => {
  it("has no internal id, no code and no JSON in it", () => {
    expect(SAMPLES[kind].length).toBeGreaterThan(0);
    for (const record of SAMPLES[kind]) {
      const sentences = [describeRecord(record, NAMES), tellRecord(record, NAMES).told.why ?? ""];
      for (const sentence of sentences) {
        for (const id of IDS) expect(sentence).not.toContain(id);
        expect(sentence).not.toMatch(/[{}[\]"]|undefined|\[object|->/u);
        // A code has its words joined: by a hyphen, a colon or a low line.
        expect(sentence.replaceAll("USD-M", "")).not.toMatch(/\b[a-z]+(?:[-_][a-z]+)+\b|\b[a-z]+:\w/u);
      }
      expect(sentences[0]).toMatch(/^\p{Lu}.*\.$/u);
    }
  });

  it("names nothing that is not there, also with no name at hand", () => {
    const none: JournalNames = { nameOf: () => undefined, order: () => undefined, venue: (venue) => venue };
    for (const record of SAMPLES[kind]) expect(describeRecord(record, none)).not.toMatch(/undefined/u);
  });
});

test.each<readonly [JournalRecord, string]>([
  [
    { kind: "order", clientId: ORDER, event: { kind: "filled", fill: FILL, atMs }, atMs },
    "Buy 10 BTCUSDT at 100 on Main: filled 4 at 100, fee 0.1 USDT as taker.",
  ],
  [
    { kind: "order", clientId: ORDER, event: { kind: "cancel-requested", atMs }, atMs },
    "Buy 10 BTCUSDT at 100 on Main: to be cancelled.",
  ],
  [
    {
      kind: "cause-set",
      cause: { scope: `account:${ACCOUNT}`, kind: "sync", detail: "The private stream is down.", sinceMs: 1 },
      atMs,
    },
    "Pause while reconciling for Main. The private stream is down.",
  ],
  [
    { kind: "resumed", silentSinceMs: atMs, atMs },
    "The journal can be written again. Nothing could be since 2026-01-31 09:05:00.000 UTC.",
  ],
  [sampleSubmit(samplePlan(PLAN, [ACCOUNT])), "Buy. Sent as 1 order: Main buy 10 BTCUSDT at 100."],
])("%#: the sentence is %s", (record, sentence) => {
  expect(describeRecord(record, NAMES)).toBe(sentence);
});

test("a stop says its trigger, and a text keeps what only looks like an id", () => {
  const stop = { ...TERMS, type: "stop", trigger: Decimal.of("99"), price: undefined } as never;
  expect(orderPhrase(stop)).toBe("Buy 10 BTCUSDT by stop from 99 at market");
});

test("a record is found by its account, its order, its plan and the venue's own numbers", () => {
  const record: JournalRecord = {
    kind: "order",
    clientId: ORDER,
    event: EVENTS.filled[0] as OrderEvent,
    atMs,
  };
  const { told, searchText } = tellRecord(record, NAMES);
  expect(told).toMatchObject({ accountIds: [ACCOUNT], accounts: ["Main"], orderId: ORDER, planId: PLAN });
  for (const part of ["MAIN", ORDER, "v1", "filled 4"]) expect(searchText).toContain(folded(part));
  expect(recordSubjects(record, undefined)).toMatchObject({ accountIds: [], orderId: ORDER });
  expect(recordAccounts(sampleSubmit(samplePlan(PLAN, ["a", "b", "a"])))).toEqual(["a", "b"]);
  expect(namesIn(sampleSubmit(samplePlan(PLAN, [ACCOUNT])))).toEqual([[`plan:${PLAN}`, "Buy"]]);
});

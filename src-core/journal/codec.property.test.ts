import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import {
  ENVIRONMENTS,
  ORDER_TYPES,
  POSITION_SIDES,
  SIDES,
  TIMES_IN_FORCE,
} from "../order-terms/order-terms.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import { EVIDENCE, VENUE_ORDER_STATUSES } from "../order-terms/venue-event.ts";
import type { Fill, VenueOrder } from "../order-terms/venue-event.ts";
import type { CancelAnswer, CreateAnswer, OrderEvent, QueryAnswer } from "../orders/order-event.ts";
import { DENIAL_POLICIES, FAILURE_POLICIES, FOLLOW_UP_KINDS, LEFTOVER_POLICIES } from "../plan/plan.ts";
import type { Leg, Plan } from "../plan/plan.ts";
import { ALLOCATION_METHODS } from "../portfolio/account.ts";
import { HOLD_KINDS } from "../risk/hold.ts";
import { PRESET_TYPES, type Preset } from "../presets/preset.ts";
import type { BandDraft, TargetDraft } from "../rebalance/rebalance-draft.ts";
import { QUANTITY_KINDS } from "../allocation/group-order.ts";
import type { Limits } from "../risk/limits.ts";
import { decodeRecord, encodeRecord, MAX_RECORD_LENGTH } from "./codec.ts";
import { recover } from "./fold.ts";
import { PLAN_ENDS } from "./pursuit.ts";
import type { JournalRecord } from "./record.ts";
import { samplePlan, sampleSubmit } from "./samples.ts";

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const key = fc.string({ minLength: 1, maxLength: 12 }).filter((name) => name !== "__proto__");
const number = fc.integer({ min: 0, max: 2_000_000_000_000 });
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: 0, max: 30 }))
  .map(([units, scale]) => Decimal.fromUnits(units, scale));
const word = <const T extends readonly string[]>(words: T): fc.Arbitrary<T[number]> =>
  fc.constantFrom(...words);
/** Fields that may be absent are absent as often as not. */
function shaped<T>(required: object, optional: object = {}): fc.Arbitrary<T> {
  const model = { ...required, ...optional };
  const requiredKeys = Object.keys(required) as never[];
  return fc.record(model, { requiredKeys }) as fc.Arbitrary<T>;
}
const kindly = <T>(kind: string, fields: object, optional: object = {}) =>
  shaped<T>({ kind: fc.constant(kind), ...fields }, optional);

const terms = shaped<OrderTerms>(
  {
    listing: key,
    side: word(SIDES),
    positionSide: word(POSITION_SIDES),
    type: word(ORDER_TYPES),
    quantity: decimal,
    timeInForce: word(TIMES_IN_FORCE),
    postOnly: fc.boolean(),
    reduceOnly: fc.boolean(),
  },
  { price: decimal, trigger: decimal, triggerBy: word(["mark", "last"]) },
);
const fill = shaped<Fill>(
  {
    listing: key,
    tradeId: text,
    venueOrderId: text,
    side: word(SIDES),
    positionSide: word(POSITION_SIDES),
    quantity: decimal,
    price: decimal,
    fee: decimal,
    feeAsset: text,
    liquidity: word(["maker", "taker"]),
    atMs: number,
  },
  { clientId: text, realisedPnl: decimal },
);
const venueOrder = shaped<VenueOrder>(
  { venueOrderId: text, terms, status: word(VENUE_ORDER_STATUSES), filled: decimal, atMs: number },
  { clientId: text, averagePrice: decimal, reason: text },
);
const createAnswer = fc.oneof(
  kindly<CreateAnswer>("accepted", { venueOrderId: text }),
  kindly<CreateAnswer>("report", { order: venueOrder }),
  kindly<CreateAnswer>("rejected", { code: text, reason: text }),
  kindly<CreateAnswer>("not-sent", { reason: text }),
  kindly<CreateAnswer>("unknown", { reason: text }),
);
const cancelAnswer = fc.oneof(
  kindly<CancelAnswer>("canceled", {}, { order: venueOrder }),
  kindly<CancelAnswer>("not-found", { reason: text }),
  kindly<CancelAnswer>("rejected", { reason: text }),
  kindly<CancelAnswer>("unknown", { reason: text }),
);
const queryAnswer = fc.oneof(
  kindly<QueryAnswer>("found", { order: venueOrder }),
  kindly<QueryAnswer>("not-found", {}),
  kindly<QueryAnswer>("unknown", { reason: text }),
);
const orderEvent = fc.oneof(
  kindly<OrderEvent>("sending", { atMs: number }, { acceptableUntilMs: number }),
  kindly<OrderEvent>(
    "create-answered",
    { answer: createAnswer, atMs: number },
    { acceptableUntilMs: number },
  ),
  kindly<OrderEvent>("recovered", { atMs: number }, { acceptableUntilMs: number }),
  kindly<OrderEvent>("reported", { order: venueOrder, evidence: word(EVIDENCE), atMs: number }),
  kindly<OrderEvent>("filled", { fill, atMs: number }),
  kindly<OrderEvent>("cancel-requested", { atMs: number }),
  kindly<OrderEvent>("cancel-answered", { answer: cancelAnswer, atMs: number }),
  kindly<OrderEvent>(
    "query-answered",
    {
      answer: queryAnswer,
      askedAtMs: number,
      positiveControl: fc.boolean(),
      streamLiveSinceSend: fc.boolean(),
      atMs: number,
    },
    { clockErrorMs: number, recordShowsNothing: fc.boolean() },
  ),
  kindly<OrderEvent>("acknowledged", { by: text, why: text, atMs: number }),
  kindly<OrderEvent>("credentials-lost", { reason: text, atMs: number }),
);
const leg = shaped<Leg>({
  accountId: key,
  listingVersion: number,
  effect: word(["open", "close"]),
  terms,
});
const few = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 3 });
const plan = shaped<Plan>(
  {
    planId: key,
    hash: text,
    body: shaped(
      {
        gesture: word(["group-order", "flatten", "rebalance"]),
        environment: word(ENVIRONMENTS),
        legs: few(leg),
        envelope: shaped(
          {
            maximumByLeg: few(decimal),
            maximumTotal: decimal,
            deadlineMs: number,
            followUps: few(word(["redistribute", "complete", "unwind", "slices"])),
          },
          {
            lowestSell: decimal,
            highestBuy: decimal,
            pricesByListing: few(shaped({ listing: key }, { lowestSell: decimal, highestBuy: decimal })),
            pairs: few(
              shaped({
                underlying: key,
                netBound: decimal,
                steps: few(shaped({ leg: number, unitNotional: decimal })),
              }),
            ),
          },
        ),
        policies: shaped({
          leftover: word(LEFTOVER_POLICIES),
          denial: word(DENIAL_POLICIES),
          failure: word(FAILURE_POLICIES),
        }),
      },
      {
        follows: shaped({ planId: key, kind: word(FOLLOW_UP_KINDS), legs: few(number) }),
        clears: few(shaped({ accountId: key, orderId: text, ours: fc.boolean() })),
      },
    ),
    madeAtMs: number,
    title: text,
    reasons: few(
      shaped(
        {
          accountId: key,
          ideal: decimal,
          quantity: decimal,
          limitedBy: word(["none", "lot", "cap", "minimum", "denied", "position", "band"]),
          detail: text,
        },
        { leg: number, listing: key },
      ),
    ),
    unallocated: decimal,
    listing: key,
  },
  { groupId: key, method: word(ALLOCATION_METHODS) },
);
const limits = shaped<Limits>(
  {},
  {
    allowlist: few(key),
    maxSlippage: decimal,
    slippageWindowMs: number,
    maxMasterPositionNotional: decimal,
    maxUnderlyingExposure: decimal,
    maxVenueSharePercent: decimal,
    minFreeMargin: decimal,
    minLiquidationDistancePercent: decimal,
    maxRepeats: number,
    repeatWindowMs: number,
    maxOrderQuantity: fc.dictionary(key, decimal, { noNullPrototype: true, maxKeys: 3 }),
    maxOrderNotional: decimal,
    priceCollarBps: decimal,
    maxPositionNotional: decimal,
    maxGrossExposure: decimal,
    maxNetExposure: decimal,
    maxLeverage: decimal,
    maxOpenOrders: number,
    maxDailyLoss: decimal,
    duplicateWindowMs: number,
  },
);
const limitScope = fc
  .tuple(word(["environment:", "venue:", "group:", "account:"]), key)
  .map((part) => part.join(""));
const causeScope = fc.oneof(
  fc.constant("installation"),
  fc.tuple(word(["environment:", "account:"]), key).map((part) => part.join("")),
);
const causeKind = word([
  "person",
  "sync",
  "daily-loss",
  "repeat",
  "liquidation",
  "revived-order",
  "journal",
  "limits",
]);
const account = shaped({
  id: key,
  name: text,
  digit: number,
  venue: text,
  environment: word(ENVIRONMENTS),
  owner: text,
  master: text,
  positionMode: word(["one-way", "hedge"]),
});
const group = shaped({
  id: key,
  name: text,
  environment: word(ENVIRONMENTS),
  members: few(shaped({ accountId: key, weight: decimal })),
  method: word(ALLOCATION_METHODS),
});

const kept = {
  id: key,
  format: fc.constant("1"),
  groupId: key,
  name: text,
  listingVersions: fc.dictionary(key, number, { noNullPrototype: true }),
};
const targetDraft = fc.oneof(
  kindly<TargetDraft>("weights", { others: word(["keep", "close"]) }),
  kindly<TargetDraft>("leverage", { leverage: text }),
  kindly<TargetDraft>("exposure", { percent: text }),
  kindly<TargetDraft>("equal", {}),
  kindly<TargetDraft>("mirror", { accountId: key }),
  kindly<TargetDraft>("flat", {}),
);
const bandDraft = fc.oneof(
  kindly<BandDraft>("none", {}),
  kindly<BandDraft>("fixed", { widthPercent: text }),
  kindly<BandDraft>("optimal", { volatilityPercent: text, penalty: text }),
);
const preset = fc.oneof(
  kindly<Preset>("order", {
    ...kept,
    listing: key,
    terms: shaped(
      {
        type: word(PRESET_TYPES),
        quantity: text,
        quantityIn: word(QUANTITY_KINDS),
        timeInForce: word(TIMES_IN_FORCE),
        postOnly: fc.boolean(),
        reduceOnly: fc.boolean(),
        method: word(ALLOCATION_METHODS),
        leftover: word(LEFTOVER_POLICIES),
        denial: word(DENIAL_POLICIES),
        failure: word(FAILURE_POLICIES),
      },
      { offsetBps: text, stopPercent: text, annualVolatility: text },
    ),
  }),
  kindly<Preset>("rebalance", {
    ...kept,
    draft: shaped({
      markets: few(shaped({ listing: key }, { weight: text })),
      target: targetDraft,
      band: bandDraft,
    }),
  }),
);

/** One arbitrary for each kind: a kind without one does not compile. */
const byKind: { readonly [K in JournalRecord["kind"]]: fc.Arbitrary<JournalRecord> } = {
  opened: kindly("opened", { installation: text, version: text, atMs: number }),
  "account-saved": kindly("account-saved", { account, atMs: number }),
  "account-removed": kindly("account-removed", { accountId: key, atMs: number }),
  "group-saved": kindly("group-saved", { group, atMs: number }),
  "group-removed": kindly("group-removed", { groupId: key, atMs: number }),
  "preset-saved": kindly("preset-saved", { preset, atMs: number }),
  "preset-removed": kindly("preset-removed", { presetId: key, atMs: number }),
  "limits-changed": kindly(
    "limits-changed",
    { scope: limitScope, after: limits, atMs: number },
    { before: limits },
  ),
  "cause-set": kindly("cause-set", {
    cause: shaped({ scope: causeScope, kind: causeKind, detail: text, sinceMs: number }),
    atMs: number,
  }),
  "cause-cleared": kindly("cause-cleared", {
    scope: causeScope,
    cause: causeKind,
    by: word(["person", "rule"]),
    atMs: number,
  }),
  "limits-lost": kindly("limits-lost", { scope: limitScope, atMs: number }),
  "hold-set": kindly("hold-set", {
    hold: shaped({ accountId: key, listing: key, kind: word(HOLD_KINDS), sinceMs: number }),
    atMs: number,
  }),
  "hold-cleared": kindly("hold-cleared", {
    accountId: key,
    listing: key,
    hold: word(HOLD_KINDS),
    atMs: number,
  }),
  "ledger-flow": kindly(
    "ledger-flow",
    {
      accountId: key,
      flow: shaped({
        id: key,
        asset: key,
        amount: decimal,
        kind: word(["funding", "transfer", "fee", "insurance", "other"]),
        atMs: number,
      }),
      atMs: number,
    },
    { dollars: decimal },
  ),
  submitted: kindly(
    "submitted",
    {
      plan,
      intents: few(shaped({ clientId: key, leg: number, order: leg })),
      reservations: few(shaped({ clientId: key, accountId: key, terms }, { notional: decimal })),
      atMs: number,
    },
    { references: fc.dictionary(key, decimal, { noNullPrototype: true, maxKeys: 3 }) },
  ),
  order: kindly("order", { clientId: key, event: orderEvent, atMs: number }),
  "plan-choice": kindly("plan-choice", {
    planId: key,
    choice: word(FAILURE_POLICIES),
    by: text,
    atMs: number,
  }),
  "plan-settled": kindly("plan-settled", { planId: key, end: word(PLAN_ENDS), detail: text, atMs: number }),
  "foreign-fill": kindly("foreign-fill", { accountId: key, fill, atMs: number }),
  resumed: kindly("resumed", { silentSinceMs: number, atMs: number }),
  "dead-man-armed": kindly("dead-man-armed", { accountId: key, windowMs: number, atMs: number }),
  "dead-man-disarmed": kindly("dead-man-disarmed", { accountId: key, atMs: number }),
  "dead-man-fired": kindly("dead-man-fired", {
    accountId: key,
    listing: key,
    orders: few(key),
    atMs: number,
  }),
  "countdown-started": kindly("countdown-started", {
    accountId: key,
    listing: key,
    windowMs: number,
    atMs: number,
  }),
  "countdown-ended": kindly("countdown-ended", { accountId: key, listing: key, atMs: number }),
  baseline: kindly("baseline", { accountId: key, equity: text, day: text, atMs: number }, { asOfMs: number }),
};
const record = fc.oneof(...Object.values(byKind));

describe("records as text", () => {
  test.each(Object.entries(byKind))("a %s record comes back as it was, to the last digit", (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (made) => {
        const written = encodeRecord(made);
        expect(decodeRecord(written)).toEqual({ ok: true, value: made });
        const again = decodeRecord(written);
        expect(again.ok && encodeRecord(again.value)).toBe(written);
      }),
      { numRuns: 100 },
    );
  });

  test("whatever is read can be folded", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (records) => {
        expect(() => recover(records)).not.toThrow();
      }),
    );
  });

  test("a number, a word or a part that is spoilt makes the record unreadable or newer, and never throws", () => {
    fc.assert(
      fc.property(
        record,
        fc.nat(),
        fc.constantFrom(null, -1, true, "?", [], {}, { $d: "x" }),
        (made, at, spoilt) => {
          const value = JSON.parse(encodeRecord(made)) as { record: Record<string, unknown> };
          const names = Object.keys(value.record);
          value.record[names[at % names.length] ?? "kind"] = spoilt;
          const decoded = decodeRecord(JSON.stringify(value));
          if (decoded.ok) expect(encodeRecord(decoded.value)).toBeDefined();
          else expect(["unreadable-record", "newer-journal"]).toContain(decoded.failure.code);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("any text is read or refused, and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (written) => {
        expect(decodeRecord(written).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
    expect(decodeRecord(`${"[".repeat(100_000)}${"]".repeat(100_000)}`).ok).toBe(false);
  });
});

describe("what could not be read back is not written", () => {
  const submit = sampleSubmit(samplePlan("p", ["a"]));
  const intent = submit.intents[0];
  const withQuantity = (quantity: Decimal): JournalRecord => ({
    ...submit,
    intents:
      intent === undefined
        ? []
        : [{ ...intent, order: { ...intent.order, terms: { ...intent.order.terms, quantity } } }],
  });

  test.each([
    ["a time that is no number", { kind: "opened", installation: "a", version: "1", atMs: Number.NaN }],
    ["an endless time", { kind: "opened", installation: "a", version: "1", atMs: Number.POSITIVE_INFINITY }],
    ["a key that would be a prototype", { kind: "account-removed", accountId: "__proto__", atMs: 1 }],
    ["a number of a thousand digits", withQuantity(Decimal.fromUnits(10n ** 1_000n, 0))],
    [
      "a record of five million characters",
      { kind: "opened", installation: "x".repeat(5_000_000), version: "1", atMs: 1 },
    ],
  ] as const)("%s", (_, odd) => {
    expect(() => encodeRecord(odd)).toThrow("Invariant:");
  });

  test("a product of venue figures is, though no venue may send one as long", () => {
    const long = Decimal.fromUnits(10n ** 100n + 7n, 60);
    const decoded = decodeRecord(encodeRecord(withQuantity(long)));
    expect(decoded).toEqual({ ok: true, value: withQuantity(long) });
  });

  const opened = (version: string) =>
    `{"v":1,"record":{"kind":"opened","installation":"a","version":${version},"atMs":1}}`;

  test("a longer text is not read either", () => {
    const long = (length: number) => opened(`"${"x".repeat(length - opened('""').length)}"`);
    expect(decodeRecord(long(MAX_RECORD_LENGTH))).toMatchObject({ ok: true });
    expect(decodeRecord(long(MAX_RECORD_LENGTH + 1))).toMatchObject({ ok: false });
  });

  test("a part nested without end is not followed to its end", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(decodeRecord(opened(deep))).toMatchObject({ ok: false });
    expect(decodeRecord(opened(`"1","more":${deep}`))).toMatchObject({ ok: true });
  });

  test("an optional number that is none is not taken for an absent one", () => {
    const bad = '{"kind":"baseline","accountId":"a","equity":"1","day":"d","asOfMs":"x","atMs":1}';
    const failure = { code: "unreadable-record", place: "journal.asOfMs" };
    expect(decodeRecord(`{"v":1,"record":${bad}}`)).toMatchObject({ ok: false, failure });
  });

  test("limits that cannot be read are lost and said to be, not the journal with them", () => {
    const change = (scope: string, after: string) =>
      decodeRecord(`{"v":1,"record":{"kind":"limits-changed","scope":"${scope}","after":${after},"atMs":1}}`);
    for (const after of ['{"maxLeverage":{"$d":"x"}}', '{"maxLeverage":7}', "null", '{"allowlist":"all"}'])
      expect(change("account:a", after)).toEqual({
        ok: true,
        value: { kind: "limits-lost", scope: "account:a", atMs: 1 },
      });
    expect(change("", "null")).toMatchObject({ ok: false });
    expect(change("planet:x", "null")).toMatchObject({ ok: false, failure: { code: "newer-journal" } });
  });

  test("a format of before the first is unreadable, not newer", () => {
    expect(decodeRecord(opened('"1"').replace('"v":1', '"v":0'))).toMatchObject({
      failure: { code: "unreadable-record", place: "journal.v" },
    });
  });

  test("a listing called like the mark of a decimal keeps its limit", () => {
    const maxOrderQuantity = { $d: Decimal.of("1"), other: Decimal.of("2") };
    const record: JournalRecord = {
      kind: "limits-changed",
      scope: "account:a",
      after: { maxOrderQuantity },
      atMs: 1,
    };
    expect(decodeRecord(encodeRecord(record))).toEqual({ ok: true, value: record });
  });
});

describe("what a newer version wrote", () => {
  const order = (event: string) =>
    `{"v":1,"record":{"kind":"order","clientId":"c","event":${event},"atMs":1}}`;
  test.each([
    ["a kind of event", order('{"kind":"amended","atMs":1}'), "journal.event.kind"],
    [
      "a kind of answer",
      order('{"kind":"cancel-answered","answer":{"kind":"queued"},"atMs":1}'),
      "journal.event.answer.kind",
    ],
    [
      "a cause",
      '{"v":1,"record":{"kind":"cause-cleared","scope":"installation","cause":"venue","by":"person","atMs":1}}',
      "journal.cause",
    ],
  ])("%s is refused by its place, not skipped", (_, written, place) => {
    expect(decodeRecord(written)).toMatchObject({ ok: false, failure: { code: "newer-journal", place } });
  });

  test("a field more is let through: a change of meaning raises the format", () => {
    expect(decodeRecord(order('{"kind":"recovered","atMs":1,"host":"b"}'))).toMatchObject({ ok: true });
  });
});

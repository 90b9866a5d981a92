import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { provesAbsence } from "./negative-proof.ts";
import type { OrderEvent } from "./order-event.ts";
import { reduceOrder } from "./reduce-order.ts";
import { after, answered, filledBy, notFoundAt, reported, sampleIntent, SENDING } from "./samples.ts";

type Asked = Extract<OrderEvent, { readonly kind: "query-answered" }>;

const DEADLINE_MS = 11_000;
const asked = fc.record({
  gapMs: fc.integer({ min: 0, max: 3_000 }),
  answeredAfterMs: fc.constantFrom(50, 50, 50, 50, -50),
  positiveControl: fc.constantFrom(true, true, true, true, false),
  streamLiveSinceSend: fc.constantFrom(true, true, true, false, false),
  recordShowsNothing: fc.constantFrom(true, true, false),
  clockErrorMs: fc.constantFrom(0, 50, -50, 0, 400, undefined, Number.NaN),
});
const life = fc.constantFrom(
  reported("open"),
  reported("accepted"),
  filledBy("t1", "1"),
  answered({ kind: "accepted", venueOrderId: "v1" }),
);
const noise = fc.constantFrom<OrderEvent>(
  { kind: "credentials-lost", reason: "401", atMs: 3_000 },
  { kind: "recovered", atMs: 3_000 },
  { kind: "cancel-requested", atMs: 3_000 },
  { kind: "cancel-answered", answer: { kind: "not-found", reason: "" }, atMs: 3_100 },
);
const mostlyAsked = fc
  .array(
    fc.oneof(
      { weight: 20, arbitrary: asked },
      { weight: 1, arbitrary: life },
      { weight: 1, arbitrary: noise },
    ),
    { minLength: 3, maxLength: 12 },
  )
  .map((items) => {
    let askedAtMs = DEADLINE_MS;
    return items.map((item) => {
      if ("kind" in item) return item;
      const { gapMs, answeredAfterMs, clockErrorMs, ...rest } = item;
      askedAtMs += gapMs;
      const { clockErrorMs: _, ...event } = notFoundAt(askedAtMs, {
        ...rest,
        atMs: askedAtMs + answeredAfterMs,
      }) as Asked;
      return clockErrorMs === undefined ? event : { ...event, clockErrorMs };
    });
  });

/** Written apart from the machine: can three answers be chosen that satisfy every condition, as of the last one? */
function provable(events: readonly OrderEvent[]): boolean {
  const last = events.at(-1);
  if (last?.kind !== "query-answered" || last.clockErrorMs === undefined) return false;
  const fromMs = DEADLINE_MS + 2 * Math.abs(last.clockErrorMs) + 2_000;
  const good = events.filter(
    (event): event is Asked =>
      event.kind === "query-answered" &&
      event.answer.kind === "not-found" &&
      event.positiveControl &&
      (event.streamLiveSinceSend || event.recordShowsNothing === true) &&
      event.clockErrorMs !== undefined &&
      event.askedAtMs <= event.atMs &&
      event.askedAtMs >= fromMs,
  );
  return good.some((one, i) =>
    good
      .slice(i + 1)
      .some((two, j) =>
        good
          .slice(i + j + 2)
          .some(
            (three) => two.askedAtMs - one.askedAtMs >= 1_000 && three.askedAtMs - two.askedAtMs >= 1_000,
          ),
      ),
  );
}

describe("negative proof", () => {
  test("an order is never ABSENT without three late, spaced, seeing answers, a live stream or a clean record, and no sign of life", () => {
    let proven = 0;
    fc.assert(
      fc.property(mostlyAsked, (events) => {
        let order = after(sampleIntent(), SENDING, answered({ kind: "unknown", reason: "timeout" }));
        for (const [index, event] of events.entries()) {
          const before = order;
          order = reduceOrder(order, event).order;
          if (order.status !== "ABSENT" || before.status === "ABSENT") continue;
          proven += 1;
          expect(provable(events.slice(0, index + 1))).toBe(true);
          expect(before.status).toBe("UNKNOWN");
          expect(order.filled.isZero() && order.venueOrderId === undefined).toBe(true);
          return;
        }
      }),
      { numRuns: 1_000 },
    );
    expect(proven).toBeGreaterThan(50);
  });

  test("no number of answers outweighs one sign of life", () => {
    const notFound = [13_000, 14_000, 15_000, 16_000].map((askedAtMs) => ({
      askedAtMs,
      positiveControl: true,
    }));
    const unseen = { ...sampleIntent(), notFound };
    expect(provesAbsence(unseen)).toBe(true);
    expect(provesAbsence({ ...unseen, venueOrderId: "v1" })).toBe(false);
    expect(provesAbsence({ ...unseen, filled: Decimal.of("0.001") })).toBe(false);
  });

  test("three good answers in a row are enough", () => {
    const spacing = fc.integer({ min: 1_000, max: 5_000 });
    const error = fc.integer({ min: -1_000, max: 1_000 });
    fc.assert(
      fc.property(spacing, spacing, error, fc.nat({ max: 9_999 }), (one, two, clockErrorMs, late) => {
        const firstMs = DEADLINE_MS + 2 * Math.abs(clockErrorMs) + 2_000 + late;
        const order = after(
          after(sampleIntent(), SENDING, answered({ kind: "unknown", reason: "timeout" })),
          ...[firstMs, firstMs + one, firstMs + one + two].map((at) => notFoundAt(at, { clockErrorMs })),
        );
        expect(order.status).toBe("ABSENT");
      }),
    );
  });

  test("after a restart that cut the create off, the window counted from the restart is enough with clean records", () => {
    const restartMs = 60_000;
    fc.assert(
      fc.property(fc.boolean(), fc.nat({ max: 20_000 }), fc.boolean(), (sent, lateMs, clean) => {
        const intent = sampleIntent();
        const cut = sent ? after(intent, SENDING) : intent;
        const doubtful = after(cut, {
          kind: "recovered",
          acceptableUntilMs: restartMs + 10_000,
          atMs: restartMs,
        });
        const asked = { streamLiveSinceSend: false, recordShowsNothing: clean };
        const times = [0, 1_500, 3_000].map((step) => restartMs + lateMs + step);
        const order = after(doubtful, ...times.map((at) => notFoundAt(at, asked)));
        const allLate = restartMs + lateMs >= restartMs + 10_000 + 200 + 2_000;
        expect(order.status).toBe(clean && allLate ? "ABSENT" : "UNKNOWN");
      }),
    );
  });

  test("without the venue's last moment, or without a measured clock, no number of answers is enough", () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(times, fc.boolean(), (atMs, measured) => {
        const answer = { kind: "unknown" as const, reason: "timeout" };
        const created: OrderEvent = measured
          ? { kind: "create-answered", answer, atMs: 1_050 }
          : answered(answer);
        let order = after(sampleIntent(), SENDING, created);
        for (const at of [...atMs].sort((a, b) => a - b)) {
          const { clockErrorMs: _, ...unmeasured } = notFoundAt(at) as Asked;
          order = after(order, measured ? notFoundAt(at) : unmeasured);
        }
        expect(order.status).toBe("UNKNOWN");
        expect(order.notFound.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

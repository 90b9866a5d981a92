import fc from "fast-check";
import { expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import type { VenuePosition } from "../order-terms/venue-event.ts";
import type { Origin } from "../portfolio/portfolio.ts";
import {
  portfolioOf,
  sampleAccount,
  sampleListing,
  samplePosition,
  sampleQuote,
  sampleWorking,
  snapshotOf,
} from "../portfolio/samples.ts";
import { planStopToEntry } from "./plan-stop-to-entry.ts";

const d = (text: string): Decimal => Decimal.of(text);

interface Stop {
  readonly id: string;
  readonly trigger: string;
  readonly side?: "buy" | "sell";
  readonly origin?: Origin;
  readonly reduceOnly?: boolean;
}

interface Scene {
  readonly position: VenuePosition;
  readonly mark?: string;
  readonly stops?: readonly Stop[];
  readonly inPlace?: boolean;
}

function planned({ position, mark, stops = [], inPlace = true }: Scene) {
  const portfolio = portfolioOf(
    { kind: "listings-loaded", listings: [sampleListing({ tick: d("0.5") })] },
    { kind: "account-saved", account: sampleAccount("a") },
    snapshotOf("a", { positions: [position] }),
    ...(mark === undefined ? [] : [{ kind: "quote" as const, quote: sampleQuote(mark) }]),
    ...stops.map(({ id, trigger, side = "sell", origin = "yoke", reduceOnly = true }) => {
      const { terms, ...rest } = sampleWorking(id);
      const { price: _, ...open } = terms;
      const stop = { ...open, type: "stop" as const, side, reduceOnly, trigger: d(trigger) };
      return { kind: "working" as const, accountId: "a", order: { ...rest, origin, terms: stop } };
    }),
  );
  return planStopToEntry({
    planId: "p",
    portfolio,
    positions: [{ accountId: "a", key: "sim:BTCUSDT|both" }],
    amendsInPlace: () => inPlace,
    nowMs: 0,
  });
}

function said(scene: Scene): string {
  const made = planned(scene);
  if (!made.ok) return made.failure.message;
  return made.value.body.legs
    .map(({ change, terms }) => {
      const how = change === undefined ? "new" : `${change.kind} ${change.clientId}`;
      return `${how} ${terms.side} ${terms.quantity.toString()} at ${terms.trigger?.toString() ?? ""}${terms.reduceOnly ? " reduce-only" : ""}`;
    })
    .join(", ");
}

const LONG = samplePosition("2", "100.2");
const SHORT = samplePosition("-2", "100.2");

test("our stops go to the entry, on the tick that loses nothing", () => {
  expect(said({ position: LONG, mark: "120", stops: [{ id: "s", trigger: "90" }] })).toBe(
    "amend s sell 1 at 100.5 reduce-only",
  );
  expect(said({ position: SHORT, mark: "80", stops: [{ id: "s", trigger: "110", side: "buy" }] })).toBe(
    "amend s buy 1 at 100 reduce-only",
  );
});

test("where the venue cannot change a stop it is replaced, and the plan lists by it", () => {
  expect(said({ position: LONG, mark: "120", stops: [{ id: "s", trigger: "90" }], inPlace: false })).toBe(
    "replace s sell 1 at 100.5 reduce-only",
  );
});

test("where no stop protects the position, one of its size is made", () => {
  expect(said({ position: LONG, mark: "120" })).toBe("new sell 2 at 100.5 reduce-only");
  expect(said({ position: SHORT, mark: "80" })).toBe("new buy 2 at 100 reduce-only");
});

test("a stop that adds to the position does not protect it", () => {
  const stops = [{ id: "entry", trigger: "130", side: "buy", reduceOnly: false }] as const;
  expect(said({ position: LONG, mark: "120", stops })).toBe("new sell 2 at 100.5 reduce-only");
});

test("where the market has passed the entry nothing is sent, and the words say why", () => {
  expect(said({ position: LONG, mark: "100.5" })).toContain(
    "BTC/USDT:USDT is at 100.5, not above the entry 100.5: a stop there would sell at once. Flatten it instead.",
  );
  expect(said({ position: SHORT, mark: "101" })).toContain("a stop there would buy at once");
  expect(said({ position: LONG })).toContain("price of BTC/USDT:USDT is not known");
  expect(said({ position: samplePosition("2", "0"), mark: "120" })).toContain(
    "the entry of this position is not known",
  );
});

test("a stop that stands better than the entry stays, and one made elsewhere is not touched", () => {
  expect(said({ position: LONG, mark: "120", stops: [{ id: "s", trigger: "110" }] })).toContain(
    "Its stop at 110 is better than the entry already: it stays.",
  );
  const stops = [{ id: "x", trigger: "90", origin: "external" }] as const;
  expect(said({ position: LONG, mark: "120", stops })).toContain(
    "a stop made elsewhere protects it: x (external)",
  );
});

test("a stop at entry is never on the losing side of the entry, never past the market, and only reduces", () => {
  const cents = fc.integer({ min: 1, max: 100_000 }).map((units) => Decimal.fromUnits(BigInt(units), 2));
  fc.assert(
    fc.property(fc.boolean(), cents, cents, (isLong, entry, mark) => {
      const position = samplePosition(isLong ? "2" : "-2", entry.toString());
      const made = planned({ position, mark: mark.toString() });
      if (!made.ok) return;
      const [leg] = made.value.body.legs;
      const trigger = leg?.terms.trigger;
      if (trigger === undefined) throw new Error("no trigger");
      expect(isLong ? trigger.atLeast(entry) : trigger.atMost(entry)).toBe(true);
      expect(isLong ? trigger.lessThan(mark) : trigger.greaterThan(mark)).toBe(true);
      expect(trigger.isMultipleOf(d("0.5"))).toBe(true);
      expect(trigger.isPositive()).toBe(true);
      expect(leg?.terms.reduceOnly).toBe(true);
    }),
  );
});

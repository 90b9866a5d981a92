import { expect, test } from "vitest";
import type { Listing } from "../market/listing.ts";
import { Decimal } from "../money/decimal.ts";
import type { VenuePosition } from "../order-terms/venue-event.ts";
import type { WorkingOrder } from "../portfolio/portfolio.ts";
import {
  portfolioOf,
  sampleAccount,
  sampleListing,
  samplePosition,
  sampleQuote,
  sampleWorking,
  snapshotOf,
} from "../portfolio/samples.ts";
import { planReverse } from "./plan-reverse.ts";

const d = (text: string): Decimal => Decimal.of(text);

interface Scene {
  readonly positions: readonly VenuePosition[];
  readonly listing?: Partial<Listing>;
  readonly exits?: readonly Pick<WorkingOrder, "id" | "origin">[];
  readonly clear?: readonly string[];
}

function reversed({ positions, listing = {}, exits = [], clear = [] }: Scene) {
  const positionMode = positions.some(({ positionSide }) => positionSide !== "both") ? "hedge" : "one-way";
  const portfolio = portfolioOf(
    { kind: "listings-loaded", listings: [sampleListing({ enforcesReduceOnly: true, ...listing })] },
    { kind: "account-saved", account: sampleAccount("a", { positionMode }) },
    snapshotOf("a", { positions, positionMode }),
    { kind: "quote", quote: sampleQuote("50000") },
    ...exits.map(({ id, origin }) => {
      const { terms, ...rest } = sampleWorking(id);
      const order = { ...rest, origin, terms: { ...terms, side: "sell" as const, reduceOnly: true } };
      return { kind: "working" as const, accountId: "a", order };
    }),
  );
  const refs = Object.keys(portfolio.accounts["a"]?.positions ?? {}).map((key) => ({ accountId: "a", key }));
  return planReverse({
    planId: "p",
    portfolio,
    positions: refs,
    nowMs: 0,
    clear: clear.map((orderId) => ({ accountId: "a", orderId })),
  });
}

function legsOf(scene: Scene): string[] {
  const made = reversed(scene);
  if (!made.ok) throw new Error(made.failure.message);
  return made.value.body.legs.map(
    ({ effect, terms }) =>
      `${effect} ${terms.side} ${terms.quantity.toString()} ${terms.positionSide}${terms.reduceOnly ? " reduce-only" : ""}`,
  );
}

function refusalOf(scene: Scene): string {
  const made = reversed(scene);
  return made.ok ? "planned" : made.failure.message;
}

test("a position is closed by an order that only reduces, and opened by another of the same size", () => {
  expect(legsOf({ positions: [samplePosition("0.1", "1")] })).toEqual([
    "close sell 0.1 both reduce-only",
    "open sell 0.1 both",
  ]);
  expect(legsOf({ positions: [samplePosition("-0.1", "1")] })).toEqual([
    "close buy 0.1 both reduce-only",
    "open buy 0.1 both",
  ]);
});

test("in hedge mode the other side is opened", () => {
  expect(legsOf({ positions: [samplePosition("0.1", "1", { positionSide: "long" })] })).toEqual([
    "close sell 0.1 long reduce-only",
    "open sell 0.1 short",
  ]);
});

test("an account that holds both sides is left as it is", () => {
  const positions = [
    samplePosition("0.1", "1", { positionSide: "long" }),
    samplePosition("-0.1", "1", { positionSide: "short" }),
  ];
  expect(refusalOf({ positions })).toContain("Flatten one of the two first");
});

test("what cannot be opened is not closed either", () => {
  const positions = [samplePosition("0.1", "1")];
  expect(refusalOf({ positions, listing: { minNotional: d("6000") } })).toContain(
    "5000 USDT is less than the 6000 that the venue opens",
  );
  expect(refusalOf({ positions, listing: { maxMarketQuantity: d("0.05") } })).toContain(
    "larger than the venue's largest order, 0.05",
  );
  expect(refusalOf({ positions, listing: { enforcesReduceOnly: false } })).toContain(
    "does not hold a closing order to its position",
  );
});

test("exits of others block it unless they are named, ours are cancelled first", () => {
  const positions = [samplePosition("0.1", "1")];
  const exits = [
    { id: "mine", origin: "yoke" },
    { id: "bot", origin: "external" },
  ] as const;
  expect(refusalOf({ positions, exits })).toContain("bot (external, 1)");
  const made = reversed({ positions, exits, clear: ["bot"] });
  if (!made.ok) throw new Error(made.failure.message);
  expect(made.value.body.clears).toEqual([
    { accountId: "a", orderId: "mine", ours: true },
    { accountId: "a", orderId: "bot", ours: false },
  ]);
});

import { describe, expect, test } from "vitest";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { Origin, WorkingOrder } from "../portfolio/portfolio.ts";
import { armDeadMan, blastRadius, fireDeadMan, guardedListings, NO_DEAD_MAN } from "./dead-man.ts";
import { stateOf, termsOf, accountOf } from "./testing/gate-fixture.ts";

function working(id: string, change: Partial<OrderTerms>, origin: Origin = "yoke"): WorkingOrder {
  const terms = termsOf({ type: "limit", ...change });
  return { id, terms, filled: terms.quantity.minus(terms.quantity), origin, certainty: "working" };
}
const stateWith = (...orders: readonly WorkingOrder[]) => ({
  ...stateOf(accountOf("a")),
  working: Object.fromEntries(orders.map((order) => [order.id, order])),
});

describe("what a switch guards", () => {
  test("listings in which an order of ours can add to a position", () => {
    const state = stateWith(working("1", { listing: "v:A" }), working("2", { listing: "v:B" }));
    expect(guardedListings(state)).toEqual(["v:A", "v:B"]);
  });

  test("not those with nothing but exits, in one-way or hedge mode", () => {
    const state = stateWith(
      working("1", { listing: "v:A", side: "sell", reduceOnly: true }),
      working("2", { listing: "v:B", side: "sell", positionSide: "long" }),
      working("3", { listing: "v:C", side: "buy", positionSide: "short" }),
    );
    expect(guardedListings(state)).toEqual([]);
    const opening = stateWith(working("1", { listing: "v:A", side: "sell", positionSide: "short" }));
    expect(guardedListings(opening)).toEqual(["v:A"]);
  });

  test("not those in which only others work", () => {
    const state = stateWith(working("1", { listing: "v:A" }, "external"), working("2", {}, "bot:grid"));
    expect(guardedListings(state)).toEqual([]);
  });
});

test("its blast radius counts ours, others and exits, what is guarded first", () => {
  const state = stateWith(
    working("1", { listing: "v:B" }, "bot:grid"),
    working("2", { listing: "v:A" }),
    working("3", { listing: "v:A", side: "sell", reduceOnly: true }),
    working("4", { listing: "v:A", side: "sell", reduceOnly: true }, "external"),
  );
  expect(blastRadius(state)).toEqual([
    { listing: "v:A", ours: 2, others: 1, exits: 2 },
    { listing: "v:B", ours: 0, others: 1, exits: 0 },
  ]);
});

test("gone off it is off, keeps what it took, and forgets it when it is armed again", () => {
  const armed = armDeadMan(NO_DEAD_MAN, 120_000, 1);
  const once = fireDeadMan(armed, "v:A", ["x"], 5);
  const twice = fireDeadMan(once, "v:B", ["y", "x"], 9);
  expect(twice).toEqual({ running: {}, fired: { atMs: 5, listings: ["v:A", "v:B"], orders: ["x", "y"] } });
  expect(armDeadMan(twice, 30_000, 10)).toEqual({ armed: { windowMs: 30_000, sinceMs: 10 }, running: {} });
});

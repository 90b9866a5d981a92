import { describe, expect, it } from "vitest";
import { accountBook, bookOrder, inScaleOf, otherExits } from "./account-book.ts";
import {
  INVERSE,
  PERP,
  SPOT,
  accountOf,
  d,
  portfolioOf,
  stateOf,
  termsOf,
  workingOf,
} from "./testing/gate-fixture.ts";

const { listings } = portfolioOf([]);
const resting = termsOf({ type: "limit", price: d("49000"), quantity: d("2") });

describe("accountBook", () => {
  it("sorts orders by what they move and where they trade, with what each can still trade", () => {
    const { working } = stateOf(accountOf("a"), {
      working: [
        workingOf("w", resting, { filled: d("0.5") }),
        workingOf("s", { ...resting, listing: SPOT.key }),
        workingOf("gone", { ...resting, listing: "sim:GONE" }),
        workingOf("over", resting, { filled: d("3") }),
      ],
    });
    const book = accountBook(listings, working);
    expect(
      [...book.byHolding].map(([key, orders]) => [key, orders.map((each) => each.remaining.toString())]),
    ).toEqual([
      [`${PERP.key}|both`, ["1.5", "0"]],
      ["spot|BTC", ["2"]],
      ["sim:GONE|both", ["2"]],
    ]);
    expect([...book.byListing.keys()]).toEqual([PERP.key, SPOT.key, "sim:GONE"]);
  });

  it("names what the venue's balances may not know of yet: pending and unknown", () => {
    const { working } = stateOf(accountOf("a"), {
      working: [
        workingOf("w", resting),
        workingOf("p", { ...resting, side: "sell" }, { certainty: "pending" }),
        workingOf("u", resting, { certainty: "unknown" }),
      ],
    });
    expect(accountBook(listings, working).unseen.map((order) => order.side)).toEqual(["sell", "buy"]);
  });

  it("sees a change of the account or of its listings at once", () => {
    const exit = { ...resting, reduceOnly: true };
    const before = stateOf(accountOf("a"), { working: [workingOf("w", exit)] }).working;
    const clampedIn = (known: typeof listings, working: typeof before) =>
      [...accountBook(known, working).byHolding.values()].flat().map((order) => order.clamped);
    expect(clampedIn(listings, before)).toEqual([true]);
    expect(clampedIn(listings, { ...before, v: workingOf("v", resting) })).toEqual([true, false]);
    const careless = { ...listings, [PERP.key]: { ...PERP, enforcesReduceOnly: false } };
    expect(clampedIn(careless, before)).toEqual([false]);
    expect(clampedIn(listings, before)).toEqual([true]);
  });
});

describe("bookOrder", () => {
  it("keeps the higher of limit and trigger, and no price where sizes are value", () => {
    const stop = { type: "stop-limit", trigger: d("51000"), price: d("50000") } as const;
    expect(bookOrder(PERP, termsOf(stop), d("1")).price).toEqual(d("51000"));
    expect(bookOrder(PERP, termsOf({ type: "stop", trigger: d("51000") }), d("1")).price).toEqual(d("51000"));
    expect(bookOrder(PERP, resting, d("1")).price).toEqual(d("49000"));
    expect(bookOrder(PERP, termsOf(), d("1")).price).toBeUndefined();
    expect(bookOrder(INVERSE, { ...resting, listing: INVERSE.key }, d("1")).price).toBeUndefined();
  });
});

describe("inScaleOf", () => {
  it("drops prices in another listing's quote, and nothing else of the order", () => {
    const own = bookOrder(SPOT, { ...resting, listing: SPOT.key }, d("1"), 0);
    const other = bookOrder(SPOT, { ...resting, listing: "sim:BTCEUR" }, d("1"), 1);
    const [kept, dropped] = inScaleOf(SPOT, [own, other]);
    expect(kept).toBe(own);
    expect(dropped).toEqual({ ...other, price: d("0") });
    expect(inScaleOf(PERP, [own, other])).toEqual([own, other]);
  });
});

describe("otherExits", () => {
  it("adds the same side without the leg itself", () => {
    const orders = [
      bookOrder(PERP, resting, d("1")),
      bookOrder(PERP, { ...resting, side: "sell" }, d("4")),
      bookOrder(PERP, resting, d("2"), 0),
      bookOrder(PERP, resting, d("8"), 1),
    ];
    expect(otherExits(orders, resting, 0)).toEqual(d("9"));
  });
});

// What the venue does when its own accounts meet, and when it does not hold reduce-only orders to it.
import { describe, expect, test } from "vitest";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { openVenue, type OpenVenueOptions } from "./open-venue.ts";

const USDT = Decimal.of("100000");

function venueOf(options: OpenVenueOptions = {}) {
  const accounts = ["k1", "k2"].map((apiKey) => ({ apiKey, secret: "s", usdt: USDT }));
  const opened = openVenue({ accounts, ...options }, () => 1_000_000);
  opened.control.setTouch("BTCUSDT", "59999.9", "60000.0", "0.5");
  const place = (apiKey: string, terms: Record<string, string>): number =>
    opened.control.placeForeign(apiKey, { symbol: "BTCUSDT", type: "LIMIT", quantity: "0.1", ...terms });
  const account = (apiKey: string) => {
    const found = opened.venue.accounts.get(apiKey);
    if (found === undefined) throw new Error("Invariant: no account");
    return found;
  };
  const held = (apiKey: string): string =>
    account(apiKey).positions.get("BTCUSDT|BOTH")?.amount.toString() ?? "none";
  return { ...opened, place, account, held };
}

describe("orders of the venue's own accounts meet", () => {
  test("a taker trades with a resting order before the book of the same price, under one trade id", () => {
    const { place, account, held } = venueOf();
    const maker = place("k2", { side: "SELL", price: "60000.0" });
    place("k1", { side: "BUY", price: "60000.0", quantity: "0.2" });
    const [made, , taken] = [account("k2").trades[0], 0, account("k1").trades[0]];
    expect(account("k2").orders.get(maker)?.status).toBe("FILLED");
    expect(made?.id).toBe(taken?.id);
    expect([made?.side, made?.maker, taken?.side, taken?.maker]).toEqual(["SELL", true, "BUY", false]);
    expect([held("k1"), held("k2")]).toEqual(["0.2", "-0.1"]);
  });

  test("one account's orders trade with each other, unless the taker prevents it: then the resting one ends", () => {
    const { place, account, venue } = venueOf();
    place("k1", { side: "SELL", price: "60000.0" });
    place("k1", { side: "BUY", price: "60000.0" });
    const [one, two] = account("k1").trades;
    expect(one?.id).toBe(two?.id);
    expect(one?.orderId).not.toBe(two?.orderId);
    const resting = place("k1", { side: "SELL", price: "60000.0" });
    place("k1", { side: "BUY", price: "60000.0", selfTradePreventionMode: "EXPIRE_MAKER" });
    expect(account("k1").orders.get(resting)?.status).toBe("EXPIRED_IN_MATCH");
    expect(venue.meetings.map(({ prevented }) => prevented)).toEqual([false, true]);
  });

  test("a post-only order is refused where it would meet another account's", () => {
    const { place } = venueOf();
    place("k2", { side: "SELL", price: "60000.0" });
    expect(() => place("k1", { side: "BUY", price: "60000.0", timeInForce: "GTX" })).toThrow("-5022");
  });
});

describe("reduce-only", () => {
  const reduction = { side: "SELL", price: "60100.0", quantity: "0.2", reduceOnly: "true" };

  test("at once: what would open is not traded, and what has nothing left to close leaves", () => {
    const { place, account, held, control } = venueOf();
    place("k1", { side: "BUY", price: "60000.0" });
    const id = place("k1", reduction);
    control.trade("BTCUSDT", "60100.0", "1", "BUY");
    expect([held("k1"), account("k1").orders.get(id)?.status]).toEqual(["0", "EXPIRED"]);
    expect(() => place("k1", reduction)).toThrow("-2022");
  });

  test("never: it trades like any order", () => {
    const { place, held, control } = venueOf({ reduceOnly: "never" });
    place("k1", { side: "BUY", price: "60000.0" });
    place("k1", reduction);
    control.trade("BTCUSDT", "60100.0", "1", "BUY");
    expect(held("k1")).toBe("-0.1");
  });

  test("late: it is taken, and leaves when the book has moved", () => {
    const { place, account, control } = venueOf({ reduceOnly: "late" });
    const id = place("k1", reduction);
    expect(account("k1").orders.get(id)?.status).toBe("NEW");
    control.setTouch("BTCUSDT", "59999.8", "59999.9");
    expect(account("k1").orders.get(id)?.status).toBe("EXPIRED");
  });
});

// The list of venues, and the relay that must not lead off this machine.
import { describe, expect, it } from "vitest";
import { ccxtVenues } from "./ccxt-venues.ts";
import { handClock } from "./testing/hand-clock.ts";

describe("ccxtVenues", () => {
  it("offers Binance USD-M and the secrets that it asks for", async () => {
    const venues = ccxtVenues({ clock: handClock() });
    expect(venues.map(({ venue, title, secretFields }) => [venue, title, secretFields])).toEqual([
      ["binance-usdm", "Binance USD-M", ["apiKey", "secret"]],
    ]);
    for (const { market } of venues) await market.close();
  });

  it.each([
    "https://127.0.0.1:8080",
    "http://127.0.0.1.evil.example:80",
    "http://10.0.0.1:80",
    "http://127.0.0.1:80/x",
    "",
  ])("refuses the relay %j", (relay) => {
    expect(() => ccxtVenues({ clock: handClock(), relay })).toThrow(/^Invariant: /);
  });
});

// What the paper venue trades, with the steps and fees that Binance shows to everyone (futures and spot, regular user).
import { type Listing, listingKey } from "../../../src-core/market/listing.ts";
import { Decimal, ONE } from "../../../src-core/money/decimal.ts";
import { POSITION_TIERS } from "./position-tiers.ts";

export const PAPER = "paper";

type Steps = Record<"tick" | "lot" | "maxQuantity" | "maxMarketQuantity" | "minNotional", string>;

function perpetual(base: "BTC" | "ETH" | "SOL", steps: Steps): Listing {
  return {
    ...common(base, `${base}USDT`, `${base}/USDT:USDT`, steps),
    kind: "linear",
    makerFee: Decimal.of("0.0002"),
    takerFee: Decimal.of("0.0005"),
    tiers: POSITION_TIERS[base],
    enforcesReduceOnly: true,
  };
}

function spot(base: "BTC" | "ETH", steps: Steps): Listing {
  return {
    ...common(base, `${base}USDT-SPOT`, `${base}/USDT`, steps),
    kind: "spot",
    makerFee: Decimal.of("0.001"),
    takerFee: Decimal.of("0.001"),
    tiers: [],
  };
}

function common(base: string, venueSymbol: string, name: string, steps: Steps) {
  return {
    key: listingKey(PAPER, venueSymbol),
    venue: PAPER,
    venueSymbol,
    name,
    version: 1,
    base,
    quote: "USDT",
    settle: "USDT",
    underlying: base,
    underlyingMultiplier: ONE,
    tick: Decimal.of(steps.tick),
    lot: Decimal.of(steps.lot),
    minQuantity: Decimal.of(steps.lot),
    maxQuantity: Decimal.of(steps.maxQuantity),
    maxMarketQuantity: Decimal.of(steps.maxMarketQuantity),
    minNotional: Decimal.of(steps.minNotional),
    status: "active" as const,
  };
}

/** The built-in listings under another paper venue's name. */
export function listingsOf(venue: string): readonly Listing[] {
  return PAPER_LISTINGS.map((listing) => ({
    ...listing,
    key: listingKey(venue, listing.venueSymbol),
    venue,
  }));
}

export const PAPER_LISTINGS: readonly Listing[] = [
  perpetual("BTC", {
    tick: "0.1",
    lot: "0.001",
    maxQuantity: "1000",
    maxMarketQuantity: "120",
    minNotional: "100",
  }),
  perpetual("ETH", {
    tick: "0.01",
    lot: "0.001",
    maxQuantity: "10000",
    maxMarketQuantity: "2000",
    minNotional: "20",
  }),
  perpetual("SOL", {
    tick: "0.01",
    lot: "0.01",
    maxQuantity: "1000000",
    maxMarketQuantity: "5000",
    minNotional: "5",
  }),
  spot("BTC", {
    tick: "0.01",
    lot: "0.00001",
    maxQuantity: "9000",
    maxMarketQuantity: "110",
    minNotional: "5",
  }),
  spot("ETH", {
    tick: "0.01",
    lot: "0.0001",
    maxQuantity: "9000",
    maxMarketQuantity: "2200",
    minNotional: "5",
  }),
];

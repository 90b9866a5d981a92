// Listings of Binance USD-M from `exchangeInfo`, every step and bound as the venue wrote it.
import { listingKey, type Listing } from "../../../../src-core/market/listing.ts";
import { Decimal, ONE, ZERO } from "../../../../src-core/money/decimal.ts";
import { decimalOf, isJson, objectsOf, textOf, type Json } from "../json-fields.ts";
import { VENUE } from "./read-order.ts";

/** Regular-user fees, VIP 0; accounts with better ones pay less than is shown. */
const MAKER_FEE = Decimal.of("0.0002");
const TAKER_FEE = Decimal.of("0.0005");

const CONTRACTS = new Set(["PERPETUAL", "CURRENT_QUARTER", "NEXT_QUARTER", "TRADIFI_PERPETUAL"]);

/** 1000PEPE is a thousand PEPE; 1MBABYDOGE a million BABYDOGE. */
const MULTIPLIED = /^(1000000|10000|1000|1M)([A-Z].*)$/;

function underlyingOf(base: string): { readonly underlying: string; readonly underlyingMultiplier: Decimal } {
  const [, count, underlying] = MULTIPLIED.exec(base) ?? [];
  if (count === undefined || underlying === undefined) return { underlying: base, underlyingMultiplier: ONE };
  return { underlying, underlyingMultiplier: Decimal.of(count === "1M" ? "1000000" : count) };
}

function statusOf(value: unknown): Listing["status"] {
  if (value === "TRADING") return "active";
  return ["SETTLING", "PRE_SETTLE", "DELIVERING", "PRE_DELIVERING"].includes(textOf(value) ?? "")
    ? "settling"
    : "halted";
}

function filterOf(raw: Json, type: string): Json {
  return objectsOf(raw["filters"])?.find((filter) => filter["filterType"] === type) ?? {};
}

/** `BTC/USDT:USDT`, with the delivery date for dated contracts. */
function nameOf(raw: Json, base: string, quote: string, settle: string): string {
  const date = (textOf(raw["symbol"]) ?? "").split("_")[1];
  return `${base}/${quote}:${settle}${date === undefined ? "" : `-${date}`}`;
}

/** One listing, or undefined for what is not a contract that we know. */
function readListing(raw: Json): Listing | undefined {
  const [symbol, base, quote, settle] = ["symbol", "baseAsset", "quoteAsset", "marginAsset"].map((it) =>
    textOf(raw[it]),
  );
  if (symbol === undefined || base === undefined || quote === undefined || settle === undefined)
    return undefined;
  if (!CONTRACTS.has(textOf(raw["contractType"]) ?? "")) return undefined;
  const lots = filterOf(raw, "LOT_SIZE");
  const tick = decimalOf(filterOf(raw, "PRICE_FILTER")["tickSize"]);
  const lot = decimalOf(lots["stepSize"]);
  const minQuantity = decimalOf(lots["minQty"]);
  const maxQuantity = decimalOf(lots["maxQty"]);
  if (tick === undefined || lot === undefined || minQuantity === undefined || maxQuantity === undefined)
    return undefined;
  if (!tick.isPositive() || !lot.isPositive()) return undefined;
  return {
    key: listingKey(VENUE, symbol),
    venue: VENUE,
    venueSymbol: symbol,
    name: nameOf(raw, base, quote, settle),
    version: 1,
    kind: "linear",
    base,
    quote,
    settle,
    ...underlyingOf(base),
    tick,
    lot,
    minQuantity,
    maxQuantity,
    maxMarketQuantity: decimalOf(filterOf(raw, "MARKET_LOT_SIZE")["maxQty"]) ?? maxQuantity,
    minNotional: decimalOf(filterOf(raw, "MIN_NOTIONAL")["notional"]) ?? ZERO,
    makerFee: MAKER_FEE,
    takerFee: TAKER_FEE,
    tiers: [],
    status: statusOf(raw["status"]),
    enforcesReduceOnly: true,
  };
}

/** All contracts that we know; undefined when the answer holds none, which is an outage and not an empty venue. */
export function readListings(body: unknown): readonly Listing[] | undefined {
  const symbols = isJson(body) ? objectsOf(body["symbols"]) : undefined;
  const listings = symbols?.flatMap((raw) => readListing(raw) ?? []) ?? [];
  return listings.length === 0 ? undefined : listings;
}

/** The new listings with versions: one more than before where settlement, units or status changed. */
export function withVersions(
  before: ReadonlyMap<string, Listing>,
  now: readonly Listing[],
): readonly Listing[] {
  return now.map((listing) => {
    const old = before.get(listing.key);
    if (old === undefined) return listing;
    const same =
      old.status === listing.status &&
      old.settle === listing.settle &&
      old.quote === listing.quote &&
      old.underlying === listing.underlying &&
      old.underlyingMultiplier.equals(listing.underlyingMultiplier);
    return { ...listing, version: same ? old.version : old.version + 1, tiers: old.tiers };
  });
}

// What one unit of an asset is worth in USD. Stablecoins count at most 1 where we own, at least 1 where we are exposed.
import type { Listing, ListingKey } from "../market/listing.ts";
import { valuationPrice } from "../market/valuation-price.ts";
import { type Decimal, ONE } from "../money/decimal.ts";
import type { Portfolio } from "./portfolio.ts";

/** `equity` never overstates what is owned, `exposure` never understates what is at risk. */
export type Prudence = "equity" | "exposure";

const STABLECOINS: ReadonlySet<string> = new Set(
  "USDT USDC FDUSD TUSD USDP BUSD DAI USDE USD1 PYUSD RLUSD GUSD".split(" "),
);

/** What rates are read from; a caller that judges ages passes a `get` that hides what is stale. */
interface PriceSources {
  readonly listings: Portfolio["listings"];
  readonly quotes: Pick<Portfolio["quotes"], "get">;
}

/**
 * USD for one unit; undefined when no price is known. A stablecoin's own rate is the price of its USD listing, and 1 without one.
 * Other assets take the index, else the valuation price, of a spot, linear or inverse listing against USD or a stablecoin,
 * of the named venue first. Ages are not judged here.
 */
export function usdRate(
  portfolio: PriceSources,
  asset: string,
  prudence: Prudence,
  venue = "",
): Decimal | undefined {
  if (asset === "USD") return ONE;
  if (STABLECOINS.has(asset)) return stableRate(portfolio, asset, prudence);
  const candidates = listingsByBase(portfolio.listings).get(asset) ?? [];
  const own = candidates.filter((listing) => listing.venue === venue);
  for (const listing of [...own, ...candidates]) {
    const price = listingPrice(portfolio, listing.key);
    if (price === undefined) continue;
    const quoteRate = listing.quote === "USD" ? ONE : stableRate(portfolio, listing.quote, prudence);
    return price.times(quoteRate);
  }
  return undefined;
}

/** Whether holding the asset is holding dollars, as far as exposure is concerned. */
export function isDollar(asset: string): boolean {
  return asset === "USD" || STABLECOINS.has(asset);
}

function stableRate(portfolio: PriceSources, asset: string, prudence: Prudence): Decimal {
  for (const listing of listingsByBase(portfolio.listings).get(asset) ?? []) {
    const price = listing.quote === "USD" ? listingPrice(portfolio, listing.key) : undefined;
    if (price !== undefined) return prudence === "equity" ? price.min(ONE) : price.max(ONE);
  }
  return ONE;
}

function listingPrice(portfolio: PriceSources, key: ListingKey): Decimal | undefined {
  const quote = portfolio.quotes.get(key);
  return quote?.index?.isPositive() ? quote.index : valuationPrice(quote);
}

/** One index per listings value: it is immutable, and changes a few times a day. */
const INDEXES = new WeakMap<Portfolio["listings"], ReadonlyMap<string, readonly Listing[]>>();

function listingsByBase(listings: Portfolio["listings"]): ReadonlyMap<string, readonly Listing[]> {
  const known = INDEXES.get(listings);
  if (known !== undefined) return known;
  const index = new Map<string, Listing[]>();
  for (const listing of Object.values(listings).filter(prices).sort(byPreference)) {
    const row = index.get(listing.base);
    if (row === undefined) index.set(listing.base, [listing]);
    else row.push(listing);
  }
  INDEXES.set(listings, index);
  return index;
}

function prices(listing: Listing): boolean {
  return listing.kind !== "option" && isDollar(listing.quote) && listing.underlyingMultiplier.equals(ONE);
}

const KIND_ORDER = ["spot", "linear", "inverse", "option"];

function byPreference(a: Listing, b: Listing): number {
  const kinds = KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind);
  if (kinds !== 0) return kinds;
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}

// What a rebalance must be told before it may compute anything.
import { type Decimal, ONE, ZERO } from "../money/decimal.ts";
import { type Outcome, fail, succeed } from "../money/outcome.ts";
import type { RebalanceAccount, RebalanceListing, RebalanceRequest } from "./rebalance-request.ts";

/** The request itself, or the first thing in it that makes no sense. */
export function checkRebalance(request: RebalanceRequest): Outcome<RebalanceRequest> {
  const listed = new Map(request.accounts.map(({ id }) => [id, new Set<string>()]));
  const wrong =
    wrongListing(request, listed) ??
    wrongAccount(request, listed) ??
    wrongTarget(request) ??
    wrongBand(request);
  return wrong ?? succeed(request);
}

type Wrong = ReturnType<typeof fail> | undefined;

/** The symbols of every account: filled as the listings are read. */
type Listed = ReadonlyMap<string, Set<string>>;

function wrongListing({ listings }: RebalanceRequest, listed: Listed): Wrong {
  for (const [index, listing] of listings.entries()) {
    const symbols = listed.get(listing.account);
    if (symbols === undefined) return unknownAccount(`listings.${String(index)}.account`, listing.account);
    if (symbols.has(listing.symbol)) {
      const message = `${listing.symbol} of ${listing.account} is given twice.`;
      return fail("listing-twice", `listings.${String(index)}`, message);
    }
    symbols.add(listing.symbol);
    const wrong = wrongNumber(listing, index);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongNumber(listing: RebalanceListing, index: number): Wrong {
  const place = (name: string): string => `listings.${String(index)}.${name}`;
  const notPositive = nonPositiveOf(listing);
  if (notPositive !== undefined) {
    const message = `The ${notPositive} of ${listing.symbol} is not positive.`;
    return fail("not-positive", place(notPositive), message);
  }
  const negative = negativeOf(listing);
  if (negative !== undefined) {
    return fail("negative", place(negative), `The ${negative} of ${listing.symbol} is negative.`);
  }
  const costly = aboveWhole(listing.takerFee)
    ? "takerFee"
    : aboveWhole(listing.halfSpread)
      ? "halfSpread"
      : undefined;
  if (costly !== undefined) {
    const message = `The ${costly} of ${listing.symbol} is above its whole value.`;
    return fail("cost-too-large", place(costly), message);
  }
  return listing.book === undefined ? undefined : wrongBook(listing.book, listing.symbol, place("book"));
}

// Field by field: looking fields up by a list of names took a tenth of a large rebalance.

function nonPositiveOf(listing: RebalanceListing): keyof RebalanceListing | undefined {
  if (!listing.price.isPositive()) return "price";
  if (!listing.lot.isPositive()) return "lot";
  if (listing.contractSize?.isPositive() === false) return "contractSize";
  if (listing.maxQuantity?.isPositive() === false) return "maxQuantity";
  return listing.dailyVolume?.isPositive() === false ? "dailyVolume" : undefined;
}

function negativeOf(listing: RebalanceListing): keyof RebalanceListing | undefined {
  if (listing.minQuantity?.isNegative() === true) return "minQuantity";
  if (listing.minNotional?.isNegative() === true) return "minNotional";
  if (listing.halfSpread.isNegative()) return "halfSpread";
  return listing.dailyVolatility?.isNegative() === true ? "dailyVolatility" : undefined;
}

function aboveWhole(cost: Decimal): boolean {
  return cost.abs().greaterThan(ONE);
}

function wrongBook(
  { bids, asks }: NonNullable<RebalanceListing["book"]>,
  symbol: string,
  place: string,
): Wrong {
  for (const [side, levels] of Object.entries({ bids, asks })) {
    const bad = levels.findIndex(({ price, quantity }) => !price.isPositive() || !quantity.isPositive());
    if (bad !== -1) {
      const message = `The book of ${symbol} has a level that is not positive.`;
      return fail("bad-book", `${place}.${side}.${String(bad)}`, message);
    }
  }
  return undefined;
}

function wrongAccount({ accounts }: RebalanceRequest, listed: Listed): Wrong {
  const ids = new Set<string>();
  for (const [index, account] of accounts.entries()) {
    if (ids.has(account.id)) {
      return fail("account-twice", `accounts.${String(index)}.id`, `Account ${account.id} is given twice.`);
    }
    ids.add(account.id);
    const wrong = wrongPosition(account, listed.get(account.id), index);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongPosition(
  account: RebalanceAccount,
  listed: ReadonlySet<string> | undefined,
  index: number,
): Wrong {
  const symbols = new Set<string>();
  for (const [position, { symbol }] of account.positions.entries()) {
    const place = (): string => `accounts.${String(index)}.positions.${String(position)}.symbol`;
    if (symbols.has(symbol)) {
      const message = `${account.id} holds ${symbol} twice.`;
      return fail("position-twice", place(), message, "Give one net position.");
    }
    symbols.add(symbol);
    if (listed?.has(symbol) !== true) {
      const message = `${account.id} holds ${symbol} without a listing, so its value is not known.`;
      return fail("listing-missing", place(), message, "Give the listing of every position.");
    }
  }
  return undefined;
}

function wrongTarget({ target, accounts, listings }: RebalanceRequest): Wrong {
  const symbols = new Set(listings.map(({ symbol }) => symbol));
  if (target.kind === "weights") {
    const strange = Object.keys(target.weights).find((symbol) => !symbols.has(symbol));
    if (strange !== undefined) return unlisted(`target.weights.${strange}`, strange);
  }
  if (target.kind === "exposure" && !symbols.has(target.symbol)) {
    return unlisted("target.symbol", target.symbol);
  }
  if (target.kind === "leverage" && target.leverage.isNegative()) {
    return fail("negative", "target.leverage", "A leverage is not negative.");
  }
  if (target.kind !== "mirror") return undefined;
  const model = accounts.find(({ id }) => id === target.account);
  if (model === undefined) return unknownAccount("target.account", target.account);
  if (model.equity.isPositive()) return undefined;
  return fail("equity-not-positive", "target.account", `${model.id} has no equity to be mirrored by.`);
}

function wrongBand({ band }: RebalanceRequest): Wrong {
  if (band.kind !== "fixed" || within(band.width)) return undefined;
  return fail("bad-band", "band.width", "The width of a band lies from 0 to 1.");
}

function unlisted(place: string, symbol: string): ReturnType<typeof fail> {
  return fail("symbol-unknown", place, `No account lists ${symbol}.`);
}

function within(value: Decimal): boolean {
  return value.atLeast(ZERO) && value.atMost(ONE);
}

function unknownAccount(place: string, id: string): ReturnType<typeof fail> {
  return fail("account-unknown", place, `There is no account ${id}.`);
}

// What a rebalance must be told before it may compute anything.
import { type Decimal, ONE, ZERO } from "../money/decimal.ts";
import { type Outcome, fail, succeed } from "../money/outcome.ts";
import type { RebalanceAccount, RebalanceListing, RebalanceRequest } from "./rebalance-request.ts";

/** The request itself, or the first thing in it that makes no sense. */
export function checkRebalance(request: RebalanceRequest): Outcome<RebalanceRequest> {
  const wrong = wrongListing(request) ?? wrongAccount(request) ?? wrongTarget(request) ?? wrongBand(request);
  return wrong ?? succeed(request);
}

type Wrong = ReturnType<typeof fail> | undefined;

function wrongListing({ listings, accounts }: RebalanceRequest): Wrong {
  const seen = new Map(accounts.map(({ id }) => [id, new Set<string>()]));
  for (const [index, listing] of listings.entries()) {
    const place = `listings.${String(index)}`;
    const symbols = seen.get(listing.account);
    if (symbols === undefined) return unknownAccount(`${place}.account`, listing.account);
    if (symbols.has(listing.symbol)) {
      return fail("listing-twice", place, `${listing.symbol} of ${listing.account} is given twice.`);
    }
    symbols.add(listing.symbol);
    const wrong = wrongNumber(listing, place);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongNumber(listing: RebalanceListing, place: string): Wrong {
  for (const name of ["price", "lot", "contractSize", "maxQuantity", "dailyVolume"] as const) {
    if (listing[name]?.isPositive() === false) {
      return fail("not-positive", `${place}.${name}`, `The ${name} of ${listing.symbol} is not positive.`);
    }
  }
  for (const name of ["minQuantity", "minNotional", "halfSpread", "dailyVolatility"] as const) {
    if (listing[name]?.isNegative() === true) {
      return fail("negative", `${place}.${name}`, `The ${name} of ${listing.symbol} is negative.`);
    }
  }
  if (listing.takerFee.abs().greaterThan(ONE) || listing.halfSpread.greaterThan(ONE)) {
    return fail("cost-too-large", place, `A cost of ${listing.symbol} is above its whole value.`);
  }
  const levels = [...(listing.book?.bids ?? []), ...(listing.book?.asks ?? [])];
  if (levels.every(({ price, quantity }) => price.isPositive() && quantity.isPositive())) return undefined;
  return fail("bad-book", `${place}.book`, `The book of ${listing.symbol} has a level that is not positive.`);
}

function wrongAccount({ accounts, listings }: RebalanceRequest): Wrong {
  const listed = new Map(accounts.map(({ id }) => [id, new Set<string>()]));
  for (const { account, symbol } of listings) listed.get(account)?.add(symbol);
  const ids = new Set<string>();
  for (const [index, account] of accounts.entries()) {
    const place = `accounts.${String(index)}`;
    if (ids.has(account.id)) return fail("account-twice", place, `Account ${account.id} is given twice.`);
    ids.add(account.id);
    const wrong = wrongPosition(account, listed.get(account.id), place);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongPosition(
  account: RebalanceAccount,
  listed: ReadonlySet<string> | undefined,
  place: string,
): Wrong {
  const symbols = new Set<string>();
  for (const { symbol } of account.positions) {
    if (symbols.has(symbol)) {
      return fail("position-twice", place, `${account.id} holds ${symbol} twice.`, "Give one net position.");
    }
    symbols.add(symbol);
    if (listed?.has(symbol) !== true) {
      const message = `${account.id} holds ${symbol} without a listing, so its value is not known.`;
      return fail("listing-missing", place, message, "Give the listing of every position.");
    }
  }
  return undefined;
}

function wrongTarget({ target, accounts, listings }: RebalanceRequest): Wrong {
  const symbols = new Set(listings.map(({ symbol }) => symbol));
  const named =
    target.kind === "weights"
      ? Object.keys(target.weights)
      : target.kind === "exposure"
        ? [target.symbol]
        : [];
  const strange = named.find((symbol) => !symbols.has(symbol));
  if (strange !== undefined) return fail("symbol-unknown", "target", `No account lists ${strange}.`);
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

function within(value: Decimal): boolean {
  return value.atLeast(ZERO) && value.atMost(ONE);
}

function unknownAccount(place: string, id: string): ReturnType<typeof fail> {
  return fail("account-unknown", place, `There is no account ${id}.`);
}

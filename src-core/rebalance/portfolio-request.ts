// A rebalance's plain request, read from the portfolio; what is not known refuses it, for a guess would be traded.
import { levelsFor, type MarketDepth } from "../market/depth.ts";
import type { Listing, ListingKey } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import { midPrice, valuationPrice } from "../market/valuation-price.ts";
import type { Decimal } from "../money/decimal.ts";
import { type Outcome, fail, succeed } from "../money/outcome.ts";
import { heldSigned } from "../plan/held-quantity.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { AccountState, Portfolio } from "../portfolio/portfolio.ts";
import { isDollar, usdRate } from "../portfolio/usd-rate.ts";
import { valueAccount } from "../portfolio/valuation.ts";
import type {
  RebalanceAccount,
  RebalanceBand,
  RebalanceListing,
  RebalanceRequest,
  RebalanceTarget,
} from "./rebalance-request.ts";

/** One listing per venue may stand for a symbol; each account trades the one of its own venue. */
export interface RebalanceMarket {
  readonly symbol: string;
  readonly listing: ListingKey;
}

export interface PortfolioRebalance {
  readonly portfolio: Portfolio;
  readonly accountIds: readonly AccountId[];
  readonly markets: readonly RebalanceMarket[];
  readonly target: RebalanceTarget;
  readonly band: RebalanceBand;
  readonly nowMs: number;
}

export interface PortfolioRequest {
  readonly request: RebalanceRequest;
  /** The listing that a leg's account trades as its symbol. */
  readonly listingOf: (accountId: AccountId, symbol: string) => Listing | undefined;
}

interface Read {
  readonly account: RebalanceAccount;
  readonly listings: readonly RebalanceListing[];
}

const SPREAD_DIGITS = 10;

/**
 * In USD. `equal` and `mirror` look at the named markets only; the other targets at every open position, each under
 * its listing's key where no market names it, so that a leverage and a flat target trade those too.
 */
export function portfolioRequest(input: PortfolioRebalance): Outcome<PortfolioRequest> {
  const reads: Read[] = [];
  const found = new Map<string, Listing>();
  for (const id of input.accountIds) {
    const state = input.portfolio.accounts[id];
    if (state === undefined) return fail("account-unknown", "accounts", `There is no account ${id}.`);
    const markets = marketsOf(input, state);
    const read = readAccount(input, state, markets);
    if (!read.ok) return read;
    reads.push(read.value);
    for (const { symbol, listing } of markets) {
      const known = input.portfolio.listings[listing];
      if (known !== undefined) found.set(`${id} ${symbol}`, known);
    }
  }
  const request: RebalanceRequest = {
    accounts: reads.map(({ account }) => account),
    listings: reads.flatMap(({ listings }) => listings),
    target: input.target,
    band: input.band,
  };
  return succeed({ request, listingOf: (id, symbol) => found.get(`${id} ${symbol}`) });
}

/** The named markets of the account's venue, then what else it holds where the target looks at it. */
function marketsOf(
  { portfolio, markets, target }: PortfolioRebalance,
  state: AccountState,
): RebalanceMarket[] {
  const own = markets.filter(({ listing }) => portfolio.listings[listing]?.venue === state.account.venue);
  if (target.kind === "equal" || target.kind === "mirror") return own;
  const named = new Set(own.map(({ listing }) => listing));
  const open = Object.values(state.positions).filter(({ quantitySigned }) => !quantitySigned.isZero());
  const rest = new Set(open.map(({ listing }) => listing).filter((listing) => !named.has(listing)));
  return [...own, ...[...rest].map((listing) => ({ symbol: listing, listing }))];
}

function readAccount(
  input: PortfolioRebalance,
  state: AccountState,
  markets: readonly RebalanceMarket[],
): Outcome<Read> {
  const { account } = state;
  const { equity } = valueAccount(input.portfolio, state);
  if (equity === undefined) {
    const message = `The equity of ${account.name} is not known.`;
    return fail(
      "equity-unknown",
      account.id,
      message,
      "Wait until the account is synced and every price is known.",
    );
  }
  if (account.positionMode === "hedge") {
    const message = `${account.name} holds long and short apart, which a rebalance cannot trade.`;
    return fail("hedge-mode", account.id, message, "Leave the account out, or use one-way mode.");
  }
  const uncovered = uncoveredCoin(input, state, markets);
  if (uncovered !== undefined) return uncovered;
  const listings: RebalanceListing[] = [];
  const positions: RebalanceAccount["positions"][number][] = [];
  for (const market of markets) {
    const listing = readListing(input, state, market);
    if (!listing.ok) return listing;
    const known = input.portfolio.listings[market.listing];
    const quantity = known && heldSigned(state, known, "both");
    if (quantity === undefined) throw new Error("Invariant: an account with equity was read whole");
    listings.push(listing.value);
    positions.push({ symbol: market.symbol, quantity });
  }
  return succeed({ account: { id: account.id, equity, positions }, listings });
}

/** Coins in the wallet are exposure: a leverage or an exposure would be wrong without them. */
function uncoveredCoin(
  { portfolio, target }: PortfolioRebalance,
  state: AccountState,
  markets: readonly RebalanceMarket[],
): ReturnType<typeof fail> | undefined {
  if (target.kind !== "leverage" && target.kind !== "exposure") return undefined;
  const listings = markets.map(({ listing }) => portfolio.listings[listing]);
  const covered = new Set(listings.flatMap((one) => (one?.kind === "spot" ? [one.base] : [])));
  const coin = Object.values(state.balances).find(
    ({ asset, wallet }) => !wallet.isZero() && !isDollar(asset) && !covered.has(asset),
  );
  if (coin === undefined) return undefined;
  const message = `${state.account.name} holds ${coin.asset}, which counts as exposure and is not part of this.`;
  return fail("coin-not-covered", state.account.id, message, `Add the spot market of ${coin.asset}.`);
}

function readListing(
  { portfolio, nowMs }: PortfolioRebalance,
  { account }: AccountState,
  { symbol, listing: key }: RebalanceMarket,
): Outcome<RebalanceListing> {
  const listing = portfolio.listings[key];
  const quote = portfolio.quotes.get(key);
  const price = valuationPrice(quote);
  const mid = quote && midPrice(quote);
  const rate = listing && usdRate(portfolio, listing.quote, "exposure", listing.venue);
  if (listing === undefined || listing.kind === "option" || listing.status !== "active") {
    const message = `${listing?.name ?? key} cannot be traded now.`;
    return fail("listing-not-tradable", key, message, "Leave it out, or wait until it trades.");
  }
  if (quote?.ask === undefined || mid?.isPositive() !== true || price === undefined || rate === undefined) {
    const message = `The price or the spread of ${listing.name} is not known.`;
    return fail("price-unknown", key, message, "Wait for a quote with bid and ask.");
  }
  return succeed({
    account: account.id,
    symbol,
    kind: listing.kind,
    price: price.times(rate),
    lot: listing.lot,
    minQuantity: listing.minQuantity,
    minNotional: listing.minNotional.times(rate),
    maxQuantity: listing.maxMarketQuantity.min(listing.maxQuantity),
    takerFee: listing.takerFee,
    halfSpread: halfSpread(quote.ask, mid),
    market: key,
    ...depthOf(portfolio.depths.get(key), quote, nowMs),
  });
}

/** What is known of how deep the market is; a side without levels of now has none. */
function depthOf(
  depth: MarketDepth | undefined,
  quote: Quote,
  nowMs: number,
): Pick<RebalanceListing, "book" | "dailyVolume" | "dailyVolatility"> {
  if (depth === undefined) return {};
  const [bids, asks] = (["sell", "buy"] as const).map((side) => levelsFor(depth, side, quote, nowMs));
  const { daily } = depth;
  return {
    ...(bids === undefined || asks === undefined ? {} : { book: { bids, asks } }),
    ...(daily === undefined ? {} : { dailyVolume: daily.volume, dailyVolatility: daily.volatility }),
  };
}

function halfSpread(ask: Decimal, mid: Decimal): Decimal {
  return ask.minus(mid).abs().dividedBy(mid, SPREAD_DIGITS, "ceil");
}

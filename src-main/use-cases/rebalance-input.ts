// What a rebalance is planned from: the group's accounts as they stand, and each symbol's listing at each venue.
// What is missing is refused at the field that would mend it: a stale figure would be traded as if it were true.
import { listingAtVenue } from "../../src-core/allocation/order-seats.ts";
import type { Answer } from "../../src-core/contract/answers.ts";
import type { Listing, ListingKey } from "../../src-core/market/listing.ts";
import type { Failure } from "../../src-core/money/outcome.ts";
import type { Group } from "../../src-core/portfolio/account.ts";
import type { AccountState, Portfolio } from "../../src-core/portfolio/portfolio.ts";
import { type RebalanceDraft, readBand, readTarget } from "../../src-core/rebalance/rebalance-draft.ts";
import type { PortfolioRebalance, RebalanceMarket } from "../../src-core/rebalance/portfolio-request.ts";
import { QUOTE_STALE_AFTER_MS } from "../../src-core/risk/exposure-price.ts";
import { answer, refusal, refuse } from "./answer.ts";

/** The draft read against the portfolio. */
export function rebalanceInput(
  portfolio: Portfolio,
  group: Group,
  draft: RebalanceDraft,
  nowMs: number,
): Answer<PortfolioRebalance> {
  const accounts: AccountState[] = [];
  for (const { accountId } of group.members) {
    const state = portfolio.accounts[accountId];
    const gap = accountGap(state);
    if (state === undefined || gap !== undefined) return staleAccount(state, accountId, gap);
    accounts.push(state);
  }
  const primaries = primariesOf(portfolio, accounts, draft);
  if (!primaries.ok) return primaries;
  const symbols = symbolNames(primaries.value);
  const target = readTarget(draft, (key) => symbols.get(key) ?? key);
  if (!target.ok) return refuse(target.failure);
  const band = readBand(draft.band);
  if (!band.ok) return refuse(band.failure);
  const markets = primaries.value.flatMap((primary) => marketsOf(portfolio, accounts, primary, symbols));
  const stale = staleQuote(portfolio, accounts, markets, nowMs);
  if (stale !== undefined) return stale;
  return answer({
    portfolio,
    accountIds: accounts.map(({ account }) => account.id),
    markets,
    target: target.value,
    band: band.value,
    nowMs,
  });
}

/** The planner's own places that are fields of the form. */
const FIELDS: Readonly<Record<string, string>> = {
  "band.width": "band.widthPercent",
  volatility: "band.volatilityPercent",
  penalty: "band.penalty",
  "target.account": "target.accountId",
};

/** A failure of the planner at the field of the form that would mend it: the group for an account, the symbols for a listing. */
export function onForm(group: Group, failure: Failure): Failure {
  if (group.members.some(({ accountId }) => accountId === failure.place))
    return { ...failure, place: "groupId" };
  const place = FIELDS[failure.place];
  if (place !== undefined) return { ...failure, place };
  const known = ["target", "band", "markets", "groupId", "exposureBound"];
  if (known.includes(failure.place.split(".")[0] ?? "")) return failure;
  return { ...failure, place: failure.place === "accounts" ? "groupId" : "markets" };
}

/** Every listing that the draft names or, where it names none, that the accounts hold. */
export function rebalanceListings(
  portfolio: Portfolio,
  group: Group,
  draft: RebalanceDraft,
): readonly ListingKey[] {
  const accounts = group.members.flatMap(({ accountId }) => portfolio.accounts[accountId] ?? []);
  const primaries = draft.markets.flatMap(({ listing }) => portfolio.listings[listing] ?? []);
  const venues = new Set(accounts.map(({ account }) => account.venue));
  return primaries.flatMap((primary) =>
    [...venues].flatMap((venue) => listingAtVenue(portfolio, primary, venue)?.key ?? []),
  );
}

function accountGap(state: AccountState | undefined): string | undefined {
  if (state === undefined) return "is not connected";
  if (state.problem !== undefined) return `has a problem: ${state.problem}`;
  if (state.stream !== "live") return "has no live stream, so what it holds may have changed";
  return state.syncedAtMs === undefined ? "has not been read from its venue yet" : undefined;
}

function staleAccount(
  state: AccountState | undefined,
  accountId: string,
  gap: string | undefined,
): ReturnType<typeof refusal> {
  const message = `${state?.account.name ?? accountId} ${gap ?? ""}.`;
  return refusal(
    "account-stale",
    "groupId",
    message,
    "Wait until it is in sync, or leave it out of the group.",
  );
}

function primariesOf(
  portfolio: Portfolio,
  accounts: readonly AccountState[],
  { markets, target }: RebalanceDraft,
): Answer<readonly Listing[]> {
  const named: Listing[] = [];
  for (const [index, { listing: key }] of markets.entries()) {
    const listing = portfolio.listings[key];
    const place = `markets.${String(index)}.listing`;
    if (listing === undefined) return refusal("unknown-listing", place, "This instrument is not known.");
    if (named.some((other) => isSame(portfolio, other, listing))) {
      return refusal("market-twice", place, `${listing.name} is named twice.`, "Name each symbol once.");
    }
    named.push(listing);
  }
  if (named.length > 0 || (target.kind !== "equal" && target.kind !== "mirror")) return answer(named);
  const held = heldListings(portfolio, accounts);
  if (held.length > 0) return answer(held);
  return refusal(
    "nothing-held",
    "markets",
    "No account of the group holds anything.",
    "Choose a symbol, or open a position first.",
  );
}

/** What is open in any of the accounts, each symbol once. */
function heldListings(portfolio: Portfolio, accounts: readonly AccountState[]): readonly Listing[] {
  const found: Listing[] = [];
  for (const { positions } of accounts) {
    for (const { listing: key, quantitySigned } of Object.values(positions)) {
      const listing = portfolio.listings[key];
      if (listing === undefined || quantitySigned.isZero()) continue;
      if (!found.some((other) => isSame(portfolio, other, listing))) found.push(listing);
    }
  }
  return found;
}

function isSame(portfolio: Portfolio, primary: Listing, listing: Listing): boolean {
  return listingAtVenue(portfolio, primary, listing.venue)?.key === listing.key;
}

/** A person's name for each symbol; the listing's own key where two would have the same. */
function symbolNames(primaries: readonly Listing[]): ReadonlyMap<ListingKey, string> {
  const counts = Map.groupBy(primaries, ({ name }) => name);
  return new Map(
    primaries.map(({ key, name }) => [key, counts.get(name)?.length === 1 ? name : key] as const),
  );
}

function marketsOf(
  portfolio: Portfolio,
  accounts: readonly AccountState[],
  primary: Listing,
  symbols: ReadonlyMap<ListingKey, string>,
): readonly RebalanceMarket[] {
  const venues = new Set(accounts.map(({ account }) => account.venue));
  return [...venues].flatMap((venue) => {
    const listing = listingAtVenue(portfolio, primary, venue);
    const symbol = symbols.get(primary.key) ?? primary.key;
    return listing === undefined ? [] : [{ symbol, listing: listing.key }];
  });
}

/** A price that is too old for the gate is too old to plan with; one that is missing is named by the planner. */
function staleQuote(
  portfolio: Portfolio,
  accounts: readonly AccountState[],
  markets: readonly RebalanceMarket[],
  nowMs: number,
): ReturnType<typeof refusal> | undefined {
  const held = accounts.flatMap(({ positions }) =>
    Object.values(positions).flatMap((row) => (row.quantitySigned.isZero() ? [] : [row.listing])),
  );
  const old = [...markets.map(({ listing }) => listing), ...held].find((key) => {
    const quote = portfolio.quotes.get(key);
    return quote !== undefined && nowMs - quote.atMs > QUOTE_STALE_AFTER_MS;
  });
  if (old === undefined) return undefined;
  const name = portfolio.listings[old]?.name ?? old;
  return refusal(
    "price-stale",
    "markets",
    `The price of ${name} is too old to trade on.`,
    "Wait for a fresh one.",
  );
}

// The only thing that changes the portfolio: one event in, one new value out, everything untouched shared.
import { unreachable } from "../money/outcome.ts";
import { withoutFields, withoutKey } from "../money/without.ts";
import type { MarketDepth } from "../market/depth.ts";
import type { ListingKey } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import type { AccountSnapshot, Fill, VenueBalance } from "../order-terms/venue-event.ts";
import type { Account, AccountId } from "./account.ts";
import { ChunkedMap } from "./chunked-map.ts";
import { feeInSettle } from "./fee-in-settle.ts";
import type { PortfolioEvent } from "./portfolio-event.ts";
import { type AccountState, type Portfolio, positionKey } from "./portfolio.ts";
import { fillPosition, flatPosition } from "./position-fill.ts";
import { MAX_LEAD_MS, reportPositions, snapshotPositions } from "./position-report.ts";

/**
 * The portfolio after the event; the same object when nothing changed. Events for an account that is not there are dropped:
 * they arrive after its removal. Fills must come once each (orders/order.ts `fillId`); reports may come any number of times.
 */
export function reducePortfolio(portfolio: Portfolio, event: PortfolioEvent): Portfolio {
  switch (event.kind) {
    case "account-saved":
      return saveAccount(portfolio, event.account);
    case "account-removed":
      return removeAccount(portfolio, event.accountId);
    case "group-saved":
      return { ...portfolio, groups: { ...portfolio.groups, [event.group.id]: event.group } };
    case "group-removed":
      return { ...portfolio, groups: withoutKey(portfolio.groups, event.groupId) };
    case "listings-loaded":
      return loadListings(portfolio, event.listings);
    case "quote":
      return setQuote(portfolio, event.quote);
    case "depth":
      return setDepth(portfolio, event.listing, event.depth);
    default:
      return inAccount(portfolio, event.accountId, (state) => reduceAccount(state, portfolio, event));
  }
}

type AccountEvent = Extract<
  PortfolioEvent,
  {
    readonly kind:
      "snapshot" | "balances" | "positions" | "fill" | "working" | "settled" | "stream" | "problem";
  }
>;

function reduceAccount(state: AccountState, portfolio: Portfolio, event: AccountEvent): AccountState {
  switch (event.kind) {
    case "snapshot":
      return takeSnapshot(state, event.snapshot, event.nowMs);
    case "balances":
      return setBalances(state, event.balances, event.atMs);
    case "positions":
      return setPositions(state, reportPositions(state.positions, event.positions, event.atMs));
    case "fill":
      return applyFill(state, portfolio, event.fill);
    case "working":
      return { ...state, working: { ...state.working, [event.order.id]: event.order } };
    case "settled":
      return Object.hasOwn(state.working, event.id)
        ? { ...state, working: withoutKey(state.working, event.id) }
        : state;
    case "stream":
      return state.stream === event.state ? state : { ...state, stream: event.state };
    case "problem":
      return setProblem(state, event.problem);
    default:
      return unreachable(event);
  }
}

function inAccount(
  portfolio: Portfolio,
  accountId: AccountId,
  change: (state: AccountState) => AccountState,
): Portfolio {
  const before = portfolio.accounts[accountId];
  if (before === undefined) return portfolio;
  const after = change(before);
  if (after === before) return portfolio;
  return { ...portfolio, accounts: { ...portfolio.accounts, [accountId]: after } };
}

function saveAccount(portfolio: Portfolio, account: Account): Portfolio {
  const before = portfolio.accounts[account.id];
  const after: AccountState =
    before === undefined
      ? { account, balances: {}, positions: {}, working: {}, stream: "connecting" }
      : { ...before, account };
  return { ...portfolio, accounts: { ...portfolio.accounts, [account.id]: after } };
}

/** The account leaves its groups too: a group never names an account that is not there. */
function removeAccount(portfolio: Portfolio, accountId: AccountId): Portfolio {
  if (portfolio.accounts[accountId] === undefined) return portfolio;
  const groups = Object.entries(portfolio.groups).map(([id, group]) => {
    const members = group.members.filter((member) => member.accountId !== accountId);
    return [id, members.length === group.members.length ? group : { ...group, members }] as const;
  });
  return {
    ...portfolio,
    accounts: withoutKey(portfolio.accounts, accountId),
    groups: Object.fromEntries(groups),
  };
}

function loadListings(
  portfolio: Portfolio,
  listings: Extract<PortfolioEvent, { readonly kind: "listings-loaded" }>["listings"],
): Portfolio {
  if (listings.length === 0) return portfolio;
  const loaded = Object.fromEntries(listings.map((listing) => [listing.key, listing]));
  return { ...portfolio, listings: { ...portfolio.listings, ...loaded } };
}

function setQuote(portfolio: Portfolio, quote: Quote): Portfolio {
  return { ...portfolio, quotes: ChunkedMap.from(portfolio.quotes).with(quote.listing, quote) };
}

/** Few listings are followed at a time: the whole map is copied. */
function setDepth(portfolio: Portfolio, listing: ListingKey, depth: MarketDepth | undefined): Portfolio {
  const depths = new Map(portfolio.depths);
  if (depth === undefined) depths.delete(listing);
  else depths.set(listing, depth);
  return { ...portfolio, depths };
}

/** Balances and positions as read; the mode too, because the venue's word on it is what orders meet. */
function takeSnapshot(state: AccountState, snapshot: AccountSnapshot, nowMs: number): AccountState {
  if (isOvertaken(state, snapshot, nowMs)) return state;
  const positions = snapshotPositions(state.positions, snapshot, nowMs);
  const balances = { ...byAsset(snapshot.balances), ...laterBalances(state, snapshot.atMs, nowMs) };
  const sameMode = state.account.positionMode === snapshot.positionMode;
  const unchanged =
    positions === state.positions &&
    sameMode &&
    sameBalances(state.balances, balances) &&
    snapshot.leverages === undefined &&
    state.syncedAtMs === nowMs &&
    state.snapshotAtMs === snapshot.atMs;
  if (unchanged) return state;
  return {
    ...state,
    account: sameMode ? state.account : { ...state.account, positionMode: snapshot.positionMode },
    balances,
    positions,
    ...(snapshot.leverages === undefined ? {} : { leverages: snapshot.leverages }),
    syncedAtMs: nowMs,
    snapshotAtMs: snapshot.atMs,
  };
}

/** A later reading was taken in already; one that is dated beyond our clock does not count as later. */
function isOvertaken(state: AccountState, snapshot: AccountSnapshot, nowMs: number): boolean {
  if (state.snapshotAtMs === undefined || state.snapshotAtMs > nowMs + MAX_LEAD_MS) return false;
  return snapshot.atMs < state.snapshotAtMs;
}

/** Balances that the venue told of at a time are not taken back by what it said of an earlier one. */
function setBalances(state: AccountState, said: readonly VenueBalance[], atMs?: number): AccountState {
  const lastMs = (asset: string) => Math.max(state.balancesAtMs?.[asset] ?? 0, state.snapshotAtMs ?? 0);
  const changed = atMs === undefined ? said : said.filter((row) => atMs >= lastMs(row.asset));
  const balances = { ...state.balances, ...byAsset(changed) };
  const next = sameBalances(state.balances, balances) ? state : { ...state, balances };
  if (atMs === undefined || changed.length === 0) return next;
  const times = Object.fromEntries(changed.map((row) => [row.asset, atMs]));
  return { ...next, balancesAtMs: { ...state.balancesAtMs, ...times } };
}

/** Rows that are dated after the snapshot; one that is dated beyond our clock does not count as later. */
function laterBalances(state: AccountState, atMs: number, nowMs: number): AccountState["balances"] {
  const later = Object.entries(state.balancesAtMs ?? {}).filter(
    ([, saidMs]) => saidMs > atMs && saidMs <= nowMs + MAX_LEAD_MS,
  );
  return byAsset(later.flatMap(([asset]) => state.balances[asset] ?? []));
}

function byAsset(rows: readonly VenueBalance[]): AccountState["balances"] {
  return Object.fromEntries(rows.map((row) => [row.asset, row]));
}

function sameBalances(a: AccountState["balances"], b: AccountState["balances"]): boolean {
  const assets = Object.keys(b);
  return assets.length === Object.keys(a).length && assets.every((asset) => sameBalance(a[asset], b[asset]));
}

function sameBalance(a: VenueBalance | undefined, b: VenueBalance | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.wallet.equals(b.wallet) && a.available.equals(b.available);
}

function setPositions(state: AccountState, positions: AccountState["positions"]): AccountState {
  return positions === state.positions ? state : { ...state, positions };
}

/** Spot has no position rows: what is held is the balance, and the venue reports it. */
function applyFill(state: AccountState, portfolio: Portfolio, fill: Fill): AccountState {
  const listing = portfolio.listings[fill.listing];
  if (listing?.kind === "spot") return state;
  const key = positionKey(fill.listing, fill.positionSide);
  const row = state.positions[key] ?? flatPosition(fill, state.snapshotAtMs ?? 0);
  const fee = feeInSettle(portfolio, fill, listing);
  const next = fillPosition(row, fill, listing?.kind ?? "linear", fee);
  return { ...state, positions: { ...state.positions, [key]: next } };
}

function setProblem(state: AccountState, problem: string | undefined): AccountState {
  if (state.problem === problem) return state;
  const rest = withoutFields(state, "problem");
  return problem === undefined ? rest : { ...rest, problem };
}

// One step of the engine in the making: records and the state that they lead to. Nothing counts until the log has them.
import type { Listing, ListingKey } from "../../../src-core/market/listing.ts";
import { type Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import { applyRecord } from "./apply-record.ts";
import type { MarketMoment } from "./market-source.ts";
import type { PaperRecord } from "./paper-record.ts";
import type { PaperAccount, PaperState } from "./paper-state.ts";

/** The market as one step sees it: all listings at the same time. */
export interface MarketView {
  readonly nowMs: number;
  listing(key: ListingKey): Listing | undefined;
  moment(key: ListingKey): MarketMoment | undefined;
}

/** What is not truth but memory: liquidity already taken, and places in queues. Lost at a restart, and then orders queue anew. */
export interface Memory {
  /** Quantity taken from strangers at `listing|side|price` since the book's version. */
  readonly taken: ReadonlyMap<string, Decimal>;
  readonly versions: ReadonlyMap<ListingKey, number>;
  /** Strangers' quantity ahead of a resting order, by venue order id. */
  readonly ahead: ReadonlyMap<string, Decimal>;
  /** Until when strangers' trades have been matched. */
  readonly matchedMs: ReadonlyMap<ListingKey, number>;
}

export const EMPTY_MEMORY: Memory = {
  taken: new Map(),
  versions: new Map(),
  ahead: new Map(),
  matchedMs: new Map(),
};

export interface Draft {
  readonly view: MarketView;
  state: PaperState;
  memory: Memory;
  records: PaperRecord[];
}

export function draftOn(state: PaperState, memory: Memory, view: MarketView): Draft {
  return { view, state, memory, records: [] };
}

/** A copy to try something on. */
export function fork(draft: Draft): Draft {
  return { ...draft, records: [...draft.records] };
}

/** Makes a tried copy count. */
export function adopt(draft: Draft, tried: Draft): void {
  draft.state = tried.state;
  draft.memory = tried.memory;
  draft.records = tried.records;
}

export function write(draft: Draft, record: PaperRecord): void {
  draft.state = applyRecord(draft.state, record);
  draft.records.push(record);
}

/** The account, which must exist. */
export function accountIn(draft: Draft, accountId: string): PaperAccount {
  const account = draft.state.accounts.get(accountId);
  if (account === undefined) throw new Error(`Invariant: no paper account ${accountId}`);
  return account;
}

/** The listing, which must exist: orders and positions only ever name known ones. */
export function listingIn(draft: Draft, key: ListingKey): Listing {
  const listing = draft.view.listing(key);
  if (listing === undefined) throw new Error(`Invariant: unknown listing ${key}`);
  return listing;
}

export function nextNumber(draft: Draft): number {
  return draft.state.lastNumber + 1;
}

export function aheadOf(draft: Draft, venueOrderId: string): Decimal {
  return draft.memory.ahead.get(venueOrderId) ?? ZERO;
}

export function setAhead(draft: Draft, venueOrderId: string, quantity: Decimal | undefined): void {
  const ahead = new Map(draft.memory.ahead);
  if (quantity === undefined) ahead.delete(venueOrderId);
  else ahead.set(venueOrderId, quantity);
  draft.memory = { ...draft.memory, ahead };
}

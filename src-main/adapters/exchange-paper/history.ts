// Finished orders and fills of every account, for queries, duplicates and missed fills. Bounded: the oldest are forgotten.
import type { ListingKey } from "../../../src-core/market/listing.ts";
import { fail, type Outcome, succeed } from "../../../src-core/money/outcome.ts";
import type { Fill, VenueOrder } from "../../../src-core/order-terms/venue-event.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import { type Consequences, consequencesOf } from "./consequences.ts";
import type { HistoryRows, PaperRecord } from "./paper-record.ts";
import type { PaperState } from "./paper-state.ts";

export interface History {
  /** Takes in one record; returns what it means to the outside. */
  note(before: PaperState, after: PaperState, record: PaperRecord): Consequences | undefined;
  finished(
    accountId: AccountId,
    id: { readonly clientId?: string; readonly venueOrderId?: string },
  ): VenueOrder | undefined;
  fillsSince(accountId: AccountId, listing: ListingKey, sinceMs: number): Outcome<readonly Fill[]>;
  /** Ended orders since a time; a failure where older ones may have been forgotten. */
  finishedSince(accountId: AccountId, listing: ListingKey, sinceMs: number): Outcome<readonly VenueOrder[]>;
  /** Everything in parts small enough for one record each. */
  rows(): readonly HistoryRows[];
  /** Takes back what `rows` gave. */
  restore(rows: HistoryRows): void;
}

/** Per account. A client id stays known, and therefore refused, at least this many orders long. */
const MAX_ORDERS = 1_000;
const MAX_FILLS = 2_000;
const ROWS_PER_PART = 500;

interface Shelf {
  readonly byVenueId: Map<string, VenueOrder>;
  readonly byClientId: Map<string, VenueOrder>;
  readonly fills: Fill[];
  /** Time of the newest fill that was forgotten. */
  forgottenMs?: number;
}

export function paperHistory(): History {
  const shelves = new Map<AccountId, Shelf>();

  function shelf(accountId: AccountId): Shelf {
    const known = shelves.get(accountId);
    if (known !== undefined) return known;
    const made: Shelf = { byVenueId: new Map(), byClientId: new Map(), fills: [] };
    shelves.set(accountId, made);
    return made;
  }

  function note(before: PaperState, after: PaperState, record: PaperRecord): Consequences | undefined {
    const meaning = consequencesOf(before, after, record);
    if (record.kind === "fill") keepFill(shelf(record.accountId), record.fill);
    if (meaning?.finished !== undefined) keepOrder(shelf(meaning.accountId), meaning.finished);
    return meaning;
  }

  return {
    note,
    finished(accountId, { clientId, venueOrderId }) {
      const kept = shelves.get(accountId);
      if (clientId !== undefined) return kept?.byClientId.get(clientId);
      return venueOrderId === undefined ? undefined : kept?.byVenueId.get(venueOrderId);
    },
    fillsSince(accountId, listing, sinceMs) {
      const kept = shelves.get(accountId);
      if (kept === undefined) return succeed([]);
      if (kept.forgottenMs !== undefined && kept.forgottenMs >= sinceMs) {
        return fail("out-of-retention", "sinceMs", "The paper venue has forgotten fills of that time.");
      }
      return succeed(kept.fills.filter((fill) => fill.listing === listing && fill.atMs >= sinceMs));
    },
    finishedSince(accountId, listing, sinceMs) {
      const ended = [...(shelves.get(accountId)?.byVenueId.values() ?? [])];
      const [oldest] = ended;
      // Orders are forgotten in the order in which they ended: while an older one is kept, none since then is missing.
      if (ended.length >= MAX_ORDERS && oldest !== undefined && oldest.atMs >= sinceMs) {
        return fail("out-of-retention", "sinceMs", "The paper venue has forgotten orders of that time.");
      }
      return succeed(ended.filter((order) => order.terms.listing === listing && order.atMs >= sinceMs));
    },
    rows: () => [...shelves].flatMap(([accountId, kept]) => parts(accountId, kept)),
    restore({ accountId, orders, fills, forgottenMs }) {
      const into = shelf(accountId);
      for (const order of orders) keepOrder(into, order);
      for (const fill of fills) keepFill(into, fill);
      if (forgottenMs !== undefined) into.forgottenMs = forgottenMs;
    },
  };
}

function parts(accountId: AccountId, kept: Shelf): readonly HistoryRows[] {
  const orders = [...kept.byVenueId.values()];
  const count = Math.ceil(Math.max(orders.length, kept.fills.length) / ROWS_PER_PART);
  return Array.from({ length: count }, (_, part) => {
    const [from, until] = [part * ROWS_PER_PART, (part + 1) * ROWS_PER_PART];
    return {
      accountId,
      orders: orders.slice(from, until),
      fills: kept.fills.slice(from, until),
      ...(kept.forgottenMs === undefined ? {} : { forgottenMs: kept.forgottenMs }),
    };
  });
}

function keepOrder(kept: Shelf, order: VenueOrder): void {
  kept.byVenueId.set(order.venueOrderId, order);
  if (order.clientId !== undefined) kept.byClientId.set(order.clientId, order);
  if (kept.byVenueId.size <= MAX_ORDERS) return;
  for (const [id, oldest] of kept.byVenueId) {
    kept.byVenueId.delete(id);
    if (oldest.clientId !== undefined) kept.byClientId.delete(oldest.clientId);
    return;
  }
}

function keepFill(kept: Shelf, fill: Fill): void {
  kept.fills.push(fill);
  if (kept.fills.length <= MAX_FILLS) return;
  const oldest = kept.fills.shift();
  if (oldest !== undefined) kept.forgottenMs = oldest.atMs;
}

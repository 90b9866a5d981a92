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
  rows(): HistoryRows;
}

/** Per account. A client id stays known, and therefore refused, at least this many orders long. */
const MAX_ORDERS = 2_000;
const MAX_FILLS = 5_000;

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
    if (record.kind === "snapshot") {
      shelves.clear();
      for (const { accountId, order } of record.history.orders) keepOrder(shelf(accountId), order);
      for (const { accountId, fill } of record.history.fills) keepFill(shelf(accountId), fill);
      for (const { accountId, atMs } of record.history.forgotten) shelf(accountId).forgottenMs = atMs;
      return undefined;
    }
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
    rows() {
      const all = [...shelves];
      return {
        orders: all.flatMap(([accountId, kept]) =>
          [...kept.byVenueId.values()].map((order) => ({ accountId, order })),
        ),
        fills: all.flatMap(([accountId, kept]) => kept.fills.map((fill) => ({ accountId, fill }))),
        forgotten: all.flatMap(([accountId, { forgottenMs: atMs }]) =>
          atMs === undefined ? [] : [{ accountId, atMs }],
        ),
      };
    },
  };
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

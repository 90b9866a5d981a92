// One move of the market for one listing: triggers fire, resting orders meet it, accounts that ran out are liquidated.
import type { ListingKey } from "../../../src-core/market/listing.ts";
import { accountIn, adopt, type Draft, fork, nextNumber, write } from "./draft.ts";
import { liquidateWhereDue } from "./liquidate.ts";
import type { MarketMoment } from "./market-source.ts";
import { matchResting } from "./match-resting.ts";
import { type LiveOrder, liveOrders, type PaperState } from "./paper-state.ts";
import { enterBook } from "./place-order.ts";
import { isTriggered } from "./trigger.ts";
import { endOrder } from "./write-trade.ts";

/** Brings one listing up to the draft's time; without a price nothing happens. */
export function tickListing(draft: Draft, listing: ListingKey): void {
  const moment = draft.view.moment(listing);
  if (moment === undefined) return;
  matchResting(draft, moment);
  fireTriggers(draft, moment);
  liquidateWhereDue(draft, listing);
  const matchedMs = new Map(draft.memory.matchedMs).set(listing, moment.atMs);
  draft.memory = { ...draft.memory, matchedMs };
}

/** Listings in which something of the paper accounts can happen: orders and positions. */
export function activeListings(state: PaperState): ReadonlySet<ListingKey> {
  return new Set(
    [...state.accounts.values()].flatMap((account) => [
      ...[...account.orders.values()].map((order) => order.terms.listing),
      ...Object.values(account.positions).map((position) => position.listing),
    ]),
  );
}

function fireTriggers(draft: Draft, moment: MarketMoment): void {
  const waiting = liveOrders(draft.state, moment.listing).filter((order) => order.phase === "waiting");
  for (const order of waiting.sort((a, b) => a.rank - b.rank)) {
    const stillWaits = accountIn(draft, order.accountId).orders.has(order.venueOrderId);
    if (stillWaits && isTriggered(order.terms, moment)) fire(draft, moment, order);
  }
}

/** A trigger that the account can no longer carry, or whose order may not take, ends with the venue's words. */
function fire(draft: Draft, moment: MarketMoment, order: LiveOrder): void {
  const { accountId, venueOrderId } = order;
  const before = accountIn(draft, accountId);
  const tried = fork(draft);
  const rank = nextNumber(draft);
  write(tried, { kind: "triggered", accountId, venueOrderId, rank, atMs: draft.view.nowMs });
  const failed = enterBook(tried, moment, { ...order, phase: "working", rank }, before);
  if (failed === undefined) adopt(draft, tried);
  else endOrder(draft, order, "expired", failed.reason);
}

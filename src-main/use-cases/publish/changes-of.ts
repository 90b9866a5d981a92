// Which entities an event may have changed: the least that must be drawn again.
import type { JournalRecord } from "../../../src-core/journal/record.ts";
import type { Order } from "../../../src-core/orders/order.ts";
import type { PortfolioEvent } from "../../../src-core/portfolio/portfolio-event.ts";

/** Marks of what to draw again; drained at each drawing. */
export interface Marks {
  readonly accounts: Set<string>;
  readonly quotes: Set<string>;
  readonly orders: Set<string>;
  readonly plans: Set<string>;
  listings: boolean;
  venues: boolean;
  presets: boolean;
  fills: boolean;
  /** Causes or membership changed: every account and environment. */
  everything: boolean;
}

export function noMarks(): Marks {
  return {
    accounts: new Set(),
    quotes: new Set(),
    orders: new Set(),
    plans: new Set(),
    listings: false,
    venues: false,
    presets: false,
    fills: false,
    everything: false,
  };
}

/** Marks everything there is, for the first drawing. */
export function markAll(marks: Marks, orders: Iterable<Order>): void {
  marks.everything = true;
  marks.listings = true;
  marks.fills = true;
  marks.venues = true;
  for (const order of orders) {
    marks.orders.add(order.clientId);
    marks.plans.add(order.planId);
  }
}

/** Marks what a record may have changed. `planOf` names the plan of an order. */
export function markRecord(
  marks: Marks,
  record: JournalRecord,
  planOf: (clientId: string) => string | undefined,
): void {
  switch (record.kind) {
    case "submitted":
      if (record.plan.body.follows !== undefined) marks.plans.add(record.plan.body.follows.planId);
      if (record.plan.body.gesture !== "amend") marks.plans.add(record.plan.planId);
      for (const { clientId } of [...record.intents, ...(record.amends ?? [])]) {
        marks.orders.add(clientId);
        const plan = planOf(clientId);
        if (plan !== undefined) marks.plans.add(plan);
      }
      return;
    case "order": {
      marks.orders.add(record.clientId);
      const plan = planOf(record.clientId);
      if (plan !== undefined) marks.plans.add(plan);
      if (record.event.kind === "filled") marks.fills = true;
      return;
    }
    case "plan-choice":
    case "plan-settled":
      marks.plans.add(record.planId);
      return;
    case "foreign-fill":
      marks.fills = true;
      return;
    case "baseline":
    case "ledger-flow":
    case "dead-man-armed":
    case "dead-man-disarmed":
    case "dead-man-fired":
    case "countdown-started":
    case "countdown-ended":
      marks.accounts.add(record.accountId);
      return;
    case "preset-saved":
    case "preset-removed":
      marks.presets = true;
      return;
    case "group-saved":
    case "group-removed":
      marks.everything = true;
      return;
    case "opened":
    case "resumed":
    case "account-saved":
    case "account-removed":
    case "limits-changed":
    case "limits-lost":
    case "hold-set":
    case "hold-cleared":
    case "cause-set":
    case "cause-cleared":
      marks.everything = true;
  }
}

/** Marks what a portfolio event may have changed. `holders` names the accounts with a position in a listing. */
export function markPortfolio(
  marks: Marks,
  event: PortfolioEvent,
  holders: (listing: string) => readonly string[],
): void {
  switch (event.kind) {
    case "quote":
      marks.quotes.add(event.quote.listing);
      for (const accountId of holders(event.quote.listing)) marks.accounts.add(accountId);
      return;
    case "depth":
      return;
    case "listings-loaded":
      marks.listings = true;
      return;
    case "account-saved":
    case "account-removed":
    case "group-saved":
    case "group-removed":
      marks.everything = true;
      return;
    case "working":
    case "settled":
      marks.accounts.add(event.accountId);
      return;
    case "stream":
    case "problem":
      marks.accounts.add(event.accountId);
      marks.venues = true;
      return;
    case "snapshot":
    case "balances":
    case "positions":
    case "fill":
      marks.accounts.add(event.accountId);
  }
}

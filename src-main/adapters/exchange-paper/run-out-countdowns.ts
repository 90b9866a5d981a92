// The paper venue's own timer: a listing's countdown that passes takes every order of the account in it, whoever made it.
import { type Draft, write } from "./draft.ts";
import { endOrder } from "./write-trade.ts";

const COUNTDOWN_PASSED = "The countdown of this listing passed.";

/** Before anything else of a step: what ran out until its time no longer trades in it. */
export function runOutCountdowns(draft: Draft): void {
  const { nowMs } = draft.view;
  for (const { id: accountId, countdowns = {}, orders } of [...draft.state.accounts.values()]) {
    for (const [listing, untilMs] of Object.entries(countdowns)) {
      if (untilMs > nowMs) continue;
      for (const order of orders.values())
        if (order.terms.listing === listing) endOrder(draft, order, "canceled", COUNTDOWN_PASSED);
      write(draft, { kind: "countdown", accountId, listing, atMs: nowMs });
    }
  }
}

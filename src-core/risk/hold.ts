// What a person keeps Yoke's hands off: one listing of one account, altogether or for what is not traded by hand.
import type { ListingKey } from "../market/listing.ts";
import type { Plan } from "../plan/plan.ts";
import type { AccountId } from "../portfolio/account.ts";

export const HOLD_KINDS = ["hands-off", "bot-off"] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** Journaled; set and cleared by a person only. One of a kind per account and listing. */
export interface Hold {
  readonly accountId: AccountId;
  readonly listing: ListingKey;
  readonly kind: HoldKind;
  readonly sinceMs: number;
}

/** Whether the hold reaches plans of this gesture: `bot-off` lets through what a hand ordered. */
export function holdReaches(hold: Hold, gesture: Plan["body"]["gesture"]): boolean {
  return hold.kind === "hands-off" || gesture === "rebalance";
}

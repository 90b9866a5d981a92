// The Plan: the one thing that a trader previews and submits, whatever gesture made it.
import type { ListingKey } from "../market/listing.ts";
import type { Decimal } from "../money/decimal.ts";
import type { ChangeableTerms, Environment, OrderTerms } from "../order-terms/order-terms.ts";
import type { AccountId, AllocationMethod, GroupId } from "../portfolio/account.ts";

export const LEFTOVER_POLICIES = ["redistribute", "leave"] as const;
export type LeftoverPolicy = (typeof LEFTOVER_POLICIES)[number];

/** Before anything is sent, when an account is denied. */
export const DENIAL_POLICIES = ["reject-all", "reduce", "redistribute"] as const;
export type DenialPolicy = (typeof DENIAL_POLICIES)[number];

/** After sending, when legs fail or stall. */
export const FAILURE_POLICIES = ["leave", "complete", "unwind", "ask"] as const;
export type FailurePolicy = (typeof FAILURE_POLICIES)[number];

export interface Policies {
  readonly leftover: LeftoverPolicy;
  readonly denial: DenialPolicy;
  readonly failure: FailurePolicy;
}

/** A leg that changes an order of ours instead of adding one. */
export interface OrderChange {
  /** `amend`: in place. `replace`: cancelled first; the leg's order is created once that cancel is proven. */
  readonly kind: "amend" | "replace";
  readonly clientId: string;
  /** The terms that were shown as the old ones: the change holds for these and no others. */
  readonly before: ChangeableTerms;
}

export interface Leg {
  readonly accountId: AccountId;
  readonly listingVersion: number;
  /** `close` must not increase or flip the position; `open` may do either. */
  readonly effect: "open" | "close";
  readonly terms: OrderTerms;
  /** Absent for a new order. */
  readonly change?: OrderChange;
}

/** Worst acceptable prices of one listing. */
export interface ListingPrices {
  readonly listing: ListingKey;
  readonly lowestSell?: Decimal;
  readonly highestBuy?: Decimal;
}

/**
 * Buys and sells of one underlying that go in stages. Whatever becomes of the orders that have left, the net that they
 * moved stays within the bound; a leg that has no room under it waits.
 */
export interface Pair {
  readonly underlying: string;
  /** The most that the net may move from where it stood before the plan, either way, in USD at the steps' prices. */
  readonly netBound: Decimal;
  /** In the order of sending. */
  readonly steps: readonly PairStep[];
}

export interface PairStep {
  /** Index of its leg; a leg is in one step at most. */
  readonly leg: number;
  /** USD per size unit when the plan was made. */
  readonly unitNotional: Decimal;
}

/** What every order that later comes out of the Plan must stay inside. Quantities are in the listing's size unit. */
export interface Envelope {
  readonly maximumByLeg: readonly Decimal[];
  readonly maximumTotal: Decimal;
  /** Worst acceptable prices; absent where the terms alone bound the price. */
  readonly lowestSell?: Decimal;
  readonly highestBuy?: Decimal;
  /** The same for each listing where the legs trade several: then they stand in the place of the two above. */
  readonly pricesByListing?: readonly ListingPrices[];
  /** Legs that trade one underlying both ways, and how far apart they may be on the way. */
  readonly pairs?: readonly Pair[];
  /** Wall clock. Nothing is created after it. */
  readonly deadlineMs: number;
  readonly followUps: readonly ("redistribute" | "complete" | "unwind" | "slices")[];
}

/** Why a leg is as large as it is: shown on hover, outside the hash. */
export interface LegReason {
  readonly accountId: AccountId;
  /** Index of its leg; absent when nothing is sent. */
  readonly leg?: number;
  /** What the account would trade; absent where the plan's own listing says it. */
  readonly listing?: ListingKey;
  /** The exact share before caps, lots and minimums. */
  readonly ideal: Decimal;
  readonly quantity: Decimal;
  readonly limitedBy: "none" | "lot" | "cap" | "minimum" | "denied" | "position" | "band";
  readonly detail: string;
}

/** What a plan that follows another does for it: the remaining rounds of a flatten, missing quantity, or the way back. */
export const FOLLOW_UP_KINDS = ["round", "complete", "unwind"] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

/** Ties a plan to the one that a person confirmed, and inside whose envelope it stays. */
export interface Follows {
  readonly planId: string;
  readonly kind: FollowUpKind;
  /** For each leg, the leg of the first plan that it acts for. */
  readonly legs: readonly number[];
}

/** A working order that is to be cancelled before anything is sent: a person saw it by name. */
export interface ClearedOrder {
  readonly accountId: AccountId;
  /** The working order's id. */
  readonly orderId: string;
  readonly ours: boolean;
}

/** What executes. `hash` covers every field here; costs, verdicts and reasons are elsewhere and move with the market. */
export interface PlanBody {
  readonly gesture: "group-order" | "flatten" | "halve" | "reverse" | "rebalance" | "amend";
  readonly environment: Environment;
  readonly legs: readonly Leg[];
  readonly envelope: Envelope;
  readonly policies: Policies;
  /** Absent for a plan that a person made. */
  readonly follows?: Follows;
  /** Absent where nothing stands in the way. */
  readonly clears?: readonly ClearedOrder[];
}

/** A Plan is an instance: `planId` is single use, and its order of sending rotates by it. */
export interface Plan {
  readonly planId: string;
  /** SHA-256 over the canonical JSON of the body, lower-case hexadecimal. */
  readonly hash: string;
  readonly body: PlanBody;
  readonly madeAtMs: number;
  readonly groupId?: GroupId;
  readonly title: string;
  readonly method?: AllocationMethod;
  /** One per account that was considered, also those that got nothing; one per leg where an account has several. */
  readonly reasons: readonly LegReason[];
  /** Asked for and not given, in the size unit of `listing`. */
  readonly unallocated: Decimal;
  readonly listing: ListingKey;
}

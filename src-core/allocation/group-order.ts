// What a group order is planned from: the ticket as typed, and the readings that the planner may use. Types only.
import type { ListingKey } from "../market/listing.ts";
import type { Decimal } from "../money/decimal.ts";
import type { OrderType, Side, TimeInForce } from "../order-terms/order-terms.ts";
import type { DenialPolicy, FailurePolicy, LeftoverPolicy } from "../plan/plan.ts";
import type { AccountId, AllocationMethod, Group } from "../portfolio/account.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";

/**
 * What a total is counted in: size units, quote currency, percent of the group's equity, or money of the quote currency
 * that is lost when the stop trades.
 */
export const QUANTITY_KINDS = ["size", "notional", "equity-percent", "risk"] as const;
export type QuantityIn = (typeof QUANTITY_KINDS)[number];

/** How an order works at its venues, and how it is split over accounts. */
export interface OrderManner {
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  readonly reduceOnly: boolean;
  readonly method: AllocationMethod;
  readonly leftover: LeftoverPolicy;
  readonly denial: DenialPolicy;
  readonly failure: FailurePolicy;
}

/** The ticket. Texts are as typed; an empty one counts as absent. */
export interface GroupOrderDraft extends OrderManner {
  readonly side: Side;
  readonly type: OrderType;
  /**
   * The order's size; for `change` the signed percent of the position, for `risk` the percent of equity at risk, for
   * `volatility` the target volatility in percent a year. Not read for `quantity`: the group's weights are the sizes.
   */
  readonly quantity: string;
  /** What `quantity` counts where a total is shared; absent: size units. */
  readonly quantityIn?: QuantityIn | undefined;
  readonly price?: string | undefined;
  readonly trigger?: string | undefined;
  /** For a size by risk: where the position would be closed at a loss. */
  readonly stop?: string | undefined;
  /** For `volatility`: the listing's own, in percent a year. */
  readonly annualVolatility?: string | undefined;
}

export interface GroupOrderInput {
  readonly planId: string;
  readonly group: Group;
  readonly portfolio: Portfolio;
  /** The listing on the ticket: the one that prices and sizes are typed for. */
  readonly listing: ListingKey;
  /** Which listing an account trades instead; others are found by venue. */
  readonly listingByAccount?: Readonly<Record<AccountId, ListingKey>>;
  readonly draft: GroupOrderDraft;
  /** Why nothing may be sent for an account, by account. */
  readonly denied: Readonly<Record<AccountId, string>>;
  /** Reporting currency; an absent account is not known. */
  readonly equityOf: Readonly<Record<AccountId, Decimal | undefined>>;
  readonly availableOf: Readonly<Record<AccountId, Decimal | undefined>>;
  readonly nowMs: number;
}

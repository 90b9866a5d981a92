// What an order says, in the field's standard words. Types only.
import type { ListingKey } from "../market/listing.ts";
import type { Decimal } from "../money/decimal.ts";

export const SIDES = ["buy", "sell"] as const;
export type Side = (typeof SIDES)[number];

/** `both` in one-way mode; `long` and `short` are separate positions in hedge mode. */
export const POSITION_SIDES = ["both", "long", "short"] as const;
export type PositionSide = (typeof POSITION_SIDES)[number];

export type PositionMode = "one-way" | "hedge";

export const ORDER_TYPES = [
  "market",
  "limit",
  "stop",
  "stop-limit",
  "take-profit",
  "take-profit-limit",
] as const;
export type OrderType = (typeof ORDER_TYPES)[number];

/** GTC until cancelled, IOC immediate or cancel, FOK fill or kill. Post-only is a flag of its own. */
export const TIMES_IN_FORCE = ["GTC", "IOC", "FOK"] as const;
export type TimeInForce = (typeof TIMES_IN_FORCE)[number];

export const ENVIRONMENTS = ["live", "testnet", "paper"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** One order's terms. `quantity` is positive, in the listing's size unit. */
export interface OrderTerms {
  readonly listing: ListingKey;
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly type: OrderType;
  readonly quantity: Decimal;
  /** Limit price; present exactly for limit, stop-limit and take-profit-limit. */
  readonly price?: Decimal;
  /** Present exactly for stop and take-profit types. */
  readonly trigger?: Decimal;
  readonly triggerBy?: "mark" | "last";
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  readonly reduceOnly: boolean;
}

/** What an amend can change of an order. `quantity` is the whole order's, its fills included. */
export type ChangeableTerms = Pick<OrderTerms, "quantity" | "price" | "trigger">;

/** These terms with what an amend asks for in their place. */
export function amendedTerms(terms: OrderTerms, change: ChangeableTerms): OrderTerms {
  const { quantity, price, trigger } = change;
  return {
    ...terms,
    quantity,
    ...(price === undefined ? {} : { price }),
    ...(trigger === undefined ? {} : { trigger }),
  };
}

/** Whether an order with these terms is as the change asks. */
export function showsChange(terms: OrderTerms, change: ChangeableTerms): boolean {
  return (
    terms.quantity.equals(change.quantity) &&
    (change.price === undefined || terms.price?.equals(change.price) === true) &&
    (change.trigger === undefined || terms.trigger?.equals(change.trigger) === true)
  );
}

/** What could be changed of these terms, as it is. */
export function changeableTerms({ quantity, price, trigger }: OrderTerms): ChangeableTerms {
  return {
    quantity,
    ...(price === undefined ? {} : { price }),
    ...(trigger === undefined ? {} : { trigger }),
  };
}

export function opposite(side: Side): Side {
  return side === "buy" ? "sell" : "buy";
}

export function hasLimitPrice(type: OrderType): boolean {
  return type === "limit" || type === "stop-limit" || type === "take-profit-limit";
}

export function hasTrigger(type: OrderType): boolean {
  return type !== "market" && type !== "limit";
}

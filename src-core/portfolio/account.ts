// Who trades where: accounts, and the groups that one hand moves together.
import type { Decimal } from "../money/decimal.ts";
import type { Environment, PositionMode } from "../order-terms/order-terms.ts";

export type AccountId = string;
export type GroupId = string;

/** One set of credentials at one venue, or one paper account. Holds no secret. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  /** The number that stands for the account everywhere on screen and on the keyboard, from 1. */
  readonly digit: number;
  readonly venue: string;
  readonly environment: Environment;
  /** Who benefits: self-match prevention and transfers look at it. */
  readonly owner: string;
  /** The venue's own user id where known; venue position limits aggregate by it. */
  readonly master: string;
  readonly positionMode: PositionMode;
}

export const ALLOCATION_METHODS = [
  "equal",
  "equal-position",
  "equity",
  "available",
  "ratio",
  "percent",
  "quantity",
  "change",
  "risk",
  "volatility",
  "capacity",
] as const;
export type AllocationMethod = (typeof ALLOCATION_METHODS)[number];

export interface GroupMember {
  readonly accountId: AccountId;
  /** The weight for `ratio`; the quantity for `quantity`. Positive. */
  readonly weight: Decimal;
}

/** A named, ordered set of accounts of one environment: paper never mixes with live in a total. */
export interface Group {
  readonly id: GroupId;
  readonly name: string;
  readonly environment: Environment;
  readonly members: readonly GroupMember[];
  readonly method: AllocationMethod;
}

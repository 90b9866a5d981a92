// What an allocation is asked and what it answers: plain shapes, quantities in one common size unit. Types only.
import type { Decimal } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";
import type { DenialPolicy, LeftoverPolicy, LegReason } from "../plan/plan.ts";
import type { AccountId, AllocationMethod } from "../portfolio/account.ts";

/** The most that an account may get, and why. */
export interface AllocationCap {
  readonly limit: Decimal;
  readonly by: "cap" | "position";
  readonly detail: string;
}

/** One account with the inputs that the method reads; an absent input is not known, it is never zero. */
export interface AllocationAccount {
  readonly id: AccountId;
  /** What messages call it; the id when absent. */
  readonly name?: string;
  readonly lot: Decimal;
  /** `ratio`: weight; `percent`: percent; `quantity`: quantity. */
  readonly weight?: Decimal;
  /** Net liquidation value. In the settlement asset for `risk` and `volatility`, else in any one currency. */
  readonly equity?: Decimal;
  readonly available?: Decimal;
  /** What the account can still hold: weight and cap of `capacity`. */
  readonly capacity?: Decimal;
  /** For `change` and `equal-position`; negative is short. */
  readonly positionSigned?: Decimal;
  /** For `risk`, in place of the request's percent. */
  readonly riskPercent?: Decimal;
  readonly cap?: AllocationCap;
  readonly minQuantity?: Decimal;
  /** In the quote currency, judged at `price`. */
  readonly minNotional?: Decimal;
  readonly price?: Decimal;
  /** Why nothing may be sent for this account. */
  readonly denied?: string;
}

export interface AllocationRequest {
  readonly method: AllocationMethod;
  readonly side: Side;
  /** Size units; not read by `quantity`, `change`, `risk` and `volatility`, whose size is the sum of the parts. */
  readonly total?: Decimal;
  /** In the group's order: it breaks ties. */
  readonly accounts: readonly AllocationAccount[];
  readonly leftover: LeftoverPolicy;
  readonly denial: DenialPolicy;
  /** Signed percent of the account's own position: +p adds, -p reduces. */
  readonly changePercent?: Decimal;
  readonly risk?: { readonly percent: Decimal; readonly entry: Decimal; readonly stop: Decimal };
  readonly volatility?: {
    readonly targetPercent: Decimal;
    readonly annualPercent: Decimal;
    readonly price: Decimal;
  };
  /** Sizes are quote value and equity is in coin. */
  readonly inverse?: boolean;
}

export interface AllocationLeg {
  readonly account: AccountId;
  readonly quantity: Decimal;
  /** The share before caps, lots and minimums, rounded half-even to `IDEAL_SCALE` digits. */
  readonly ideal: Decimal;
  readonly limitedBy: LegReason["limitedBy"];
  readonly detail: string;
}

/** `total` = sum of the legs + `unallocated`, exactly. One leg per account in the order asked, also those with nothing. */
export interface Allocation {
  readonly legs: readonly AllocationLeg[];
  readonly total: Decimal;
  readonly unallocated: Decimal;
  readonly rejected: readonly AccountId[];
}

export const IDEAL_SCALE = 12;

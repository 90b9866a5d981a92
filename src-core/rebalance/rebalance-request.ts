// What a rebalance is asked and what it answers, in plain values that need no portfolio.
// A symbol is the caller's word for what is the same thing in every account; ratios are taken in notional.
import type { BookLevel } from "../market/order-book.ts";
import type { Decimal } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";

export interface RebalancePosition {
  readonly symbol: string;
  /** Size units, negative is short: base for spot and linear, quote value for inverse. */
  readonly quantity: Decimal;
}

export interface RebalanceAccount {
  readonly id: string;
  /** In the currency that prices are quoted in. */
  readonly equity: Decimal;
  readonly positions: readonly RebalancePosition[];
}

/** How one account trades one symbol. */
export interface RebalanceListing {
  readonly account: string;
  readonly symbol: string;
  readonly kind: "spot" | "linear" | "inverse";
  readonly price: Decimal;
  readonly lot: Decimal;
  readonly minQuantity?: Decimal;
  /** Does not bind contracts that only reduce. */
  readonly minNotional?: Decimal;
  /** The most of one order; more stays for the next rebalance. */
  readonly maxQuantity?: Decimal;
  /** Size units per contract where lot, minimum and maximum quantity are counted in contracts. */
  readonly contractSize?: Decimal;
  /** Fractions of notional. */
  readonly takerFee: Decimal;
  readonly halfSpread: Decimal;
  /** Best prices first, quantities in size units. */
  readonly book?: { readonly bids: readonly BookLevel[]; readonly asks: readonly BookLevel[] };
  /** Accounts whose listings of a symbol name the same market take from one book. */
  readonly market?: string;
  /** Size units a day. */
  readonly dailyVolume?: Decimal;
  /** Fraction of the price per square root of a day. */
  readonly dailyVolatility?: Decimal;
}

/** Fractions of equity; negative is short. */
export type RebalanceTarget =
  | {
      readonly kind: "weights";
      readonly weights: Readonly<Record<string, Decimal>>;
      /** What is held and not named; kept unless said otherwise. */
      readonly others?: "keep" | "close";
    }
  /** Gross notional over equity, in the proportions held now. */
  | { readonly kind: "leverage"; readonly leverage: Decimal }
  /** Net notional over equity, moved by trading one symbol: of each account, or of all together where that costs least. */
  | {
      readonly kind: "exposure";
      readonly symbol: string;
      readonly fraction: Decimal;
      readonly of?: "each" | "group";
    }
  /** The same notional over equity in every account that lists the symbol; what is held together stays. */
  | { readonly kind: "equal" }
  /** The notionals over equity of that account. */
  | { readonly kind: "mirror"; readonly account: string }
  /** Nothing held; no band applies. */
  | { readonly kind: "flat" };

/** Fractions of equity; `volatility` and `penalty` as in the no-trade band, `fixedCost` per trade. */
export type RebalanceBand =
  | { readonly kind: "none" }
  | { readonly kind: "fixed"; readonly width: Decimal }
  | {
      readonly kind: "optimal";
      readonly volatility: Decimal;
      readonly penalty: Decimal;
      readonly fixedCost?: Decimal;
    };

export interface RebalanceRequest {
  readonly accounts: readonly RebalanceAccount[];
  readonly listings: readonly RebalanceListing[];
  readonly target: RebalanceTarget;
  readonly band: RebalanceBand;
}

/** In the quote currency, rounded up where a division is not exact. An impact that cannot be known is absent, never zero. */
export interface TradeCost {
  readonly fee: Decimal;
  readonly spread: Decimal;
  readonly impact?: Decimal;
}

export interface RebalanceLeg {
  readonly account: string;
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: Decimal;
  readonly notional: Decimal;
  readonly cost: TradeCost;
  /** Shrinks the position and neither closes past zero nor opens. */
  readonly reducing: boolean;
}

/** Why an account trades as much of a symbol as it does. */
export interface RebalanceReason {
  readonly account: string;
  readonly symbol: string;
  /** Signed size units to the target itself, cut at 18 digits. */
  readonly ideal: Decimal;
  /** Signed size units that are traded. */
  readonly quantity: Decimal;
  readonly limitedBy: "none" | "band" | "lot" | "cap" | "minimum" | "denied";
  readonly detail: string;
  /** Fractions of equity: traded from beyond `trigger`, back to `tradeTo`. Absent where the target does not speak of the symbol. */
  readonly band?: { readonly trigger: Decimal; readonly tradeTo: Decimal };
}

/** Ratios to eight digits half-even, absent where the equity is not positive. */
export interface Standing {
  readonly account: string;
  readonly weights: Readonly<Record<string, Decimal>>;
  readonly gross: Decimal;
  readonly net: Decimal;
  readonly leverage?: Decimal;
  /** Sum of the absolute distances to target over equity. */
  readonly trackingError?: Decimal;
}

/** One answer per request: accounts, and symbols within them, in the order in which they were given. */
export interface RebalanceAnswer {
  readonly legs: readonly RebalanceLeg[];
  readonly reasons: readonly RebalanceReason[];
  /** Every leg filled whole at its listing's price; costs are not taken from the equity. */
  readonly before: readonly Standing[];
  readonly after: readonly Standing[];
  /** Traded notional over the accounts' equity; absent where that is not positive. */
  readonly turnover?: Decimal;
  readonly cost: TradeCost;
  /** One sentence: what is traded, or why nothing is. */
  readonly reason: string;
}

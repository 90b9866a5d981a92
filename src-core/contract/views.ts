// What main publishes and the renderer shows: plain data, amounts as decimal text, totals already made. Types only.
// An absent amount is not known. Quantities are in the listing's size unit, money in USD unless a name says otherwise.
import type {
  Environment,
  OrderType,
  PositionMode,
  PositionSide,
  Side,
  TimeInForce,
} from "../order-terms/order-terms.ts";
import type { OrderStatus } from "../orders/order.ts";
import type { AllocationMethod } from "../portfolio/account.ts";
import type { DenialPolicy, FailurePolicy, LeftoverPolicy, LegReason, PlanBody } from "../plan/plan.ts";
import type { RiskView } from "./risk-views.ts";
import type { AlertState } from "../alerts/price-alert.ts";
import type { NoticeKind } from "../settings/attention.ts";
import type { RuleReading } from "../risk/verdict.ts";
import type { RiskState } from "../risk/risk-state.ts";
import type { DecimalText } from "./decimal-text.ts";
import type { DeadManView } from "./dead-man-views.ts";
import type { LegOutcomeView, PlanEndView, PlanQuestionView } from "./outcome-views.ts";
import type { LegWords, PlanWords } from "./preview-words.ts";
import type { PresetView } from "./preset-view.ts";

export type { DecimalText };

export interface VenueView {
  readonly id: string;
  readonly title: string;
  readonly environments: readonly Environment[];
  readonly secretFields: readonly ("apiKey" | "secret" | "passphrase")[];
  readonly state: "connecting" | "live" | "gap" | "down";
  readonly latencyMs?: number;
  readonly problem?: string;
}

export interface ListingView {
  readonly id: string;
  readonly venue: string;
  readonly name: string;
  readonly venueSymbol: string;
  readonly underlying: string;
  readonly base: string;
  readonly quote: string;
  readonly settle: string;
  readonly sizeUnit: string;
  readonly tick: DecimalText;
  readonly lot: DecimalText;
  readonly minQuantity: DecimalText;
  readonly minNotional: DecimalText;
}

export interface QuoteView {
  readonly id: string;
  readonly bid?: DecimalText;
  readonly ask?: DecimalText;
  readonly last?: DecimalText;
  readonly mark?: DecimalText;
  /** Against the price 24 h before, as percent text with two digits. */
  readonly changePercent?: DecimalText;
  readonly fundingRate?: DecimalText;
  readonly nextFundingMs?: number;
  readonly atMs: number;
}

export interface AccountView {
  readonly id: string;
  readonly digit: number;
  readonly name: string;
  readonly venue: string;
  readonly venueTitle: string;
  readonly environment: Environment;
  readonly positionMode: PositionMode;
  readonly health: "live" | "syncing" | "down" | "locked" | "failed";
  readonly problem?: string;
  readonly riskState: RiskState;
  readonly causes: readonly string[];
  readonly equity?: DecimalText;
  readonly available?: DecimalText;
  readonly dayPnl?: DecimalText;
  /** Initial margin in use as a percentage of equity. */
  readonly marginUsePercent?: DecimalText;
  readonly leverage?: DecimalText;
  readonly gross?: DecimalText;
  readonly net?: DecimalText;
  /** Percent of the mark between the nearest position and its liquidation; absent also where nothing can be liquidated. */
  readonly marginDistancePercent?: DecimalText;
  readonly groups: readonly string[];
  /** Absent where the venue has no timer that cancels. */
  readonly deadMan?: DeadManView;
}

export interface GroupView {
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  readonly method: AllocationMethod;
  readonly members: readonly { readonly accountId: string; readonly weight: DecimalText }[];
  readonly equity?: DecimalText;
}

/** A row of the positions table. Aggregates and legs have the same columns; `parent` ties a leg to its aggregate. */
export interface PositionView {
  readonly id: string;
  readonly parent?: string;
  readonly environment: Environment;
  readonly accountId?: string;
  readonly listing: string;
  readonly name: string;
  readonly positionSide: PositionSide;
  readonly accounts: number;
  readonly quantitySigned: DecimalText;
  readonly notional?: DecimalText;
  readonly entry?: DecimalText;
  readonly mark?: DecimalText;
  readonly unrealised?: DecimalText;
  readonly realised?: DecimalText;
  readonly fees?: DecimalText;
  readonly liquidation?: DecimalText;
  /** Percent of the mark between it and liquidation; for an aggregate the nearest of its accounts. */
  readonly distancePercent?: DecimalText;
  readonly margin?: DecimalText;
}

export interface OrderView {
  readonly id: string;
  readonly groupOrderId?: string;
  readonly accountId: string;
  readonly environment: Environment;
  readonly listing: string;
  readonly name: string;
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  readonly reduceOnly: boolean;
  readonly quantity: DecimalText;
  readonly price?: DecimalText;
  readonly trigger?: DecimalText;
  readonly filled: DecimalText;
  readonly averagePrice?: DecimalText;
  readonly fees?: DecimalText;
  readonly status: OrderStatus;
  readonly cancel: "none" | "pending" | "unknown" | "rejected";
  /** A change that was asked for and is not applied. */
  readonly amend?: {
    readonly status: "pending" | "unknown" | "rejected";
    readonly quantity: DecimalText;
    readonly price?: DecimalText;
    readonly trigger?: DecimalText;
    readonly reason?: string;
  };
  readonly origin: string;
  readonly reason?: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly working: boolean;
}

/** A submitted plan with its legs summed. */
export interface GroupOrderView {
  readonly id: string;
  readonly hash: string;
  readonly title: string;
  readonly gesture: PlanBody["gesture"];
  readonly environment: Environment;
  readonly groupName?: string;
  readonly listing: string;
  readonly name: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly price?: DecimalText;
  readonly trigger?: DecimalText;
  readonly quantity: DecimalText;
  readonly filled: DecimalText;
  readonly averagePrice?: DecimalText;
  /** Spread of the accounts' average prices around the group's, in basis points. */
  readonly dispersionBps?: DecimalText;
  /** The worst of its legs first: UNKNOWN, REJECTED, DENIED, working, then done. */
  readonly status: "UNKNOWN" | "PROBLEM" | "WORKING" | "FILLED" | "PARTIAL" | "CANCELED";
  /** Its orders, those of plans that act for it too. */
  readonly legs: readonly string[];
  /** Plan against outcome, one for each leg. */
  readonly outcome: readonly LegOutcomeView[];
  /** Present while a person has to choose about the unfinished legs. */
  readonly question?: PlanQuestionView;
  /** How it ended, where something was done about it after its first orders. */
  readonly ended?: PlanEndView;
  readonly createdAtMs: number;
  readonly policies: {
    readonly leftover: LeftoverPolicy;
    readonly denial: DenialPolicy;
    readonly failure: FailurePolicy;
  };
}

export interface FillView {
  readonly id: string;
  readonly orderId?: string;
  readonly accountId: string;
  readonly listing: string;
  readonly name: string;
  readonly side: Side;
  readonly quantity: DecimalText;
  readonly price: DecimalText;
  readonly fee: DecimalText;
  readonly feeAsset: string;
  readonly liquidity: "maker" | "taker";
  readonly atMs: number;
}

/** Sums over one environment: they never mix. */
export interface EnvironmentView {
  readonly id: Environment;
  readonly accounts: number;
  readonly equity?: DecimalText;
  readonly dayPnl?: DecimalText;
  readonly dayPnlPercent?: DecimalText;
  readonly gross?: DecimalText;
  readonly net?: DecimalText;
  readonly leverage?: DecimalText;
  readonly unrealised?: DecimalText;
  readonly marginDistancePercent?: DecimalText;
  readonly marginDistanceAccount?: string;
  readonly riskState: RiskState;
  readonly causes: readonly { readonly kind: string; readonly detail: string; readonly sinceMs: number }[];
  readonly workingOrders: number;
  readonly unknownOrders: number;
}

export interface SystemView {
  readonly id: "system";
  /** When this was drawn, main's clock. It moves every second: a window that does not see it move is cut off. */
  readonly atMs: number;
  readonly host: "electron" | "console";
  readonly version: string;
  readonly keysAllowed: boolean;
  readonly journalWritable: boolean;
  readonly journalLatencyMs?: number;
  readonly eventsPerSecond: number;
  readonly clockErrorMs?: number;
  readonly problem?: string;
}

/** A line for the status bar and the live region, newest last, bounded. */
export interface NoticeView {
  readonly id: string;
  readonly level: "info" | "warn" | "stop";
  readonly text: string;
  readonly remedy?: string;
  /** What it is about, for those who ask to be told of some kinds only; absent: the terminal itself. */
  readonly kind?: NoticeKind;
  readonly atMs: number;
}

export interface AlertView {
  readonly id: string;
  readonly listing: string;
  readonly level: DecimalText;
  readonly state: AlertState;
  readonly repeats: boolean;
  readonly firedAtMs?: number;
}

export interface CandleView {
  readonly startMs: number;
  readonly open: DecimalText;
  readonly high: DecimalText;
  readonly low: DecimalText;
  readonly close: DecimalText;
  readonly volume: DecimalText;
}

/** The last candle of the watched chart, one per listing and interval. */
export interface LiveCandleView extends CandleView {
  readonly id: string;
}

/** Depth and last trades of a listing that a ladder shows. Prices and quantities are the listing's own. */
export interface BookView {
  readonly id: string;
  readonly venue: string;
  /** Underlying units per size unit. */
  readonly multiplier: DecimalText;
  /** Price and quantity, best first, bounded. */
  readonly bids: readonly (readonly [DecimalText, DecimalText])[];
  readonly asks: readonly (readonly [DecimalText, DecimalText])[];
  /** Newest first, bounded; absent where the venue tells none. */
  readonly trades?: readonly {
    readonly id: string;
    readonly price: DecimalText;
    readonly quantity: DecimalText;
    readonly aggressor: Side;
    readonly atMs: number;
  }[];
  /** Absent while no book was heard. */
  readonly atMs?: number;
}

/** Entities by kind: what a frame can change. */
export interface Entities {
  readonly venue: VenueView;
  readonly listing: ListingView;
  readonly quote: QuoteView;
  readonly account: AccountView;
  readonly group: GroupView;
  readonly position: PositionView;
  readonly order: OrderView;
  readonly groupOrder: GroupOrderView;
  readonly fill: FillView;
  readonly environment: EnvironmentView;
  readonly system: SystemView;
  readonly notice: NoticeView;
  readonly candle: LiveCandleView;
  readonly risk: RiskView;
  readonly preset: PresetView;
  readonly alert: AlertView;
  readonly book: BookView;
}
export type EntityKind = keyof Entities;
export type AnyEntity = Entities[EntityKind];

/** One change: the whole entity, or null when it is gone. */
export type Change = {
  [K in EntityKind]: readonly [kind: K, id: string, entity: Entities[K] | null];
}[EntityKind];

/** Numbered per window from 1; a `snapshot` replaces everything the renderer holds. */
export interface Frame {
  readonly sequence: number;
  readonly snapshot: boolean;
  readonly changes: readonly Change[];
}

export interface LegPreview {
  readonly accountId: string;
  readonly digit: number;
  readonly name: string;
  readonly listing: string;
  readonly side: Side;
  readonly quantity: DecimalText;
  readonly ideal: DecimalText;
  readonly limitedBy: LegReason["limitedBy"];
  readonly detail: string;
  readonly price?: DecimalText;
  readonly trigger?: DecimalText;
  /** What it does where its side alone does not say it: the two stages of a reverse, a stop that is moved or made. */
  readonly does?: "closes" | "opens" | "moves to" | "stop at";
  /** The order that the leg changes, as it is now; absent for a new order. */
  readonly change?: {
    readonly kind: "amend" | "replace";
    readonly orderId: string;
    readonly quantity: DecimalText;
    readonly price?: DecimalText;
    readonly trigger?: DecimalText;
  };
  readonly notional?: DecimalText;
  /** What the plan lets come on top of the quantity when another account fails; absent where nothing may. */
  readonly onTop?: DecimalText;
  readonly margin?: DecimalText;
  readonly fee?: DecimalText;
  readonly slippageBps?: DecimalText;
  readonly positionAfter?: DecimalText;
  readonly leverageAfter?: DecimalText;
  readonly liquidationAfter?: DecimalText;
  readonly decision: "approve" | "refuse" | "nothing";
  readonly readings: readonly RuleReading[];
  /** How the figures come about; absent where nothing is sent. */
  readonly words?: LegWords;
}

/** What stands on the screen before anything is sent. Submit carries back `planId` and `hash` and nothing else. */
export interface PlanPreview {
  readonly planId: string;
  readonly hash: string;
  readonly title: string;
  readonly environment: Environment;
  readonly legs: readonly LegPreview[];
  readonly quantity: DecimalText;
  readonly unallocated: DecimalText;
  readonly notional?: DecimalText;
  readonly fee?: DecimalText;
  readonly slippageBps?: DecimalText;
  readonly leverageBefore?: DecimalText;
  readonly leverageAfter?: DecimalText;
  readonly decision: "approve" | "refuse";
  /** Of the whole plan; those of a leg stand with the leg. */
  readonly readings: readonly RuleReading[];
  /** A duplicate that a second, different confirmation would let pass. */
  readonly needsConfirmation: boolean;
  readonly words?: PlanWords;
  /** A book that the figures need is followed and has not come yet: they are worth asking for again soon. */
  readonly bookAwaited?: boolean;
  readonly validUntilMs: number;
}

/** The answer to a submit: the same for a second submit of the same plan. */
export interface SubmitReceipt {
  readonly planId: string;
  /** Of the legs that leave at once, in their order; a plan in stages makes the others when their turn comes. */
  readonly orders: readonly string[];
}

export interface ConnectionCheck {
  readonly trade: boolean | "unknown";
  readonly withdraw: boolean | "unknown";
  readonly ipBound: boolean | "unknown";
}

// Which changes of what main publishes a person is told of, in words. Pure: two views of one entity in, an event out.
import type {
  AccountView,
  EnvironmentView,
  FillView,
  GroupOrderView,
  OrderView,
  SystemView,
} from "../../src-core/contract/views.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import { formatPrice, type Separators } from "../../src-core/money/format.ts";
import type { NoticeKind } from "../../src-core/settings/attention.ts";
import { CLOCK_OFF, type Latches, LIQUIDATION_NEAR, MARGIN_USE_NEAR } from "./latches.ts";
import type { SidePanel } from "./workspace.ts";

export interface Told {
  readonly kind: NoticeKind;
  readonly level: "info" | "warn" | "stop";
  readonly text: string;
  /** What to do or look at next. */
  readonly remedy?: string;
  /** Where it is mended, one press away. */
  readonly act?: ToldAct;
}

export interface ToldAct {
  readonly words: string;
  /** What takes the ticket's place, or the panel that comes to the front. */
  readonly side?: SidePanel;
  readonly panel?: "orders" | "positions";
}

const SEPARATORS: Separators = { group: ",", point: "." };
const ORDERS: ToldAct = { words: "Orders", panel: "orders" };
const POSITIONS: ToldAct = { words: "Positions", panel: "positions" };

/** A group order that came to an end. Its legs are not told one by one. */
export function groupOrderTold(
  before: GroupOrderView | undefined,
  now: GroupOrderView,
  tick: string | undefined,
): Told | undefined {
  if (before?.status === now.status) return undefined;
  const average =
    now.averagePrice === undefined ? "" : ` at ${formatPrice(now.averagePrice, tick, SEPARATORS)} on average`;
  if (now.status === "FILLED")
    return { kind: "fill", level: "info", text: `Filled: ${now.title}${average}.` };
  if (now.status === "PARTIAL")
    return {
      kind: "fill",
      level: "warn",
      text: `Filled ${now.filled} of ${now.quantity}: ${now.title}${average}.`,
    };
  return undefined;
}

/** An order that the venue refused, or whose state nobody knows. */
export function orderTold(before: OrderView | undefined, now: OrderView, account: string): Told | undefined {
  if (before?.status === now.status) return undefined;
  const what = `${account}: ${now.side} ${now.quantity} ${now.name}`;
  if (now.status === "REJECTED")
    return {
      kind: "rejection",
      level: "stop",
      text: `Rejected. ${what}. ${now.reason ?? "The venue gave no reason."}`,
      act: ORDERS,
    };
  if (now.status === "UNKNOWN")
    return {
      kind: "unknown",
      level: "stop",
      text: `UNKNOWN. ${what}.`,
      remedy: "It is not sent again. Yoke asks the venue until it knows.",
      act: ORDERS,
    };
  return undefined;
}

/** A fill of an order that is not ours; our own are told with their group order. */
export function fillTold(now: FillView, account: string): Told | undefined {
  if (now.orderId !== undefined) return undefined;
  const text = `${account}: others ${now.side === "buy" ? "bought" : "sold"} ${now.quantity} ${now.name} at ${now.price}.`;
  return { kind: "fill", level: "warn", text };
}

/** Margin that comes near its end, or a mark that comes near a liquidation; each once until it is clearly back. */
export function accountTold(now: AccountView, latches: Latches): readonly Told[] {
  const { id, name, marginUsePercent, marginDistancePercent } = now;
  const use = Decimal.parse(marginUsePercent);
  const distance = Decimal.parse(marginDistancePercent);
  const told: Told[] = [];
  if (latches.turned(`use ${id}`, use, MARGIN_USE_NEAR))
    told.push({
      kind: "margin",
      level: "stop",
      text: `${name}: ${marginUsePercent ?? "?"}% of its equity is margin in use.`,
      remedy: "Make its positions smaller or add collateral.",
      act: POSITIONS,
    });
  if (latches.turned(`distance ${id}`, distance, LIQUIDATION_NEAR))
    told.push({
      kind: "margin",
      level: "stop",
      text: `${name}: ${marginDistancePercent ?? "?"}% of the mark is left to its nearest liquidation.`,
      remedy: "Make that position smaller or add collateral.",
      act: POSITIONS,
    });
  return told;
}

/** A risk state that became stricter or was left. */
export function environmentTold(before: EnvironmentView | undefined, now: EnvironmentView): Told | undefined {
  if (before === undefined || before.riskState === now.riskState) return undefined;
  if (now.riskState === "SYNCING" || before.riskState === "SYNCING") return undefined;
  const why = now.causes.map(({ detail }) => detail).join(" ");
  const text = `${now.id.toUpperCase()} is ${now.riskState}. ${why}`.trim();
  return { kind: "limit", level: now.riskState === "ACTIVE" ? "info" : "stop", text };
}

/** A clock that went wrong. */
export function systemTold({ clockErrorMs }: SystemView, latches: Latches): Told | undefined {
  const off =
    clockErrorMs === undefined ? undefined : Decimal.fromInteger(Math.round(Math.abs(clockErrorMs)));
  if (!latches.turned("clock", off, CLOCK_OFF)) return undefined;
  return {
    kind: "clock",
    level: "warn",
    text: `This machine's clock is ${String(clockErrorMs)} ms off the venue's.`,
    remedy: "Set it by the network. Orders may be refused until then.",
  };
}

// Which changes of what main publishes a person is told of, in words. Pure: two views of one entity in, an event out.
import type {
  AccountView,
  EnvironmentView,
  FillView,
  GroupOrderView,
  OrderView,
  SystemView,
  VenueView,
} from "../../src-core/contract/views.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import { formatPrice, type Separators } from "../../src-core/money/format.ts";
import type { NoticeKind } from "../../src-core/settings/attention.ts";

export interface Told {
  readonly kind: NoticeKind;
  readonly level: "info" | "warn" | "stop";
  readonly text: string;
  /** What to do or look at next. */
  readonly remedy?: string;
}

const SEPARATORS: Separators = { group: ",", point: "." };
const CLOCK_ERROR_MS = 1_000;
const MARGIN_NEAR = Decimal.fromInteger(85);

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
    };
  if (now.status === "UNKNOWN")
    return {
      kind: "unknown",
      level: "stop",
      text: `UNKNOWN. ${what}.`,
      remedy: "It is not sent again. Yoke asks the venue until it knows.",
    };
  return undefined;
}

/** A fill of an order that is not ours; our own are told with their group order. */
export function fillTold(now: FillView, account: string): Told | undefined {
  if (now.orderId !== undefined) return undefined;
  const text = `${account}: others ${now.side === "buy" ? "bought" : "sold"} ${now.quantity} ${now.name} at ${now.price}.`;
  return { kind: "fill", level: "warn", text };
}

/** Margin that comes near its end; told again only after it was below. */
export function accountTold(before: AccountView | undefined, now: AccountView): Told | undefined {
  if (before === undefined || isNear(before) || !isNear(now)) return undefined;
  return {
    kind: "margin",
    level: "stop",
    text: `${now.name}: ${now.marginUsePercent ?? "?"}% of its equity is margin in use.`,
    remedy: "Make its positions smaller or add collateral.",
  };
}

/** A risk state that became stricter or was left. */
export function environmentTold(before: EnvironmentView | undefined, now: EnvironmentView): Told | undefined {
  if (before === undefined || before.riskState === now.riskState) return undefined;
  if (now.riskState === "SYNCING" || before.riskState === "SYNCING") return undefined;
  const why = now.causes.map(({ detail }) => detail).join(" ");
  const text = `${now.id.toUpperCase()} is ${now.riskState}. ${why}`.trim();
  return { kind: "limit", level: now.riskState === "ACTIVE" ? "info" : "stop", text };
}

/** A venue that was lost or found again. */
export function venueTold(before: VenueView | undefined, now: VenueView): Told | undefined {
  if (before === undefined || before.state === now.state || before.state === "connecting") return undefined;
  if (now.state === "down")
    return {
      kind: "venue",
      level: "stop",
      text: `${now.title}: no connection. ${now.problem ?? ""}`.trim(),
      remedy: "What is shown of it is old. New orders there are refused.",
    };
  if (now.state === "live") return { kind: "venue", level: "info", text: `${now.title} is connected again.` };
  return undefined;
}

/** A clock that went wrong, or a journal that cannot be written. */
export function systemTold(before: SystemView | undefined, now: SystemView): Told | undefined {
  const wrong = (view: SystemView | undefined): boolean => Math.abs(view?.clockErrorMs ?? 0) > CLOCK_ERROR_MS;
  if (before === undefined || wrong(before) || !wrong(now)) return undefined;
  return {
    kind: "clock",
    level: "warn",
    text: `This machine's clock is ${String(now.clockErrorMs)} ms off the venue's.`,
    remedy: "Set it by the network. Orders may be refused until then.",
  };
}

function isNear({ marginUsePercent }: AccountView): boolean {
  return Decimal.parse(marginUsePercent)?.atLeast(MARGIN_NEAR) ?? false;
}

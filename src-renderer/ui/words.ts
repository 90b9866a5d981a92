// The product's words for what the contract names: the same everywhere, in one place.
import type { OrderDraft } from "../../src-core/contract/requests.ts";
import type { AccountView, EnvironmentView, OrderView, PositionView } from "../../src-core/contract/views.ts";

export const TYPE_WORDS: Readonly<Record<OrderDraft["type"], string>> = {
  market: "Market",
  limit: "Limit",
  stop: "Stop",
  "stop-limit": "Stop limit",
  "take-profit": "Take profit",
  "take-profit-limit": "Take profit limit",
};

export const SIDE_WORDS: Readonly<Record<OrderDraft["side"], string>> = { buy: "Buy", sell: "Sell" };

export const METHOD_WORDS: Readonly<Record<OrderDraft["method"], string>> = {
  equity: "By equity",
  available: "By free margin",
  equal: "Equal orders",
  "equal-position": "Equal positions",
  ratio: "By ratio",
  percent: "By percent",
  quantity: "By quantity",
  change: "Percent of position",
  risk: "By risk",
  volatility: "By volatility",
  capacity: "By capacity",
};

export const LEFTOVER_WORDS: Readonly<Record<OrderDraft["leftover"], string>> = {
  redistribute: "Share again",
  leave: "Leave over",
};

export const DENIAL_WORDS: Readonly<Record<OrderDraft["denial"], string>> = {
  "reject-all": "Reject all",
  reduce: "Send the rest",
  redistribute: "Share to the rest",
};

export const FAILURE_WORDS: Readonly<Record<OrderDraft["failure"], string>> = {
  ask: "Ask me",
  leave: "Leave as is",
  complete: "Complete",
  unwind: "Unwind",
};

export const FORCE_WORDS: Readonly<Record<OrderDraft["timeInForce"], string>> = {
  GTC: "GTC",
  IOC: "IOC",
  FOK: "FOK",
};

export const HEALTH_WORDS: Readonly<Record<AccountView["health"], string>> = {
  live: "connected",
  syncing: "syncing",
  down: "offline",
  locked: "locked",
  failed: "failed",
};

export const ORDER_WORDS: Readonly<Record<OrderView["status"], string>> = {
  DENIED: "Denied",
  INTENT: "Written",
  SENDING: "Sending",
  ACCEPTED: "Accepted",
  OPEN: "Open",
  PARTIAL: "Partial",
  FILLED: "Filled",
  CANCELED: "Canceled",
  EXPIRED: "Expired",
  REJECTED: "Rejected",
  UNKNOWN: "UNKNOWN",
  ABSENT: "Never existed",
};

export const ENVIRONMENT_WORDS: Readonly<Record<EnvironmentView["id"], string>> = {
  live: "LIVE",
  testnet: "TESTNET",
  paper: "PAPER",
};

export const LIMITED_WORDS: Readonly<Record<string, string>> = {
  none: "",
  lot: "rounded to its lot",
  cap: "capped",
  minimum: "under its minimum",
  denied: "denied",
  position: "limited by its position",
};

/** Long or short, from the sign of the position. */
export function positionWord(position: Pick<PositionView, "quantitySigned">): "Long" | "Short" | "Flat" {
  if (position.quantitySigned.startsWith("-")) return "Short";
  return /^0(\.0+)?$/.test(position.quantitySigned) ? "Flat" : "Long";
}

/** `1 account`, `3 accounts`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

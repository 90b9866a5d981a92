// Every rule of the gate, in the order in which a person reads them. A rule that is not here does not hold.
import type { GateContext } from "./gate-context.ts";
import { allowlist } from "./rules/allowlist.ts";
import { dailyLoss } from "./rules/daily-loss.ts";
import { dataHealth } from "./rules/data-health.ts";
import { duplicate } from "./rules/duplicate.ts";
import { exposure } from "./rules/exposure.ts";
import { freshness } from "./rules/freshness.ts";
import { hold } from "./rules/hold.ts";
import { instrument } from "./rules/instrument.ts";
import { journal } from "./rules/journal.ts";
import { margin } from "./rules/margin.ts";
import { marginFloors } from "./rules/margin-floors.ts";
import { masterPosition } from "./rules/master-position.ts";
import { openOrders } from "./rules/open-orders.ts";
import { orderNotional } from "./rules/order-notional.ts";
import { orderQuantity } from "./rules/order-quantity.ts";
import { position } from "./rules/position.ts";
import { positionMode } from "./rules/position-mode.ts";
import { priceCollar } from "./rules/price-collar.ts";
import { reduceOnly } from "./rules/reduce-only.ts";
import { repeat } from "./rules/repeat.ts";
import { selfMatch } from "./rules/self-match.ts";
import { shape } from "./rules/shape.ts";
import { slippageWindow } from "./rules/slippage-window.ts";
import { state } from "./rules/state.ts";
import { throttle } from "./rules/throttle.ts";
import { underlyingExposure } from "./rules/underlying-exposure.ts";
import { venueShare } from "./rules/venue-share.ts";
import type { RuleName, RuleReading } from "./verdict.ts";

/** A rule sees everything and answers with its own readings; it never asks another rule. */
export type Rule = (context: GateContext) => readonly RuleReading[];

export const RULE_TABLE: readonly (readonly [RuleName, Rule])[] = [
  ["state", state],
  ["journal", journal],
  ["hold", hold],
  ["instrument", instrument],
  ["allowlist", allowlist],
  ["position-mode", positionMode],
  ["data-health", dataHealth],
  ["freshness", freshness],
  ["shape", shape],
  ["reduce-only", reduceOnly],
  ["order-notional", orderNotional],
  ["order-quantity", orderQuantity],
  ["price-collar", priceCollar],
  ["slippage-window", slippageWindow],
  ["position", position],
  ["position", masterPosition],
  ["exposure", exposure],
  ["exposure", underlyingExposure],
  ["exposure", venueShare],
  ["margin", margin],
  ["margin", marginFloors],
  ["daily-loss", dailyLoss],
  ["open-orders", openOrders],
  ["throttle", throttle],
  ["repeat", repeat],
  ["self-match", selfMatch],
  ["duplicate", duplicate],
];

// The two doors of the state: journal records for what must survive, portfolio events for what the venue can say again.
import { foldRecord } from "../../src-core/journal/fold.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { fillId } from "../../src-core/orders/order.ts";
import type { OrderEffect, OrderEvent } from "../../src-core/orders/order-event.ts";
import { reduceOrder } from "../../src-core/orders/reduce-order.ts";
import { toWorkingOrder } from "../../src-core/orders/reservation.ts";
import type { Fill } from "../../src-core/order-terms/venue-event.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import type { PortfolioEvent } from "../../src-core/portfolio/portfolio-event.ts";
import { reducePortfolio } from "../../src-core/portfolio/reduce-portfolio.ts";
import { rootOf } from "./plan-family.ts";
import { MAX_FILLS, type RecordedFill, type Runtime } from "./runtime.ts";

/** Changes the portfolio. */
export function applyPortfolio(runtime: Runtime, event: PortfolioEvent): void {
  runtime.state.portfolio = reducePortfolio(runtime.state.portfolio, event);
  runtime.audience.heardPortfolio(event);
}

/** Folds a record that is durable already, or whose loss the venue can make good. */
export function applyRecord(runtime: Runtime, record: JournalRecord): void {
  const { state } = runtime;
  state.durable = foldRecord(state.durable, record);
  for (const clientId of ordersIn(record)) reserve(runtime, clientId);
  runtime.audience.heardRecord(record);
}

/** Notes a fact about one of our orders and applies it; answers what the machine asks for. Unknown client ids answer nothing. */
export function applyOrderEvent(
  runtime: Runtime,
  clientId: string,
  event: OrderEvent,
): readonly OrderEffect[] {
  const order = runtime.state.durable.orders.get(clientId);
  if (order === undefined) return [];
  const { order: next, effects } = reduceOrder(order, event);
  if (next === order) return effects;
  const record: JournalRecord = { kind: "order", clientId, event, atMs: event.atMs };
  runtime.keeper.note(record);
  applyRecord(runtime, record);
  if (event.kind === "filled" && !order.fillIds.includes(fillId(event.fill))) {
    keepFill(runtime, { accountId: order.accountId, orderId: clientId, fill: event.fill });
    applyPortfolio(runtime, { kind: "fill", accountId: order.accountId, fill: event.fill });
  }
  runtime.state.pursued.get(rootOf(runtime.state.durable, order.planId))?.wake?.();
  return effects;
}

/** Notes a fill of an order that is not ours, once. */
export function applyForeignFill(runtime: Runtime, accountId: AccountId, fill: Fill, nowMs: number): void {
  const id = accountFillId(accountId, fill);
  if (runtime.state.foreignFillIds.has(id)) return;
  runtime.state.foreignFillIds.add(id);
  const record: JournalRecord = { kind: "foreign-fill", accountId, fill, atMs: nowMs };
  runtime.keeper.note(record);
  applyRecord(runtime, record);
  keepFill(runtime, { accountId, fill });
  applyPortfolio(runtime, { kind: "fill", accountId, fill });
}

/** One fill's identity among all accounts. */
export function accountFillId(accountId: AccountId, fill: Fill): string {
  return `${accountId}|${fillId(fill)}`;
}

/** Remembers a fill for the screen, dropping the oldest beyond the bound. */
function keepFill(runtime: Runtime, fill: RecordedFill): void {
  runtime.state.fills = [...runtime.state.fills.slice(-(MAX_FILLS - 1)), fill];
}

function ordersIn(record: JournalRecord): readonly string[] {
  if (record.kind === "order") return [record.clientId];
  if (record.kind === "submitted")
    return [...record.intents, ...(record.amends ?? [])].map(({ clientId }) => clientId);
  return [];
}

/** Shows the portfolio what an order reserves now. */
export function reserve(runtime: Runtime, clientId: string): void {
  const order = runtime.state.durable.orders.get(clientId);
  if (order === undefined) return;
  const working = toWorkingOrder(order);
  const { accountId } = order;
  if (working !== undefined) applyPortfolio(runtime, { kind: "working", accountId, order: working });
  else applyPortfolio(runtime, { kind: "settled", accountId, id: clientId });
}

// Where a venue cannot change an order: it is cancelled, and the new one leaves only when that ending is proven.
import { isTerminal, type Order } from "../../src-core/orders/order.ts";
import type { Plan } from "../../src-core/plan/plan.ts";
import { cancelOrder } from "./cancel-orders.ts";
import type { Runtime } from "./runtime.ts";
import { keepUnsent, sendOrder } from "./send-orders.ts";

const LOOK_EVERY_MS = 100;

/** Begins every replacement of a submitted plan. `orders`: the receipt's, one per leg. Until it ends, both reserve. */
export function replaceOrders(runtime: Runtime, plan: Plan, orders: readonly string[]): void {
  plan.body.legs.forEach(({ change }, leg) => {
    const clientId = orders[leg];
    const old = change?.kind === "replace" ? runtime.state.durable.orders.get(change.clientId) : undefined;
    if (clientId !== undefined && old !== undefined)
      void replaceOrder(runtime, old, clientId, plan.body.envelope.deadlineMs);
  });
}

async function replaceOrder(
  runtime: Runtime,
  old: Order,
  clientId: string,
  deadlineMs: number,
): Promise<void> {
  if (!isTerminal(old.status)) await cancelOrder(runtime, old);
  await proceed(runtime, old.clientId, clientId, deadlineMs);
}

/** Waits for the ending of the old order; a halt that voids the new one ends the waiting. */
async function proceed(runtime: Runtime, oldId: string, clientId: string, deadlineMs: number): Promise<void> {
  const { clock } = runtime.ports;
  for (;;) {
    if (!runtime.state.unspent.has(clientId)) return;
    const old = runtime.state.durable.orders.get(oldId);
    const against = old === undefined ? "The order it replaces is not known." : whyNotNow(old);
    if (against === undefined) {
      await sendOrder(runtime, clientId);
      return;
    }
    const settled = old === undefined || isTerminal(old.status);
    if (settled || clock.nowMs() > deadlineMs) {
      giveUp(runtime, clientId, against);
      return;
    }
    await new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve));
  }
}

/** Undefined once the old order has ended, at the venue, without a fill. */
function whyNotNow(old: Order): string | undefined {
  if (!isTerminal(old.status)) return "The cancel of the order it replaces was not proven in time.";
  if (old.filled.isPositive())
    return `The order it replaces filled ${old.filled.toString()} before it was cancelled.`;
  return old.status === "CANCELED" || old.status === "EXPIRED"
    ? undefined
    : `The order it replaces is ${old.status}.`;
}

function giveUp(runtime: Runtime, clientId: string, reason: string): void {
  runtime.state.unspent.delete(clientId);
  keepUnsent(runtime, clientId, reason);
  runtime.audience.notice({
    level: "stop",
    text: `An order was cancelled to be moved, and the new one was not sent. ${reason}`,
    remedy: "Look at the position, and place the order again if it needs one.",
  });
}

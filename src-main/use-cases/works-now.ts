// Whether anything of ours may still trade or is on its way.
import { isTerminal } from "../../src-core/orders/order.ts";
import type { Runtime } from "./runtime.ts";

/** True while an order of ours is unsettled: the computer should not sleep then. */
export function worksNow(runtime: Runtime): boolean {
  return [...runtime.state.durable.orders.values()].some((order) => !isTerminal(order.status));
}

// What the size field of an order means by its method: one total that is shared, or each account's own size.
import type { AllocationMethod } from "../portfolio/account.ts";
import type { QuantityIn } from "./group-order.ts";

/** Whether the size is one total, so that what it is counted in has a meaning. */
export function sharesTotal(method: AllocationMethod): boolean {
  return method !== "quantity" && method !== "change" && method !== "risk" && method !== "volatility";
}

/** Whether the size follows from the money that is lost at a stop. */
export function sizedByRisk(order: {
  readonly method: AllocationMethod;
  readonly quantityIn: QuantityIn;
}): boolean {
  return order.method === "risk" || (order.quantityIn === "risk" && sharesTotal(order.method));
}

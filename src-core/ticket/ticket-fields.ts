// Which fields a ticket has beside its quantity: they follow from the method and what the size is counted in.
import { sharesTotal, sizedByRisk } from "../allocation/size-kind.ts";
import type { TicketState } from "./ticket.ts";

type Sized = Pick<TicketState, "method" | "quantityIn">;

/** Whether the size can be counted in something else than size units. */
export function hasQuantityKind({ method }: Sized): boolean {
  return sharesTotal(method);
}

/** Whether the size needs the price of a stop. */
export function hasStop(state: Sized): boolean {
  return sizedByRisk(state);
}

/** Whether the size needs the listing's volatility. */
export function hasVolatility({ method }: Sized): boolean {
  return method === "volatility";
}

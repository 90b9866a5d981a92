// What of the ticket is kept as a preset: its terms, without side and prices.
import type { PresetTermsDraft } from "../../../src-core/contract/preset-requests.ts";
import type { TicketState } from "../../stores/ticket.ts";

/** The distances that stand for the ticket's prices. */
export interface PresetDistances {
  readonly offsetBps: string;
  readonly stopPercent: string;
}

/** Whether a ticket of this type can be kept: a trigger price has no meaning at another time. */
export function canBePreset({ type }: Pick<TicketState, "type">): boolean {
  return type === "market" || type === "limit";
}

/** The terms as they are kept. */
export function presetTermsOf(form: TicketState, distances: PresetDistances): PresetTermsDraft {
  const isLimit = form.type === "limit";
  return {
    type: isLimit ? "limit" : "market",
    quantity: form.quantity.trim(),
    quantityIn: form.quantityIn,
    ...(isLimit ? { offsetBps: distances.offsetBps.trim() } : {}),
    ...(distances.stopPercent.trim() === "" ? {} : { stopPercent: distances.stopPercent.trim() }),
    ...(form.method === "volatility" ? { annualVolatility: form.annualVolatility.trim() } : {}),
    timeInForce: form.timeInForce,
    postOnly: form.postOnly,
    reduceOnly: form.reduceOnly,
    method: form.method,
    leftover: form.leftover,
    denial: form.denial,
    failure: form.failure,
  };
}

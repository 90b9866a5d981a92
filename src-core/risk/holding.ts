// What an order moves: a derivative's position, or the balance that all spot listings of a coin share.
import type { Listing } from "../market/listing.ts";
import type { OrderTerms, PositionSide } from "../order-terms/order-terms.ts";
import { positionKey, type AccountState } from "../portfolio/portfolio.ts";

/** Orders with equal keys on one account move the same holding. */
export function holdingKey(listing: Listing, positionSide: PositionSide): string {
  return listing.kind === "spot" ? coinKey(listing.base) : positionKey(listing.key, positionSide);
}

/** The holding of an asset as such. */
export function coinKey(asset: string): string {
  return `spot|${asset}`;
}

/** Whether the venue lets the order shrink its position and nothing else. A hedge-mode side cannot cross zero at all. */
export function isClamped(listing: Listing, terms: OrderTerms): boolean {
  if (listing.kind === "spot") return false;
  if (terms.positionSide !== "both") return (terms.side === "sell") === (terms.positionSide === "long");
  return terms.reduceOnly && listing.enforcesReduceOnly === true;
}

/** Whether everything the venue said since its last complete reading has arrived. */
export function isFresh(state: AccountState): boolean {
  return state.stream === "live" && state.syncedAtMs !== undefined && state.problem === undefined;
}

// One line for each symbol, however many venues list it; main finds each account's own listing.
import type { ListingView } from "../../../src-core/contract/views.ts";

export interface SymbolLine {
  readonly value: string;
  readonly label: string;
}

/** Symbols by name, each with the listing at the first of the given venues that has it, else at any venue. */
export function symbolChoices(
  listings: readonly ListingView[],
  venues: readonly string[],
): readonly SymbolLine[] {
  const best = new Map<string, ListingView>();
  for (const listing of listings) {
    const known = best.get(listing.name);
    if (known === undefined || rank(listing, venues) < rank(known, venues)) best.set(listing.name, listing);
  }
  return [...best.values()]
    .map(({ id, name }) => ({ value: id, label: name }))
    .sort((a, b) => kindOf(a) - kindOf(b) || (a.label < b.label ? -1 : 1));
}

/** Contracts name what they settle in after a colon and come before spot: they are what groups trade most. */
function kindOf({ label }: SymbolLine): number {
  return label.includes(":") ? 0 : 1;
}

function rank(listing: ListingView, venues: readonly string[]): number {
  const index = venues.indexOf(listing.venue);
  return index === -1 ? venues.length : index;
}

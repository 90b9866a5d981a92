// Whether a preset still means what it meant: a listing that changed voids it until a person has confirmed it.
import type { Listing, ListingKey } from "../market/listing.ts";
import type { Preset } from "./preset.ts";

type Listings = Readonly<Record<ListingKey, Listing>>;

/** `unknown`: a listing has not been read yet, which voids nothing. */
export type PresetStanding =
  | { readonly kind: "ready" }
  | { readonly kind: "unknown"; readonly because: string }
  | { readonly kind: "void"; readonly because: string };

/** The standing against the listings of this moment; a changed listing speaks before one that is not known. */
export function presetStanding(preset: Preset, listings: Listings): PresetStanding {
  const kept = Object.entries(preset.listingVersions);
  for (const [key, version] of kept) {
    const listing = listings[key];
    if (listing === undefined || listing.version === version) continue;
    const because = `${listing.name} at ${listing.venue} changed since this was saved.`;
    return { kind: "void", because };
  }
  const missing = kept.find(([key]) => listings[key] === undefined);
  if (missing === undefined) return { kind: "ready" };
  return { kind: "unknown", because: `The instrument ${missing[0]} is not known yet.` };
}

/** The preset with the listings as they are now: a person has seen the change. Listings that are not known keep what was kept. */
export function confirmPreset(preset: Preset, listings: Listings): Preset {
  const kept = Object.entries(preset.listingVersions);
  const listingVersions = Object.fromEntries(
    kept.map(([key, version]) => [key, listings[key]?.version ?? version]),
  );
  return { ...preset, listingVersions };
}

/** The versions to keep for these listings. */
export function versionsOf(listings: readonly Listing[]): Readonly<Record<ListingKey, number>> {
  return Object.fromEntries(listings.map(({ key, version }) => [key, version]));
}

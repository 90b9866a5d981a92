// Which prices are followed: every listing with a position or a working order, and what the windows look at. Books are
// followed only where somebody may take from them: many of them would cost more than they tell.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { CandleView } from "../../src-core/contract/views.ts";
import type { CandleInterval } from "../../src-core/market/candle.ts";
import type { ListingKey } from "../../src-core/market/listing.ts";
import type { Stop, VenuePort } from "../ports/exchange.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { applyPortfolio } from "./apply.ts";
import { pricedByPreset } from "./preview-preset.ts";
import type { Runtime } from "./runtime.ts";
import { candleView } from "./views/candle-view.ts";
import { depthWatch } from "./watch-depth.ts";

/** Loads a venue's listings into the portfolio; on failure says so and leaves what is known. */
export async function loadListings(runtime: Runtime, venue: VenuePort): Promise<void> {
  const listings = await venue.market.listings();
  if (listings.ok) applyPortfolio(runtime, { kind: "listings-loaded", listings: listings.value });
  else runtime.audience.notice({ level: "warn", text: `${venue.title}: ${listings.failure.message}` });
}

/** Keeps quote subscriptions in step with what needs a price. */
export interface MarketWatch {
  /** A window plans with these listings until it plans with others: their prices must be there at the next preview. */
  plan(window: string, listings: readonly ListingKey[]): void;
  /** Windows look at this listing until they say otherwise. */
  look(window: string, listing: ListingKey): void;
  leave(window: string): void;
  /** Price alerts wait for these listings. */
  await(listings: readonly ListingKey[]): void;
  /** Starts and stops subscriptions after the portfolio changed. */
  refresh(): void;
  stop(): void;
}

export function marketWatch(runtime: Runtime): MarketWatch {
  const looking = new Map<string, ListingKey>();
  const planning = new Map<string, readonly ListingKey[]>();
  let awaited: readonly ListingKey[] = [];
  const followed = new Map<ListingKey, Stop>();
  const depth = depthWatch(runtime);

  function planned(): ReadonlySet<ListingKey> {
    const { armedPresets, durable, pursued } = runtime.state;
    const armed = [...armedPresets].flatMap((presetId) => pricedByPreset(runtime, presetId));
    const unfinished = [...pursued.keys()].flatMap((planId) =>
      (durable.plans.get(planId)?.body.legs ?? []).map(({ terms }) => terms.listing),
    );
    return new Set([...looking.values(), ...[...planning.values()].flat(), ...armed, ...unfinished]);
  }

  function needed(): ReadonlySet<ListingKey> {
    const held = Object.values(runtime.state.portfolio.accounts).flatMap((account) => [
      ...Object.values(account.positions).map((position) => position.listing),
      ...Object.values(account.working).map((order) => order.terms.listing),
    ]);
    return new Set([...held, ...planned(), ...awaited]);
  }

  function follow(listing: ListingKey): void {
    const venue = runtime.ports.venues.get(runtime.state.portfolio.listings[listing]?.venue ?? "");
    if (venue === undefined) return;
    followed.set(
      listing,
      venue.market.watchQuote(listing, (quote) => {
        applyPortfolio(runtime, { kind: "quote", quote });
      }),
    );
  }

  function refresh(): void {
    const wanted = needed();
    for (const [listing, stop] of [...followed]) {
      if (wanted.has(listing)) continue;
      followed.delete(listing);
      stop();
    }
    for (const listing of wanted) if (!followed.has(listing)) follow(listing);
    depth.follow(planned());
  }

  return {
    plan(window, listings) {
      planning.set(window, listings);
      refresh();
    },
    look(window, listing) {
      looking.set(window, listing);
      refresh();
    },
    await(listings) {
      awaited = listings;
      refresh();
    },
    leave(window) {
      looking.delete(window);
      planning.delete(window);
      refresh();
    },
    refresh,
    stop() {
      depth.stop();
      for (const stop of followed.values()) stop();
      followed.clear();
    },
  };
}

/** Candles of a listing, oldest first. */
export async function readCandles(
  runtime: Runtime,
  listing: ListingKey,
  interval: CandleInterval,
  limit: number,
): Promise<Answer<readonly CandleView[]>> {
  const venue = runtime.ports.venues.get(runtime.state.portfolio.listings[listing]?.venue ?? "");
  if (venue === undefined) return refusal("unknown-listing", "listing", "This instrument is not known.");
  const candles = await venue.market.candles(listing, interval, limit);
  return candles.ok ? answer(candles.value.map(candleView)) : refuse(candles.failure);
}

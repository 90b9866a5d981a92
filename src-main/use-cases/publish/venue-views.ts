// Venues as the top bar shows them: how the worst of their accounts' streams does.
import type { VenueView } from "../../../src-core/contract/views.ts";
import type { StreamState } from "../../../src-core/order-terms/venue-event.ts";
import type { Runtime } from "../runtime.ts";

const WORST_FIRST: readonly StreamState[] = ["down", "gap", "connecting", "live"];

/** Every venue that can be connected to. One without accounts is live when its market is: nothing private can fail there. */
export function venueViews(runtime: Runtime): readonly VenueView[] {
  return [...runtime.ports.venues.values()].map((venue) => {
    const accounts = Object.values(runtime.state.portfolio.accounts).filter(
      ({ account }) => account.venue === venue.venue,
    );
    const states = new Set(accounts.map((account) => account.stream));
    const problem = accounts.find((account) => account.problem !== undefined)?.problem;
    const latencyMs = slowest(runtime, venue.venue);
    const isPaper = venue.secretFields.length === 0;
    return {
      id: venue.venue,
      title: venue.title,
      environments: isPaper ? ["paper"] : ["live", "testnet"],
      secretFields: venue.secretFields,
      state: WORST_FIRST.find((state) => states.has(state)) ?? "live",
      ...(latencyMs === undefined ? {} : { latencyMs }),
      ...(problem === undefined ? {} : { problem }),
    };
  });
}

/** The longest of its accounts' last round trips, whole milliseconds; undefined before the first. */
function slowest(runtime: Runtime, venue: string): number | undefined {
  const own = [...runtime.state.sessions.values()].filter(({ account }) => account.venue === venue);
  const known = own.flatMap(({ latencyMs }) => latencyMs ?? []);
  return known.length === 0 ? undefined : Math.round(Math.max(...known));
}

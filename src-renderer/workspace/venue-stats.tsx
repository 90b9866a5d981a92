// The venues of the accounts on the screen, each with its answer time; trouble carries a sign and a word.
import type { ReactNode } from "react";
import type { VenueView } from "../../src-core/contract/views.ts";
import { useEntities, useEntity, useWorkspace } from "../stores/use-terminal.ts";
import { Icon } from "../ui/icon.tsx";
import { venueCode } from "../ui/tags.tsx";
import { Stat } from "./stat.tsx";

const SLOW_MS = 300;
const SHOWN = 4;

const STATE_WORDS: Readonly<Record<VenueView["state"], string>> = {
  connecting: "connecting",
  live: "live",
  gap: "gap in its data",
  down: "no connection",
};

export function VenueStats(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const ids = useEntities("account", (table) => [
    ...new Set(
      Object.values(table.byId)
        .filter((account) => account.environment === environment)
        .map(({ venue }) => venue),
    ),
  ]);
  if (ids.length === 0) return null;
  return (
    <Stat
      label="Venues, ms"
      goesWhole
      detail={{ title: "Venues of these accounts", body: <VenueList ids={ids} /> }}
    >
      {ids.slice(0, SHOWN).map((id) => (
        <VenueStat key={id} id={id} />
      ))}
      {ids.length > SHOWN ? <span className="second">{`and ${ids.length - SHOWN} more`}</span> : null}
    </Stat>
  );
}

function VenueList({ ids }: { readonly ids: readonly string[] }): ReactNode {
  return (
    <>
      <p className="popover-meaning">
        How the private stream of the worst account is, and how long the last round trip took.
      </p>
      <table className="breakdown">
        <tbody>
          {ids.map((id) => (
            <VenueRow key={id} id={id} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function VenueRow({ id }: { readonly id: string }): ReactNode {
  const venue = useEntity("venue", id, (view) => view);
  if (venue === undefined) return null;
  return (
    <tr>
      <th scope="row">{venue.title}</th>
      <td className={venue.state === "live" ? "" : "warn"}>{STATE_WORDS[venue.state]}</td>
      <td>
        {venue.latencyMs === undefined ? (
          <span className="unknown">unknown: no round trip yet</span>
        ) : (
          `${venue.latencyMs.toFixed(0)} ms`
        )}
      </td>
      <td className="words">{venue.problem}</td>
    </tr>
  );
}

function VenueStat({ id }: { readonly id: string }): ReactNode {
  const venue = useEntity("venue", id, (view) => view);
  if (venue === undefined) return null;
  const slow = (venue.latencyMs ?? 0) > SLOW_MS;
  const fine = venue.state === "live" && !slow;
  return (
    <span
      className={fine ? "venue-stat" : "venue-stat warn"}
      title={`${venue.title}: ${venue.problem ?? STATE_WORDS[venue.state]}`}
    >
      {fine ? null : <Icon name="warn" />}
      <span className="second">{venueCode(venue.title)}</span>
      <span>{venue.state === "live" ? (venue.latencyMs?.toFixed(0) ?? "?") : STATE_WORDS[venue.state]}</span>
    </span>
  );
}

// What a dead-man switch takes with it, in words, before anybody arms it.
import type { ReactNode } from "react";
import type { DeadManLook } from "../../../src-core/contract/dead-man-views.ts";
import { counted } from "../../ui/words.ts";

interface BlastRadiusProps {
  readonly name: string;
  readonly venue: string;
  /** Absent until main has said it. */
  readonly look: DeadManLook | undefined;
}

export function BlastRadius({ name, venue, look }: BlastRadiusProps): ReactNode {
  const guarded = look?.listings.filter((listing) => listing.guarded) ?? [];
  const spared = look?.listings.filter((listing) => !listing.guarded) ?? [];
  return (
    <section className="blast-radius" aria-label="What it cancels">
      <p>
        When {venue} has not heard of Yoke in time, it cancels <b>every open order</b> of the symbols below on{" "}
        {name}: those of Yoke, <b>those of other programs and those placed by hand</b>, and{" "}
        <b>protective stops too</b>. Positions stay, and are then bare.
      </p>
      <Lines title="Now" empty="No symbol: no order of Yoke works that could add to a position.">
        {guarded.map((listing) => (
          <li key={listing.name}>
            <b>{listing.name}</b> {countsOf(listing)}
          </li>
        ))}
      </Lines>
      {look === undefined || look.positions.length === 0 ? null : (
        <Lines title="Open positions, which it does not close">
          {look.positions.map((position) => (
            <li key={position}>{position}</li>
          ))}
        </Lines>
      )}
      {spared.length === 0 ? null : (
        <Lines title="Left alone: only exits, or only orders of others, work there">
          {spared.map((listing) => (
            <li key={listing.name}>
              <b>{listing.name}</b> {countsOf(listing)}
            </li>
          ))}
        </Lines>
      )}
      <p>
        A symbol joins when an order of Yoke that can add to a position works in it, and leaves when none
        does. Neither a halt nor a broken stream sets it off; a crash, a power cut, sleep or a lost network
        does. It stays armed after a restart. Quitting Yoke in order stops the countdowns first: the orders
        then rest unattended. Once it went off it is off until a person arms it again.
      </p>
    </section>
  );
}

function Lines(props: {
  readonly title: string;
  readonly empty?: string;
  readonly children: readonly ReactNode[];
}): ReactNode {
  const { title, empty = "", children } = props;
  return (
    <>
      <h3 className="label">{title}</h3>
      {children.length === 0 ? <p>{empty}</p> : <ul>{children}</ul>}
    </>
  );
}

function countsOf({ ours, others, exits }: DeadManLook["listings"][number]): string {
  const stops = exits === 0 ? "" : `; of these ${counted(exits, "exit", "exits or stops")}`;
  return `${counted(ours, "order")} of Yoke, ${String(others)} of others${stops}`;
}

// Where a terminal's belief and the venue's truth are apart.
import { truthOf } from "./belief.ts";
import type { Belief } from "./messages.ts";
import type { VenueHost } from "./venue-host.ts";
import type { Note } from "./whereabouts.ts";

/** In words; empty when they agree. With `doubt` nothing may be in doubt any more. */
export async function differences(
  host: Pick<VenueHost, "truth"> & Pick<Note, "isHaltAnswered">,
  belief: Belief,
  doubt?: "nothing in doubt",
): Promise<readonly string[]> {
  const venue = truthOf(await host.truth());
  // What is said to be in doubt may work at the venue.
  const doubted = (line: string): boolean => belief.doubted.some((id) => line.includes(id));
  const truth = { ...venue, working: venue.working.filter((line) => !doubted(line)) };
  const apart = (["positions", "working"] as const).flatMap((key) => {
    const [ours, theirs] = [belief[key].join("; "), truth[key].join("; ")];
    return ours === theirs ? [] : [`${key} held ${ours}, the venue has ${theirs}`];
  });
  const unknown = doubt === undefined ? [] : belief.unknown.map((clientId) => `${clientId} is still unknown`);
  const forgotten = host.isHaltAnswered && !belief.halted ? ["a halt that was answered is gone"] : [];
  return [...apart, ...unknown, ...forgotten];
}

// A dead-man switch as the screen shows it: armed is what a person said, running is what the venue confirmed.
import type { DeadManView } from "../../../src-core/contract/dead-man-views.ts";
import type { ListingKey } from "../../../src-core/market/listing.ts";
import { type Countdown, isKept, mayRun } from "../../../src-core/orders/countdown.ts";
import type { DeadMan } from "../../../src-core/risk/dead-man.ts";

export interface DeadManInput {
  readonly switched: DeadMan;
  readonly countdowns: ReadonlyMap<ListingKey, Countdown>;
  /** Listings for which one should run now. */
  readonly guarded: readonly ListingKey[];
  readonly nameOf: (listing: ListingKey) => string;
  readonly nowMs: number;
}

/** What stands now. */
export function deadManView(input: DeadManInput): DeadManView {
  const { switched, countdowns, guarded, nowMs } = input;
  const { armed, fired } = switched;
  if (fired !== undefined) return { state: "fired", words: firedWords(input) };
  const running = [...countdowns].filter(([, countdown]) => mayRun(countdown, nowMs));
  if (armed === undefined) {
    if (running.length === 0) return { state: "off", words: "Off. The venue cancels nothing by itself." };
    const names = running.map(([listing]) => input.nameOf(listing)).join(", ");
    const ends = Math.max(...running.map(([, { endsByMs = nowMs }]) => endsByMs));
    return {
      state: "stopping",
      words: `Turned off, and not confirmed for ${names}: until ${clockWords(ends)} the venue may still cancel.`,
    };
  }
  const seconds = String(armed.windowMs / 1_000);
  if (guarded.length === 0)
    return {
      state: "idle",
      words: `Armed, ${seconds} s. No order works that could add to a position, so no countdown runs.`,
    };
  const open = guarded.filter((listing) => !isConfirmed(countdowns.get(listing), nowMs));
  const ends = guarded.flatMap((listing) => countdowns.get(listing)?.cancelsAtMs ?? []);
  const untilMs = ends.length === 0 ? undefined : Math.min(...ends);
  const until = untilMs === undefined ? {} : { untilMs };
  if (open.length > 0)
    return { state: "unconfirmed", ...until, words: unconfirmedWords(input, open, untilMs) };
  const names = guarded.map(input.nameOf).join(", ");
  return {
    state: "running",
    ...until,
    words: `Armed for ${names}: the venue cancels every order there at ${clockWords(untilMs ?? nowMs)} unless Yoke speaks before. It does every ${String(armed.windowMs / 4_000)} s.`,
  };
}

function isConfirmed(countdown: Countdown | undefined, nowMs: number): boolean {
  return countdown !== undefined && isKept(countdown, nowMs) && countdown.problem === undefined;
}

function unconfirmedWords(
  { countdowns, nameOf, nowMs }: DeadManInput,
  open: readonly ListingKey[],
  untilMs: number | undefined,
): string {
  const names = open.map(nameOf).join(", ");
  const problem = open.flatMap((listing) => countdowns.get(listing)?.problem ?? [])[0];
  const why = problem === undefined ? "" : ` ${problem}`;
  if (untilMs === undefined) return `Armed, not confirmed by the venue for ${names}.${why}`;
  const when = nowMs < untilMs ? "cancels at" : "may have cancelled since";
  return `Armed, not confirmed for ${names}: the venue ${when} ${clockWords(untilMs)}.${why}`;
}

function firedWords({ switched: { fired }, nameOf }: DeadManInput): string {
  if (fired === undefined) return "";
  const orders = `${String(fired.orders.length)} order${fired.orders.length === 1 ? "" : "s"} of Yoke`;
  const names = fired.listings.map(nameOf).join(", ");
  return `The venue cancelled ${orders} in ${names}, seen at ${clockWords(fired.atMs)}, and what others had there. It is off until a person arms it again.`;
}

/** HH:MM:SS, UTC, like every time on the screen. */
function clockWords(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(11, 19)} UTC`;
}

// A whole terminal over ports in memory, with a window that a test can ask.
import type { AnswerOf } from "../../../src-core/contract/answers.ts";
import type { RequestChannel } from "../../../src-core/contract/channels.ts";
import type { OrderDraft, RequestOf } from "../../../src-core/contract/requests.ts";
import type { Change, Frame } from "../../../src-core/contract/views.ts";
import type { JournalOpening } from "../../ports/journal.ts";
import { openTerminal, type Terminal } from "../open-terminal.ts";
import { manualClock, type ManualClock } from "./manual-clock.ts";
import {
  countingIds,
  memoryJournal,
  memorySecrets,
  memorySettings,
  type MemoryJournal,
} from "./memory-ports.ts";
import { scriptedVenue, type ScriptedVenue } from "./scripted-venue.ts";

export interface TestTerminal {
  readonly clock: ManualClock;
  readonly journal: MemoryJournal;
  readonly venue: ScriptedVenue;
  readonly terminal: Terminal;
  readonly ask: <C extends RequestChannel>(channel: C, body: RequestOf<C>) => Promise<AnswerOf<C>>;
  readonly askText: (text: string) => Promise<string>;
  /** Entities as the window holds them, by kind and id. */
  readonly shown: (kind: Change[0]) => readonly unknown[];
}

/**
 * Opens a terminal whose three paper accounts are reconciled and whose market stands at 60,000. `texts`: an earlier journal.
 * `world`: the clock and the venue of an earlier run, which know nothing of the restart.
 */
export async function testTerminal(
  texts: string[] = [],
  run = 0,
  damaged?: JournalOpening["damaged"],
  world?: Pick<TestTerminal, "clock" | "venue">,
): Promise<TestTerminal> {
  const clock = world?.clock ?? manualClock();
  const journal = memoryJournal(texts, damaged);
  const venue = world?.venue ?? scriptedVenue(clock);
  const ports = {
    clock,
    ids: countingIds(run),
    secrets: memorySecrets(),
    settings: memorySettings(),
    venues: new Map([[venue.venue, venue]]),
  };
  const opened = await openTerminal(ports, journal, { host: "console", version: "0.0.0", keysAllowed: true });
  if (!opened.ok) throw new Error(opened.failure.message);
  const held = new Map<string, Change>();
  const session = opened.value.openWindow((text) => {
    const frame = JSON.parse(text) as Frame;
    for (const change of frame.changes) held.set(`${change[0]} ${change[1]}`, change);
    void session.request(
      JSON.stringify({ channel: "frames/acknowledge", body: { sequence: frame.sequence } }),
    );
  });
  const askText = (text: string) => session.request(text);
  const ask = async <C extends RequestChannel>(channel: C, body: RequestOf<C>) =>
    JSON.parse(await askText(JSON.stringify({ channel, body }))) as AnswerOf<C>;
  await clock.pass(50);
  const first = await ask("session/open", {});
  if (first.ok) for (const change of first.value.frame.changes) held.set(`${change[0]} ${change[1]}`, change);
  await ask("frames/acknowledge", { sequence: 1 });
  await ask("market/watch", { listing: venue.listing.key, interval: "1m" });
  await clock.pass(50);
  venue.quote("60000");
  await clock.pass(50);
  const shown = (kind: Change[0]) =>
    [...held.values()]
      .filter((change) => change[0] === kind && change[2] !== null)
      .map((change) => change[2]);
  return { clock, journal, venue, terminal: opened.value, ask, askText, shown };
}

/** A market buy over the three paper accounts, small enough for the starting limits. */
export const DRAFT: OrderDraft = {
  groupId: "paper-group",
  listing: "paper:BTCUSDT",
  side: "buy",
  type: "market",
  quantity: "0.3",
  timeInForce: "IOC",
  postOnly: false,
  reduceOnly: false,
  method: "equity",
  leftover: "redistribute",
  denial: "reject-all",
  failure: "leave",
};

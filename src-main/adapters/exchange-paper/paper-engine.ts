// The venue's heart: one step at a time, decided on the state, durable in the log, and only then true and told.
import type { Listing, ListingKey } from "../../../src-core/market/listing.ts";
import type { VenueEvent } from "../../../src-core/order-terms/venue-event.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { JournalPort } from "../../ports/journal.ts";
import type { Stop } from "../../ports/exchange.ts";
import { applyRecord } from "./apply-record.ts";
import type { Consequences } from "./consequences.ts";
import { type Draft, draftOn, EMPTY_MEMORY, type MarketView, type Memory } from "./draft.ts";
import type { History } from "./history.ts";
import type { MarketSource } from "./market-source.ts";
import { encodePaperRecord, type PaperRecord } from "./paper-record.ts";
import type { PaperState } from "./paper-state.ts";
import { marginContext } from "./place-order.ts";
import { type FundingTerms, settleFunding } from "./settle-funding.ts";
import { streamEvents } from "./stream-events.ts";

/** `lost`: nothing of the step is in the log. `doubtful`: it may be there after a restart. */
export type StepResult<T> =
  { readonly kind: "done"; readonly answer: T } | { readonly kind: "lost" } | { readonly kind: "doubtful" };

export interface PaperEngine {
  /** Runs one step after those before it. `atMs` is for catching up; else the step happens now. */
  step<T>(decide: (draft: Draft) => T, atMs?: number): Promise<StepResult<T>>;
  /** The state and market as they are, for reading only. */
  look(): Draft;
  readonly history: History;
  hear(accountId: AccountId, tell: (events: readonly VenueEvent[]) => void): Stop;
  /** Resolves when every step before has ended. */
  settled(): Promise<void>;
}

export interface EngineParts {
  readonly clock: ClockPort;
  readonly log: JournalPort;
  readonly source: MarketSource;
  readonly history: History;
  readonly state: PaperState;
  /** Records in the log since its last snapshot. */
  readonly sinceSnapshot: number;
}

/** A snapshot makes the next start read this many records at most. */
const SNAPSHOT_EVERY = 5_000;

export function paperEngine(parts: EngineParts): PaperEngine {
  const { clock, log, source, history } = parts;
  const listings = new Map(source.listings.map((listing) => [listing.key, listing]));
  const ears = new Map<AccountId, Set<(events: readonly VenueEvent[]) => void>>();
  let { state, sinceSnapshot } = parts;
  let memory = EMPTY_MEMORY;
  let queue: Promise<unknown> = Promise.resolve();

  async function perform<T>(decide: (draft: Draft) => T, atMs: number): Promise<StepResult<T>> {
    const view = marketView(source, listings, memory, atMs);
    const draft = draftOn(state, memory, view);
    settleFunding(draft, fundingTerms(source));
    const answer = decide(draft);
    if (draft.records.length > 0) {
      const written = await append(log, withSnapshot(draft));
      if (written !== "done") return { kind: written };
      commit(draft);
    }
    memory = draft.memory;
    return { kind: "done", answer };
  }

  function withSnapshot(draft: Draft): readonly PaperRecord[] {
    if (sinceSnapshot + draft.records.length < SNAPSHOT_EVERY) return draft.records;
    const snapshot = { kind: "snapshot", state, history: history.rows(), atMs: state.asOfMs } as const;
    sinceSnapshot = 0;
    return [snapshot, ...draft.records];
  }

  function commit(draft: Draft): void {
    const before = state;
    const meanings: Consequences[] = [];
    for (const record of draft.records) {
      const next = applyRecord(state, record);
      const meaning = history.note(state, next, record);
      if (meaning !== undefined) meanings.push(meaning);
      state = next;
    }
    sinceSnapshot += draft.records.length;
    const told = streamEvents(before, state, meanings, marginContext(draft), draft.view.nowMs);
    for (const [accountId, events] of told) for (const tell of ears.get(accountId) ?? []) tell(events);
  }

  return {
    step(decide, atMs) {
      const done = queue.then(() => perform(decide, atMs ?? clock.nowMs()));
      queue = done.catch(() => undefined);
      return done;
    },
    look: () => draftOn(state, memory, marketView(source, listings, memory, clock.nowMs())),
    history,
    hear(accountId, tell) {
      const here = ears.get(accountId) ?? new Set();
      ears.set(accountId, here.add(tell));
      return () => here.delete(tell);
    },
    async settled() {
      await queue;
    },
  };
}

/** All moments at one time, each read once. */
function marketView(
  source: MarketSource,
  listings: ReadonlyMap<ListingKey, Listing>,
  memory: Memory,
  nowMs: number,
): MarketView {
  const read = new Map<ListingKey, ReturnType<MarketSource["moment"]>>();
  return {
    nowMs,
    listing: (key) => listings.get(key),
    moment(key) {
      if (!read.has(key)) read.set(key, source.moment(key, nowMs, memory.matchedMs.get(key) ?? nowMs));
      return read.get(key);
    },
  };
}

function fundingTerms(source: MarketSource): FundingTerms {
  return (listing, boundaryMs) => {
    const rate = source.fundingRate(listing, boundaryMs);
    const mark = source.moment(listing, boundaryMs, boundaryMs)?.mark;
    return rate === undefined || mark === undefined ? undefined : { rate, mark };
  };
}

async function append(
  log: JournalPort,
  records: readonly PaperRecord[],
): Promise<"done" | "lost" | "doubtful"> {
  if (!log.writable && !(await log.repair())) return "lost";
  const answer = await log.append(records.map(encodePaperRecord));
  if (answer.ok) return "done";
  return (await log.repair()) ? "lost" : "doubtful";
}

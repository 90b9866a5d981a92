// The venue's heart: one step at a time, decided on the state, durable in the log, and only then true and told.
import type { ListingKey } from "../../../src-core/market/listing.ts";
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
import { runOutCountdowns } from "./run-out-countdowns.ts";
import { streamEvents } from "./stream-events.ts";

/** `lost`: nothing of the step happened. `doubtful`: it may be in the log after a restart. Reasons are for the trader. */
export type StepResult<T> =
  | { readonly kind: "done"; readonly answer: T }
  | { readonly kind: "lost"; readonly reason: string }
  | { readonly kind: "doubtful"; readonly reason: string };

export interface PaperEngine {
  /** Runs one step after those before it. `atMs` is for catching up; else the step happens now. */
  step<T>(decide: (draft: Draft) => T, atMs?: number): Promise<StepResult<T>>;
  /** The state and market as they are, for reading only. */
  look(): Draft;
  readonly history: History;
  hear(accountId: AccountId, tell: (events: readonly VenueEvent[]) => void): Stop;
  /** Why nothing works any more: the log cannot be understood, or a bug of our own stopped the venue. */
  readonly problem: string | undefined;
  /** Resolves when every step before has ended. */
  settled(): Promise<void>;
}

export interface EngineParts {
  readonly clock: ClockPort;
  readonly log: JournalPort;
  readonly source: MarketSource;
  readonly history: History;
  readonly state: PaperState;
  readonly problem: string | undefined;
  /** Records in the log since its last snapshot. */
  readonly sinceSnapshot: number;
}

/** A snapshot makes the next start read this many records at most. */
export const SNAPSHOT_EVERY = 5_000;
const LOG_BROKEN = "The paper venue's log cannot be written. Check the disk.";

export function paperEngine(parts: EngineParts): PaperEngine {
  const { clock, log, source, history } = parts;
  const ears = streamEars();
  let { state, sinceSnapshot, problem } = parts;
  let memory = EMPTY_MEMORY;
  let queue: Promise<unknown> = Promise.resolve();

  /** A bug of ours stops the paper venue, not the terminal: everyone hears that the stream is down. */
  async function guarded<T>(decide: (draft: Draft) => T, atMs: number): Promise<StepResult<T>> {
    if (problem !== undefined) return { kind: "lost", reason: problem };
    try {
      return await perform(decide, atMs);
    } catch (error) {
      problem = `The paper venue has stopped: ${String(error)}. Start Yoke again and report this.`;
      ears.tellAll([{ kind: "stream", state: "down", atMs }]);
      return { kind: "doubtful", reason: problem };
    }
  }

  async function perform<T>(decide: (draft: Draft) => T, atMs: number): Promise<StepResult<T>> {
    const view = marketView(source, memory, atMs);
    const draft = draftOn(state, memory, view);
    settleFunding(draft, fundingTerms(source));
    runOutCountdowns(draft);
    const answer = decide(draft);
    if (draft.records.length > 0) {
      const written = await append(log, draft.records);
      if (written !== "done") return { kind: written, reason: LOG_BROKEN };
      commit(draft);
    }
    memory = draft.memory;
    return { kind: "done", answer };
  }

  /** Between steps, so that no order waits for it; what fails here is tried again after the next step. */
  async function keepShort(): Promise<void> {
    if (sinceSnapshot < SNAPSHOT_EVERY || problem !== undefined) return;
    const { asOfMs: atMs } = state;
    const kept = history.rows().map((rows) => ({ kind: "kept", rows, atMs }) as const);
    const snapshot = { kind: "snapshot", version: 1, keptParts: kept.length, state, atMs } as const;
    if ((await append(log, [...kept, snapshot])) === "done") sinceSnapshot = 0;
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
    for (const [accountId, events] of told) ears.tell(accountId, events);
  }

  return {
    step(decide, atMs) {
      const done = queue.then(() => guarded(decide, atMs ?? clock.nowMs()));
      queue = done.then(keepShort);
      return done;
    },
    look: () => draftOn(state, memory, marketView(source, memory, clock.nowMs())),
    history,
    get problem() {
      return problem;
    },
    hear: (accountId, tell) => ears.hear(accountId, tell),
    async settled() {
      await queue;
    },
  };
}

type Tell = (events: readonly VenueEvent[]) => void;

/** Who listens to which account. */
function streamEars() {
  const ears = new Map<AccountId, Set<Tell>>();
  return {
    hear(accountId: AccountId, tell: Tell): Stop {
      const here = ears.get(accountId) ?? new Set();
      ears.set(accountId, here.add(tell));
      return () => here.delete(tell);
    },
    tell(accountId: AccountId, events: readonly VenueEvent[]): void {
      for (const tell of ears.get(accountId) ?? []) tell(events);
    },
    tellAll(events: readonly VenueEvent[]): void {
      for (const tells of ears.values()) for (const tell of tells) tell(events);
    },
  };
}

/** All moments at one time, each read once. */
function marketView(source: MarketSource, memory: Memory, nowMs: number): MarketView {
  const read = new Map<ListingKey, ReturnType<MarketSource["moment"]>>();
  return {
    nowMs,
    listing: (key) => source.listing(key),
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

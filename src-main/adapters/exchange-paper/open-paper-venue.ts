// The paper venue: opened from its own log, trading at once, the same market and accounts after every restart.
import { AMENDABLE } from "./amend-order.ts";
import type { ListingKey } from "../../../src-core/market/listing.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Account } from "../../../src-core/portfolio/account.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { Stop, VenuePort } from "../../ports/exchange.ts";
import type { IdSourcePort } from "../../ports/id-source.ts";
import type { JournalPort } from "../../ports/journal.ts";
import { catchUp, tickActive } from "./catch-up.ts";
import { type Draft, write } from "./draft.ts";
import { heartbeat } from "./heartbeat.ts";
import type { MarketSource } from "./market-source.ts";
import { activeListings } from "./market-tick.ts";
import { paperAccount, RECEIVE_WINDOW_MS } from "./paper-account.ts";
import { paperEngine } from "./paper-engine.ts";
import { PAPER, PAPER_LISTINGS } from "./paper-listings.ts";
import { paperMarket } from "./paper-market.ts";
import { encodePaperRecord } from "./paper-record.ts";
import { readLog } from "./read-log.ts";
import { syntheticMarket } from "./synthetic-market.ts";
import { seededDelays } from "./travel.ts";

export interface PaperVenueOptions {
  readonly clock: ClockPort;
  readonly ids: IdSourcePort;
  /** The venue's own records, in a file of their own: they are the venue's truth, not the terminal's. */
  readonly log: JournalPort;
  /** For a new log only; absent: a fresh one. An old log keeps its own. */
  readonly seed?: string;
  /** USDT that a new account starts with; 100,000 where nothing else is said. */
  readonly startingBalance?: (account: Account) => Decimal;
  /** Where prices come from; absent: the built-in venue, whose prices are made up from the seed. */
  readonly market?: PaperMarketChoice;
}

/** A paper venue of its own for every kind of price, so that a position never meets prices that are not its own. */
export interface PaperMarketChoice {
  readonly venue: string;
  readonly title: string;
  /** See `VenuePort`. */
  readonly offline?: true;
  readonly source: (seed: string) => MarketSource;
}

const BUILT_IN: PaperMarketChoice = {
  venue: PAPER,
  title: "Paper",
  offline: true,
  source: (seed) => syntheticMarket(seed, PAPER_LISTINGS),
};

export interface PaperVenue extends VenuePort {
  /** Why nothing can be traded here, in words for the trader; undefined while all is well. */
  readonly problem: string | undefined;
  /** Stops the market, ends the steps under way and closes the log. */
  close(): Promise<void>;
}

const STARTING_BALANCE = Decimal.fromInteger(100_000);

/** How much of the past is walked again at most after a crash while nothing happened. */
const SEEN_EVERY_MS = 3_600_000;

/** A beat that comes this late means that the machine slept: the time between is walked again. */
const SLEPT_MS = 5_000;

/** Opens the venue from its log, and lives through what its orders missed while it was closed. */
export async function openPaperVenue(options: PaperVenueOptions): Promise<PaperVenue> {
  const { clock, log, ids } = options;
  const read = readLog(await log.open());
  const seed = read.state.seed === "" ? (options.seed ?? ids.id()) : read.state.seed;
  const first = { kind: "opened", version: 1, seed, atMs: clock.nowMs() } as const;
  if (read.state.seed === "" && read.problem === undefined) await log.append([encodePaperRecord(first)]);
  const { venue, title, offline, source: sourceOf } = options.market ?? BUILT_IN;
  const source = sourceOf(seed);
  const { history, sinceSnapshot, problem } = read;
  const engine = paperEngine({
    clock,
    log,
    source,
    history,
    state: { ...read.state, seed },
    sinceSnapshot,
    problem,
  });
  await catchUp(engine, source, clock.nowMs());

  const needed = neededListings(source);
  const pulse = heartbeat(clock, async (armedMs) => {
    if (clock.nowMs() - armedMs > SLEPT_MS) await catchUp(engine, source, clock.nowMs(), armedMs);
    needed.follow(activeListings(engine.look().state));
    await engine.step((draft) => {
      tickActive(draft);
      noteSeen(draft);
    });
    market.publish(engine.look());
    return engine.problem === undefined && (market.isWatched || isActive());
  });
  const isActive = () => activeListings(engine.look().state).size > 0;
  const market = paperMarket(venue, source, clock, () => pulse.wake());
  if (isActive()) pulse.wake();

  return {
    venue,
    title,
    secretFields: [],
    ...(offline === undefined ? {} : { offline }),
    amendsInPlace: AMENDABLE,
    countdowns: true,
    market: market.port,
    acceptanceWindowMs: RECEIVE_WINDOW_MS,
    openAccount: (account) =>
      paperAccount(account, {
        engine,
        clock,
        source,
        delayMs: seededDelays(`${seed}|${account.id}`),
        startingBalance: options.startingBalance?.(account) ?? STARTING_BALANCE,
        woken: () => pulse.wake(),
      }),
    get problem() {
      return engine.problem;
    },
    async close() {
      pulse.stop();
      needed.follow(new Set());
      await market.port.close();
      if (isActive()) await engine.step((draft) => write(draft, { kind: "seen", atMs: draft.view.nowMs }));
      await engine.settled();
      await log.close();
    },
  };
}

/** Keeps the source at the listings in which something is at stake, watched or not. */
function neededListings(source: MarketSource) {
  const followed = new Map<ListingKey, Stop>();
  return {
    follow(needed: ReadonlySet<ListingKey>): void {
      for (const [listing, stop] of [...followed]) {
        if (needed.has(listing)) continue;
        stop();
        followed.delete(listing);
      }
      for (const listing of needed) if (!followed.has(listing)) followed.set(listing, source.follow(listing));
    },
  };
}

function noteSeen(draft: Draft): void {
  const { state, view } = draft;
  if (view.nowMs - state.asOfMs < SEEN_EVERY_MS || activeListings(state).size === 0) return;
  write(draft, { kind: "seen", atMs: view.nowMs });
}

// The paper venue: opened from its own log, trading at once, the same market and accounts after every restart.
import type { Listing } from "../../../src-core/market/listing.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Account } from "../../../src-core/portfolio/account.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { VenuePort } from "../../ports/exchange.ts";
import type { IdSourcePort } from "../../ports/id-source.ts";
import type { JournalPort } from "../../ports/journal.ts";
import { heartbeat } from "./heartbeat.ts";
import type { MarketSource } from "./market-source.ts";
import { activeListings, tickListing } from "./market-tick.ts";
import { paperAccount } from "./paper-account.ts";
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
  /** Where prices come from; absent: made up from the seed. */
  readonly source?: (seed: string, listings: readonly Listing[]) => MarketSource;
}

export interface PaperVenue extends VenuePort {
  /** Set when the log was damaged or is of a newer version, in words for the trader. */
  readonly problem?: string;
  /** Stops the market, ends the steps under way and closes the log. */
  close(): Promise<void>;
}

const STARTING_BALANCE = Decimal.fromInteger(100_000);

export async function openPaperVenue(options: PaperVenueOptions): Promise<PaperVenue> {
  const { clock, log, ids } = options;
  const read = readLog(await log.open());
  const seed = read.state.seed === "" ? (options.seed ?? ids.id()) : read.state.seed;
  const first = { kind: "opened", version: 1, seed, atMs: clock.nowMs() } as const;
  if (read.state.seed === "" && read.problem === undefined) await log.append([encodePaperRecord(first)]);
  const source = (options.source ?? syntheticMarket)(seed, PAPER_LISTINGS);
  const state = { ...read.state, seed };
  const engine = paperEngine({
    clock,
    log,
    source,
    history: read.history,
    state,
    sinceSnapshot: read.sinceSnapshot,
  });

  const pulse = heartbeat(clock, async () => {
    if (activeListings(engine.look().state).size > 0) {
      await engine.step((draft) =>
        activeListings(draft.state).forEach((listing) => tickListing(draft, listing)),
      );
    }
    if (market.isWatched) market.publish(engine.look());
    return market.isWatched || activeListings(engine.look().state).size > 0;
  });
  const market = paperMarket(source, clock, () => pulse.wake());
  if (read.problem === undefined) pulse.wake();

  return {
    venue: PAPER,
    title: "Paper",
    secretFields: [],
    market: market.port,
    openAccount: (account) =>
      paperAccount(account, {
        engine,
        clock,
        delayMs: seededDelays(`${seed}|${account.id}`),
        startingBalance: options.startingBalance?.(account) ?? STARTING_BALANCE,
        problem: read.problem,
        woken: () => pulse.wake(),
      }),
    ...(read.problem === undefined ? {} : { problem: read.problem }),
    async close() {
      pulse.stop();
      await market.port.close();
      await engine.settled();
      await log.close();
    },
  };
}

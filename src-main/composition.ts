// What both hosts are made of: the adapters of a data folder, wired into one terminal.
import { join } from "node:path";
import { Decimal } from "../src-core/money/decimal.ts";
import { succeed, type Outcome } from "../src-core/money/outcome.ts";
import type { Account } from "../src-core/portfolio/account.ts";
import { systemClock } from "./adapters/clock-system/clock-system.ts";
import { diagnosticsFile } from "./adapters/diagnostics-file/diagnostics-file.ts";
import { nodeDisk } from "./adapters/disk-node/disk-node.ts";
import { ccxtVenues } from "./adapters/exchange-ccxt/ccxt-venues.ts";
import { followedMarket } from "./adapters/exchange-paper/followed-market.ts";
import {
  openPaperVenue,
  type PaperMarketChoice,
  type PaperVenue,
} from "./adapters/exchange-paper/open-paper-venue.ts";
import { listingsOf, PAPER_LISTINGS } from "./adapters/exchange-paper/paper-listings.ts";
import { firstNeeded } from "./adapters/exchange-paper/read-log.ts";
import { recordedMarket } from "./adapters/exchange-paper/recorded-market.ts";
import { randomIds } from "./adapters/id-source-random/id-source-random.ts";
import { journalLog } from "./adapters/journal-log/journal-log.ts";
import { shortenLog } from "./adapters/journal-log/shorten-log.ts";
import { journalIndex } from "./adapters/journal-log/search/journal-index.ts";
import { readRecordings } from "./adapters/recording-files/recording-files.ts";
import { keychainSecrets } from "./adapters/secrets-keychain/secrets-keychain.ts";
import type { ClockPort } from "./ports/clock.ts";
import type { DiagnosticsPort } from "./ports/diagnostics.ts";
import type { DiskPort } from "./ports/disk.ts";
import type { VenuePort } from "./ports/exchange.ts";
import type { IdSourcePort } from "./ports/id-source.ts";
import type { JournalIndexPort } from "./ports/journal-index.ts";
import type { SettingsStorePort } from "./ports/settings-store.ts";
import { readyDataFolder } from "./use-cases/data-format/ready-data-folder.ts";
import { openTerminal, type Terminal } from "./use-cases/open-terminal.ts";
import type { HostFacts } from "./use-cases/runtime.ts";

const PAPER_BALANCES = [100_000, 60_000, 25_000].map((usdt) => Decimal.fromInteger(usdt));
const RECORDED = "paper-recorded";

export interface HostOptions {
  readonly dataFolder: string;
  /** Made after the data folder is known to be of this version's format. */
  readonly settings: () => SettingsStorePort;
  readonly facts: HostFacts;
  /** Where all venue traffic goes instead of the venues; only unpackaged builds pass it on. */
  readonly relay?: string;
  /** A folder of recorded frames: a further paper venue plays them. */
  readonly recording?: string;
}

interface Ground {
  readonly clock: ClockPort;
  readonly ids: IdSourcePort;
  readonly disk: DiskPort;
}

export interface OpenHost extends Terminal {
  readonly diagnostics: DiagnosticsPort;
}

/** Opens the terminal over a data folder that is already locked for this process. */
export async function openHost(options: HostOptions): Promise<Outcome<OpenHost>> {
  const { dataFolder, facts } = options;
  const ground = { clock: systemClock(), ids: randomIds(), disk: nodeDisk(dataFolder) };
  const ready = await readyDataFolder(ground.disk);
  if (!ready.ok) return ready;
  const diagnostics = diagnosticsFile(dataFolder, ground);
  const { host, version } = facts;
  diagnostics.note("started", { host, version, platform: process.platform, node: process.versions.node });
  for (const change of ready.value.migrated) diagnostics.note("data folder changed", { change });
  const outside = ccxtVenues({
    clock: ground.clock,
    ...(options.relay === undefined ? {} : { relay: options.relay }),
  });
  const choices = paperChoices(outside, options.recording, ground.clock);
  if (!choices.ok) return choices;
  const paper = await Promise.all(choices.value.map((choice) => openPaper(ground, choice)));
  const venues = new Map<string, VenuePort>([...paper, ...outside].map((venue) => [venue.venue, venue]));
  const { clock, ids } = ground;
  const settings = options.settings();
  const index = openIndex(dataFolder, venues, diagnostics);
  const ports = {
    clock,
    ids,
    secrets: keychainSecrets(),
    settings,
    venues,
    diagnostics,
    journalIndex: index,
  };
  const opened = await openTerminal(ports, journalLog(ground.disk, "journal.log"), facts);
  if (!opened.ok) return opened;
  return succeed({ ...opened.value, diagnostics, close: () => closeAll(opened.value, paper, diagnostics) });
}

/** Beside this program when it is built; the source itself where Node runs that. */
const SEARCH_THREAD = import.meta.url.endsWith(".ts")
  ? "./adapters/journal-log/search/search-thread.ts"
  : "./search-thread.js";

function openIndex(
  dataFolder: string,
  venues: ReadonlyMap<string, VenuePort>,
  diagnostics: DiagnosticsPort,
): JournalIndexPort {
  const titles = Object.fromEntries([...venues].map(([venue, { title }]) => [venue, title]));
  const files = {
    journal: join(dataFolder, "journal.log"),
    index: join(dataFolder, "journal-index.db"),
    titles,
  };
  const note = (event: string, facts: Readonly<Record<string, string>>) => {
    diagnostics.note(event, facts);
  };
  return journalIndex({ files, program: new URL(SEARCH_THREAD, import.meta.url), note });
}

async function closeAll(
  terminal: Terminal,
  paper: readonly PaperVenue[],
  log: DiagnosticsPort,
): Promise<void> {
  await terminal.close();
  await Promise.all(paper.map((venue) => venue.close()));
  log.note("closed");
  await log.close();
}

/** Every paper market besides the built-in one: a follower of each outside venue, and the recording where one was named. */
function paperChoices(
  outside: readonly VenuePort[],
  recording: string | undefined,
  clock: ClockPort,
): Outcome<readonly (PaperMarketChoice | undefined)[]> {
  const following = outside.map(({ venue, title, market }): PaperMarketChoice => ({
    venue: `paper-${venue}`,
    title: `${title} prices, on paper`,
    source: () => followedMarket(`paper-${venue}`, market),
  }));
  if (recording === undefined) return succeed([undefined, ...following]);
  const symbols = PAPER_LISTINGS.map((listing) => listing.venueSymbol);
  const read = readRecordings(recording, symbols);
  if (!read.ok) return read;
  const recordings = listingsOf(RECORDED).flatMap((listing) => {
    const lines = read.value.get(listing.venueSymbol);
    return lines === undefined ? [] : { listing, lines };
  });
  const played = { venue: RECORDED, title: "Recording, on paper", offline: true } as const;
  const source = () => recordedMarket(recordings, clock.nowMs());
  return succeed([undefined, ...following, { ...played, source }]);
}

/** Each in a log of its own, so that no position meets prices that it was not made at. */
async function openPaper(ground: Ground, choice: PaperMarketChoice | undefined): Promise<PaperVenue> {
  const { clock, ids, disk } = ground;
  await disk.makeFolder("paper");
  const path = `paper/${choice?.venue ?? "paper"}.log`;
  await shortenLog(disk, path, firstNeeded);
  return openPaperVenue({
    clock,
    ids,
    log: journalLog(disk, path),
    startingBalance: paperBalance,
    ...(choice === undefined ? {} : { market: choice }),
  });
}

/** The first paper accounts differ in size, so that a split by equity shows what it does. */
function paperBalance(account: Account): Decimal {
  return PAPER_BALANCES[account.digit - 1] ?? Decimal.fromInteger(100_000);
}

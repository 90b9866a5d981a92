// What both hosts are made of: the adapters of a data folder, wired into one terminal.
import { Decimal } from "../src-core/money/decimal.ts";
import { succeed, type Outcome } from "../src-core/money/outcome.ts";
import type { Account } from "../src-core/portfolio/account.ts";
import { systemClock } from "./adapters/clock-system/clock-system.ts";
import { nodeDisk } from "./adapters/disk-node/disk-node.ts";
import { ccxtVenues } from "./adapters/exchange-ccxt/ccxt-venues.ts";
import { openPaperVenue } from "./adapters/exchange-paper/open-paper-venue.ts";
import { randomIds } from "./adapters/id-source-random/id-source-random.ts";
import { journalLog } from "./adapters/journal-log/journal-log.ts";
import { keychainSecrets } from "./adapters/secrets-keychain/secrets-keychain.ts";
import type { VenuePort } from "./ports/exchange.ts";
import type { SettingsStorePort } from "./ports/settings-store.ts";
import { openTerminal, type Terminal } from "./use-cases/open-terminal.ts";
import type { HostFacts } from "./use-cases/runtime.ts";

const PAPER_BALANCES = [100_000, 60_000, 25_000].map((usdt) => Decimal.fromInteger(usdt));

export interface HostOptions {
  readonly dataFolder: string;
  readonly settings: SettingsStorePort;
  readonly facts: HostFacts;
  /** Where all venue traffic goes instead of the venues; only unpackaged builds pass it on. */
  readonly relay?: string;
}

/** Opens the terminal over a data folder that is already locked for this process. */
export async function openHost(options: HostOptions): Promise<Outcome<Terminal>> {
  const { dataFolder, settings, facts } = options;
  const clock = systemClock();
  const ids = randomIds();
  const disk = nodeDisk(dataFolder);
  const log = journalLog(disk, "paper-venue.log");
  const paper = await openPaperVenue({ clock, ids, log, startingBalance: paperBalance });
  const outside = ccxtVenues({ clock, ...(options.relay === undefined ? {} : { relay: options.relay }) });
  const venues = new Map<string, VenuePort>([paper, ...outside].map((venue) => [venue.venue, venue]));
  const ports = { clock, ids, secrets: keychainSecrets(), settings, venues };
  const opened = await openTerminal(ports, journalLog(disk, "journal.log"), facts);
  if (!opened.ok) return opened;
  const terminal = opened.value;
  return succeed({
    ...terminal,
    close: async () => {
      await terminal.close();
      await paper.close();
    },
  });
}

/** The first paper accounts differ in size, so that a split by equity shows what it does. */
function paperBalance(account: Account): Decimal {
  return PAPER_BALANCES[account.digit - 1] ?? Decimal.fromInteger(100_000);
}

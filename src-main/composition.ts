// What both hosts are made of: the adapters of a data folder, wired into one terminal.
import { join } from "node:path";
import type { Outcome } from "../src-core/money/outcome.ts";
import { systemClock } from "./adapters/clock-system/clock-system.ts";
import { nodeDisk } from "./adapters/disk-node/disk-node.ts";
import { openPaperVenue } from "./adapters/exchange-paper/open-paper-venue.ts";
import { randomIds } from "./adapters/id-source-random/id-source-random.ts";
import { journalLog } from "./adapters/journal-log/journal-log.ts";
import { keychainSecrets } from "./adapters/secrets-keychain/secrets-keychain.ts";
import type { SettingsStorePort } from "./ports/settings-store.ts";
import { openTerminal, type Terminal } from "./use-cases/open-terminal.ts";
import type { HostFacts } from "./use-cases/runtime.ts";

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
  const paper = await openPaperVenue({ clock, ids, log: journalLog(disk, "paper-venue.log") });
  const venues = new Map([[paper.venue, paper]]);
  const ports = { clock, ids, secrets: keychainSecrets(), settings, venues };
  return openTerminal(ports, journalLog(disk, "journal.log"), facts);
}

/** The journal's place, for messages. */
export function journalPath(dataFolder: string): string {
  return join(dataFolder, "journal.log");
}

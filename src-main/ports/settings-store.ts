// Preferences only: what may be lost without harm. Limits, states, accounts and orders live in the journal.
import type { ResetPart } from "../../src-core/settings/read-settings.ts";
import type { SettingsFile } from "../../src-core/settings/settings.ts";

export interface SettingsReading {
  readonly settings: SettingsFile;
  /** Set when the file was damaged or newer: it was kept aside under this name and defaults hold. */
  readonly setAside?: string;
  /** Parts of the file that did not fit and are back at their defaults. */
  readonly reset?: readonly ResetPart[];
}

export interface SettingsStorePort {
  read(): SettingsReading;
  /** Atomic: a crash leaves the old file or the new one. Throws only for our own bugs; a full disk answers false. */
  write(settings: SettingsFile): boolean;
}

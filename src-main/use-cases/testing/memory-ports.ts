// Ports in memory for tests: a journal that can fail, a keychain, preferences, ids that count.
import { DEFAULT_SETTINGS_FILE, type SettingsFile } from "../../../src-core/settings/settings.ts";
import { encodeClientId } from "../../../src-core/orders/client-id.ts";
import type { IdSourcePort } from "../../ports/id-source.ts";
import type { JournalEntry, JournalOpening, JournalPort } from "../../ports/journal.ts";
import type { SecretStorePort, Secrets } from "../../ports/secret-store.ts";
import type { SettingsStorePort } from "../../ports/settings-store.ts";

export interface MemoryJournal extends JournalPort {
  readonly texts: string[];
  /** While set, appends fail with this code and nothing is repaired. */
  failing: string | undefined;
  /** Runs before each append answers: the moment between gate and send. */
  beforeAnswer: (() => void) | undefined;
}

/** A journal over `texts`: give the same array to a second one to restart. */
export function memoryJournal(texts: string[] = [], damaged?: JournalOpening["damaged"]): MemoryJournal {
  let open = false;
  let isBroken = false;
  const journal: MemoryJournal = {
    texts,
    failing: undefined,
    beforeAnswer: undefined,
    open: async () => {
      open = true;
      const entries = texts.map((text, index): JournalEntry => ({ sequence: index + 1, text }));
      return damaged === undefined ? { entries } : { entries, damaged };
    },
    append: async (more) => {
      if (!open || isBroken) return { ok: false, code: "not-writable" };
      if (journal.failing !== undefined) {
        isBroken = true;
        return { ok: false, code: journal.failing };
      }
      texts.push(...more);
      journal.beforeAnswer?.();
      return { ok: true, sequence: texts.length };
    },
    get writable() {
      return open && !isBroken;
    },
    repair: async () => {
      isBroken = journal.failing !== undefined;
      return !isBroken;
    },
    close: async () => {
      open = false;
    },
  };
  return journal;
}

/** A keychain that is open. */
export function memorySecrets(): SecretStorePort & { readonly held: Map<string, Secrets> } {
  const held = new Map<string, Secrets>();
  return {
    held,
    read: async (accountId) => {
      const secrets = held.get(accountId);
      return secrets === undefined ? { kind: "missing" } : { kind: "ok", secrets };
    },
    write: async (accountId, secrets) => {
      held.set(accountId, secrets);
      return { kind: "ok" };
    },
    remove: async (accountId) => {
      held.delete(accountId);
      return { kind: "ok" };
    },
  };
}

export function memorySettings(): SettingsStorePort {
  let settings: SettingsFile = DEFAULT_SETTINGS_FILE;
  return {
    read: () => ({ settings }),
    write: (next) => {
      settings = next;
      return true;
    },
  };
}

/** Ids in a row, unlike those of another source with another `run`. */
export function countingIds(run = 0): IdSourcePort {
  let count = run * 1_000_000;
  const next = () => (count += 1);
  return {
    clientOrderId: (installation) => encodeClientId(installation, BigInt(next())),
    id: () => `id-${String(next())}`,
    installation: () => "00abcd",
  };
}

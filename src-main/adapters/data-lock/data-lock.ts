// One host per data folder: an exclusive lock that the operating system takes back when the process ends, however it ends.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

export type Lock =
  | { readonly ok: true; release(): void }
  /** Somebody else holds it; absent when it could not be read who. */
  | { readonly ok: false; readonly holder?: Holder };

/** Takes the lock of a folder. SQLite's file lock is used because Node has none of its own; the database stays empty. */
export function lockFolder(folder: string, me: Holder): Lock {
  const database = new DatabaseSync(join(folder, "host.lock"), { timeout: 0 });
  try {
    database.exec("PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch {
    database.close();
    const holder = readHolder(folder);
    return holder === undefined ? { ok: false } : { ok: false, holder };
  }
  writeFileSync(join(folder, "host.json"), JSON.stringify(me), { mode: 0o600 });
  return {
    ok: true,
    release: () => {
      database.close();
    },
  };
}

function readHolder(folder: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, "host.json"), "utf8"));
    if (typeof value !== "object" || value === null) return undefined;
    const { pid, host, since } = value as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid !== "number" || typeof host !== "string" || typeof since !== "string") return undefined;
    return { pid, host, since };
  } catch {
    return undefined;
  }
}

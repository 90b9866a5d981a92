// The index's file: opened as it is when it is sound and of this shape, else thrown away and begun anew.
import { rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** Rises with every change of the tables; a file of another number is begun anew. */
const SHAPE = 1;

const PRIVATE_FILE = 0o600;

const TABLES = `
  CREATE TABLE entry (
    sequence INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    summary TEXT NOT NULL,
    folded TEXT NOT NULL
  ) STRICT;
  CREATE INDEX entry_by_time ON entry (at_ms);
  CREATE TABLE about (
    account TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (account, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE intent (client_id TEXT PRIMARY KEY, account TEXT NOT NULL) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${String(SHAPE)};
`;

/** The index at a path. Whatever cannot be read as one is removed: the journal holds everything that it said. */
export function openIndex(path: string): DatabaseSync {
  return openSound(path) ?? freshIndex(path);
}

/** An empty index at a path, whatever lay there. */
export function freshIndex(path: string): DatabaseSync {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${path}${suffix}`, { force: true });
  writeFileSync(path, "", { mode: PRIVATE_FILE });
  const database = opened(path);
  database.exec(TABLES);
  return database;
}

/** Undefined when there is no file, when it is damaged, or when it has another shape. */
function openSound(path: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = opened(path);
    if (isSound(database)) return database;
  } catch {
    // No database, or one that cannot be read: the same as none.
  }
  database?.close();
  return undefined;
}

/** Losing the last writes in a power cut is permitted here, so that no search index ever waits for the disk. */
function opened(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA trusted_schema = OFF");
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function isSound(database: DatabaseSync): boolean {
  const shape = database.prepare("PRAGMA user_version").get()?.["user_version"];
  const check = database.prepare("PRAGMA integrity_check(1)").get()?.["integrity_check"];
  return shape === SHAPE && check === "ok";
}

// The index's file: opened as it is when it is sound and of this shape, else thrown away and begun anew.
import { rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** Rises with every change of the tables or of what is searched for; a file of another number is begun anew. */
const SHAPE = 2;

const PRIVATE_FILE = 0o600;

/**
 * entry: where each record stands in the file, and what it is found by. subject, about: what a record is filtered by.
 * named, placed: what ids are called from which record on. held: what an account holds after a fill. tip: how far it is.
 */
const TABLES = `
  CREATE TABLE entry (
    sequence INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    place INTEGER NOT NULL,
    said TEXT NOT NULL
  ) STRICT;
  CREATE INDEX entry_by_time ON entry (at_ms);
  CREATE TABLE subject (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE about (
    subject INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (subject, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE named (
    id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (id, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE placed (
    client_id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    plan TEXT NOT NULL,
    phrase TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE fill (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE held (
    account TEXT NOT NULL,
    listing TEXT NOT NULL,
    side TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    quantity TEXT NOT NULL,
    PRIMARY KEY (account, listing, side, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE tip (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    sequence INTEGER NOT NULL,
    last_place INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
  PRAGMA user_version = ${String(SHAPE)};
`;

/** The index at a path; undefined when there is none, when it is damaged, or when it has another shape. */
export function openIndex(path: string): DatabaseSync | undefined {
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

/** An empty index at a path, whatever lay there. Throws when the folder cannot be written. */
export function freshIndex(path: string): DatabaseSync {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${path}${suffix}`, { force: true });
  writeFileSync(path, "", { mode: PRIVATE_FILE });
  const database = opened(path);
  database.exec(TABLES);
  return database;
}

/** Losing the last writes in a power cut is permitted here, so that no search index ever waits for the disk. */
function opened(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32000",
    );
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function isSound(database: DatabaseSync): boolean {
  const shape = database.prepare("PRAGMA user_version").get()?.["user_version"];
  if (shape !== SHAPE) return false;
  const check = database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"];
  return check === "ok";
}

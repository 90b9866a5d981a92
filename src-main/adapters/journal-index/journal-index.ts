// The journal index in one SQLite file. Every error of the database means the same: rebuild it from the journal.
import { describeRecord, recordAccounts } from "../../../src-core/journal/describe-record.ts";
import type { JournalRecord } from "../../../src-core/journal/record.ts";
import { fail, succeed, type Outcome } from "../../../src-core/money/outcome.ts";
import type { IndexedEntry, JournalHit, JournalIndexPort, JournalQuery } from "../../ports/journal-index.ts";
import { MAX_HITS } from "../../ports/journal-index.ts";
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { freshIndex, openIndex } from "./open-index.ts";

/** The index in a file. Throws only when the folder cannot be written. */
export function journalIndex(path: string): JournalIndexPort {
  let database = openIndex(path);
  let sequence = lastSequence(database);

  return {
    get sequence() {
      return sequence;
    },

    rebuild: async (entries) => {
      if (entries.some((entry, index) => entry.sequence !== index + 1)) return behind(1);
      return attempt(() => {
        closeQuietly(database);
        sequence = 0;
        database = freshIndex(path);
        inTransaction(database, () => {
          entries.forEach(inserter(database));
        });
        sequence = entries.length;
      });
    },

    add: async (entry) => {
      if (entry.sequence <= sequence) return succeed(undefined);
      if (entry.sequence !== sequence + 1) return behind(sequence + 1);
      return attempt(() => {
        inTransaction(database, () => {
          inserter(database)(entry);
        });
        ({ sequence } = entry);
      });
    },

    search: async (query) => attempt(() => select(database, query)),

    close: async () => {
      closeQuietly(database);
    },
  };
}

function attempt<T>(work: () => T): Outcome<T> {
  try {
    return succeed(work());
  } catch {
    return fail("index-damaged", "journal-index", "The journal's index cannot be read.", "Rebuild it.");
  }
}

function behind(next: number): ReturnType<typeof fail> {
  const message = `The index lacks record ${String(next)} of the journal.`;
  return fail("index-behind", "journal-index", message, "Rebuild it.");
}

function lastSequence(database: DatabaseSync): number {
  const last = database.prepare("SELECT max(sequence) AS last FROM entry").get()?.["last"];
  return typeof last === "number" ? last : 0;
}

function closeQuietly(database: DatabaseSync): void {
  if (database.isOpen) database.close();
}

function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec("BEGIN");
  try {
    work();
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Writes entries one after the other. */
function inserter(database: DatabaseSync): (entry: IndexedEntry) => void {
  const entries = database.prepare("INSERT INTO entry VALUES (?, ?, ?, ?, ?)");
  const intents = database.prepare("INSERT OR REPLACE INTO intent VALUES (?, ?)");
  const submittedFor = database.prepare("SELECT account FROM intent WHERE client_id = ?");
  const about = database.prepare("INSERT INTO about VALUES (?, ?)");

  function accountsOf(record: JournalRecord): readonly string[] {
    if (record.kind !== "order") return recordAccounts(record);
    const account = submittedFor.get(record.clientId)?.["account"];
    return typeof account === "string" ? [account] : [];
  }

  return ({ sequence, record }) => {
    const summary = describeRecord(record);
    entries.run(sequence, record.kind, record.atMs, summary, summary.toLowerCase());
    if (record.kind === "submitted") {
      for (const { clientId, order } of record.intents) intents.run(clientId, order.accountId);
    }
    for (const account of accountsOf(record)) about.run(account, sequence);
  };
}

function select(database: DatabaseSync, query: JournalQuery): readonly JournalHit[] {
  const conditions = conditionsOf(query);
  const where = conditions.map(([sql]) => ` AND ${sql}`).join("");
  const rows = database
    .prepare(
      `SELECT sequence, kind, at_ms, summary FROM entry WHERE 1${where} ORDER BY sequence DESC LIMIT ?`,
    )
    .all(...conditions.map(([, value]) => value), Math.min(Math.max(query.limit, 1), MAX_HITS));
  return rows.map((row) => ({
    sequence: row["sequence"] as number,
    kind: row["kind"] as JournalHit["kind"],
    atMs: row["at_ms"] as number,
    summary: row["summary"] as string,
  }));
}

/** Each condition of a query with the value that it takes. Text from outside is never part of the statement. */
function conditionsOf(query: JournalQuery): (readonly [sql: string, value: SQLInputValue])[] {
  const { text, kind, account, fromMs, toMs } = query;
  const conditions: (readonly [string, SQLInputValue | undefined])[] = [
    ["instr(folded, ?) > 0", text === "" ? undefined : text?.toLowerCase()],
    ["kind = ?", kind],
    ["sequence IN (SELECT sequence FROM about WHERE account = ?)", account],
    ["at_ms >= ?", fromMs],
    ["at_ms < ?", toMs],
  ];
  return conditions.flatMap(([sql, value]) => (value === undefined ? [] : [[sql, value] as const]));
}

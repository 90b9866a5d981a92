// Which records fit a query, and what was held at one: questions to the index's tables.
import { folded } from "../../../../src-core/journal/tell-record.ts";
import type { JournalQuery } from "../../../ports/journal-index.ts";
import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** Records whose text one question compares; a search over more goes on with the next question. */
const MOST_COMPARED = 100_000;

export interface Found {
  readonly places: readonly { readonly sequence: number; readonly place: number }[];
  readonly next?: number;
}

/** A position as text, for the way between threads. */
export interface HeldRow {
  readonly accountId: string;
  readonly listing: string;
  readonly positionSide: string;
  readonly quantitySigned: string;
}

type Condition = readonly [sql: string, value: SQLInputValue];

/** Newest first. Text from outside is never part of a statement. */
export function findRecords(database: DatabaseSync, query: JournalQuery, last: number): Found {
  const before = Math.min(firstBefore(database, query, last), last + 1);
  const text = folded(query.text ?? "");
  const subjects = subjectsOf(query);
  const [driving, ...others] = subjects;
  const floor = text === "" ? 0 : before - MOST_COMPARED;
  const from = driving === undefined ? "entry e" : "about a CROSS JOIN entry e ON e.sequence = a.sequence";
  const column = driving === undefined ? "e.sequence" : "a.sequence";
  const conditions: Condition[] = [
    [`${column} < ?`, before],
    [`${column} >= ?`, Math.max(floor, 0)],
    ...(driving === undefined ? [] : [[`a.subject = ${SUBJECT}`, driving] as const]),
    ...others.map((name): Condition => [`EXISTS (${OTHER})`, name]),
    ...(text === "" ? [] : [["instr(e.said, ?) > 0", text] as const]),
  ];
  const limit = query.limit;
  const rows = database
    .prepare(
      `SELECT e.sequence, e.place FROM ${from} WHERE ${conditions.map(([sql]) => sql).join(" AND ")}
       ORDER BY ${column} DESC LIMIT ?`,
    )
    .all(...conditions.map(([, value]) => value), limit);
  const places = rows.map((row) => ({ sequence: row["sequence"] as number, place: row["place"] as number }));
  const next = places.length === limit ? (places.at(-1)?.sequence ?? 0) : floor;
  return next > 1 ? { places, next } : { places };
}

const SUBJECT = "(SELECT id FROM subject WHERE name = ?)";
const OTHER = `SELECT 1 FROM about o WHERE o.subject = ${SUBJECT} AND o.sequence = e.sequence`;

/** The rarest first: it decides what is looked at. */
function subjectsOf({ orderId, kind, accountId }: JournalQuery): readonly string[] {
  return [
    ...(orderId === undefined ? [] : [`order:${orderId}`]),
    ...(kind === undefined ? [] : [`kind:${kind}`]),
    ...(accountId === undefined ? [] : [`account:${accountId}`]),
  ];
}

function firstBefore(database: DatabaseSync, { before, untilMs }: JournalQuery, last: number): number {
  const under = before ?? last + 1;
  if (untilMs === undefined) return under;
  const row = database
    .prepare("SELECT sequence FROM entry WHERE at_ms <= ? ORDER BY at_ms DESC, sequence DESC LIMIT 1")
    .get(untilMs);
  return row === undefined ? 0 : Math.min(under, (row["sequence"] as number) + 1);
}

/** What was held after a record, accounts and listings in the order of their keys. Never zero. */
export function heldAt(database: DatabaseSync, sequence: number): readonly HeldRow[] {
  const keys = database.prepare("SELECT DISTINCT account, listing, side FROM held").all();
  const last = database.prepare(
    `SELECT quantity FROM held WHERE account = ? AND listing = ? AND side = ? AND sequence <= ?
     ORDER BY sequence DESC LIMIT 1`,
  );
  return keys.flatMap((key) => {
    const [accountId, listing, positionSide] = [key["account"], key["listing"], key["side"]].map(String);
    if (accountId === undefined || listing === undefined || positionSide === undefined) return [];
    const quantity = last.get(accountId, listing, positionSide, sequence)?.["quantity"];
    if (typeof quantity !== "string" || quantity === "0") return [];
    return [{ accountId, listing, positionSide, quantitySigned: quantity }];
  });
}

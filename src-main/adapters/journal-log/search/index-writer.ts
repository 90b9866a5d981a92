// Writes one record after the other into the index's tables.
import { namesIn, orderPhrase } from "../../../../src-core/journal/journal-names.ts";
import type { JournalNames, Named } from "../../../../src-core/journal/journal-names.ts";
import type { JournalRecord } from "../../../../src-core/journal/record.ts";
import { tellRecord, type ToldRecord } from "../../../../src-core/journal/tell-record.ts";
import { Decimal, ZERO } from "../../../../src-core/money/decimal.ts";
import { fillId } from "../../../../src-core/orders/order.ts";
import type { Fill } from "../../../../src-core/order-terms/venue-event.ts";
import type { DatabaseSync } from "node:sqlite";
import type { FoundFrame } from "../walk-frames.ts";

export type WriteRecord = (frame: FoundFrame, record: JournalRecord) => void;

/** The caller keeps the records in order and wraps them in transactions. */
export function indexWriter(
  database: DatabaseSync,
  namesAt: (sequence: number) => JournalNames,
): WriteRecord {
  const entry = database.prepare("INSERT INTO entry VALUES (?, ?, ?, ?)");
  const named = database.prepare("INSERT OR REPLACE INTO named VALUES (?, ?, ?)");
  const placed = database.prepare("INSERT OR IGNORE INTO placed VALUES (?, ?, ?, ?)");
  const about = database.prepare("INSERT OR IGNORE INTO about VALUES (?, ?)");
  const subjectOf = subjects(database);
  const writeFill = fillWriter(database);
  const latest = new Map<Named, string>();
  const tip = database.prepare("INSERT OR REPLACE INTO tip VALUES (1, ?, ?, ?, ?)");

  return ({ offset, after }, record) => {
    const { sequence } = after;
    for (const [id, name] of namesIn(record)) {
      named.run(id, sequence, name);
      if (record.kind !== "submitted") latest.set(id, name);
    }
    if (record.kind === "submitted") {
      for (const { clientId, order } of record.intents)
        placed.run(clientId, order.accountId, record.plan.planId, orderPhrase(order.terms));
    }
    const { told, searchText } = tellRecord(record, latestNames(latest, namesAt(sequence)));
    entry.run(sequence, record.atMs, offset, searchText);
    for (const name of subjectsOf(told)) about.run(subjectOf(name), sequence);
    writeFill(sequence, record, told);
    tip.run(sequence, offset, after.offset, after.hash);
  };
}

/** At the end of the index the latest name is the one that holds. */
function latestNames(latest: Map<Named, string>, names: JournalNames): JournalNames {
  return {
    ...names,
    nameOf: (id) => {
      const known = latest.get(id);
      if (known !== undefined) return known;
      const found = names.nameOf(id);
      if (found !== undefined && !id.startsWith("plan:")) latest.set(id, found);
      return found;
    },
  };
}

/** What a record is filtered by, as the names of subjects. */
function subjectsOf({ kind, accountIds, orderId, planId }: ToldRecord): readonly string[] {
  const ids = [orderId, planId].flatMap((id) => (id === undefined ? [] : [`order:${id}`]));
  return [`kind:${kind}`, ...accountIds.map((id) => `account:${id}`), ...ids];
}

/** Names of subjects by number; the ones that come again and again are kept at hand. */
function subjects(database: DatabaseSync): (name: string) => number {
  const find = database.prepare("SELECT id FROM subject WHERE name = ?");
  const make = database.prepare("INSERT INTO subject (name) VALUES (?)");
  const atHand = new Map<string, number>();
  return (name) => {
    const known = atHand.get(name) ?? find.get(name)?.["id"];
    const id = typeof known === "number" ? known : Number(make.run(name).lastInsertRowid);
    if (!name.startsWith("order:")) atHand.set(name, id);
    return id;
  };
}

/** Keeps what each account holds after each fill, each fill counted once: the same sum as `positionsAt`. */
function fillWriter(database: DatabaseSync) {
  const seen = database.prepare("INSERT OR IGNORE INTO fill VALUES (?)");
  const before = database.prepare(
    "SELECT quantity FROM held WHERE account = ? AND listing = ? AND side = ? ORDER BY sequence DESC LIMIT 1",
  );
  const held = database.prepare("INSERT INTO held VALUES (?, ?, ?, ?, ?)");
  return (sequence: number, record: JournalRecord, told: ToldRecord): void => {
    const fill = fillIn(record);
    const [accountId] = told.accountIds;
    if (fill === undefined || accountId === undefined) return;
    if (seen.run(`${accountId}|${fillId(fill)}`).changes === 0) return;
    const was = before.get(accountId, fill.listing, fill.positionSide)?.["quantity"];
    const quantity = typeof was === "string" ? Decimal.of(was) : ZERO;
    const is = fill.side === "buy" ? quantity.plus(fill.quantity) : quantity.minus(fill.quantity);
    held.run(accountId, fill.listing, fill.positionSide, sequence, is.toString());
  };
}

function fillIn(record: JournalRecord): Fill | undefined {
  if (record.kind === "foreign-fill") return record.fill;
  return record.kind === "order" && record.event.kind === "filled" ? record.event.fill : undefined;
}

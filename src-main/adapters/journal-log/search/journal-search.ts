// The index over a journal's file: brought up to date in slices, asked in between. Blocking: for a thread of its own.
import { existsSync } from "node:fs";
import { decodeRecord } from "../../../../src-core/journal/codec.ts";
import type { JournalNames } from "../../../../src-core/journal/journal-names.ts";
import type { JournalRecord } from "../../../../src-core/journal/record.ts";
import { tellRecord } from "../../../../src-core/journal/tell-record.ts";
import type { JournalFound, JournalHit, JournalQuery } from "../../../ports/journal-index.ts";
import type { DatabaseSync } from "node:sqlite";
import { findRecords, heldAt, type HeldRow } from "./find-records.ts";
import { CHAIN_START, type ChainPoint } from "../walk-frames.ts";
import { framesFile, type FramesFile } from "./frames-file.ts";
import { indexNames } from "./index-names.ts";
import { indexWriter, type WriteRecord } from "./index-writer.ts";
import { freshIndex, openIndex } from "./open-index.ts";

export interface SearchFiles {
  readonly journal: string;
  readonly index: string;
  /** Venues' titles, for the sentences. */
  readonly titles: Readonly<Record<string, string>>;
}

export interface JournalSearch {
  /** How many records are in the index. */
  readonly indexed: number;
  /** Why what lay at the index's place was not used; undefined when it was, or when there was nothing. */
  readonly begunAnew: string | undefined;
  /** Indexes up to `most` further records, none after `records`. Throws what a damaged index or journal makes it throw. */
  advance(records: number, most: number): void;
  page(query: JournalQuery): JournalFound;
  heldAt(sequence: number): readonly HeldRow[];
  /** The record's text in the file. */
  textAt(sequence: number): string;
  /** Throws everything away and begins at the first record. */
  beginAnew(): void;
  close(): void;
}

interface Open {
  readonly namesAt: (sequence: number) => JournalNames;
  readonly write: WriteRecord;
}

/** Opens the index of a journal that has this many records on disk. Throws when there is no journal or the folder cannot be written. */
export function journalSearch({ journal, index, titles }: SearchFiles, records: number): JournalSearch {
  const frames = framesFile(journal);
  const lay = existsSync(index);
  const kept = openIndex(index);
  const keptTip = kept === undefined ? undefined : trustedTip(kept, frames, records);
  if (keptTip === undefined) kept?.close();
  let database = kept !== undefined && keptTip !== undefined ? kept : freshIndex(index);
  let tip = keptTip ?? CHAIN_START;
  let open = ready(database);

  function ready(over: DatabaseSync): Open {
    const namesAt = indexNames(over, titles);
    return { namesAt, write: indexWriter(over, namesAt) };
  }

  function hitAt({ sequence, place }: { readonly sequence: number; readonly place: number }): JournalHit {
    return { sequence, ...tellRecord(read(place), open.namesAt(sequence)).told };
  }

  /** The index says where; what is told is read from the journal itself, whose checksums would show damage. */
  function read(place: number): JournalRecord {
    const record = decodeRecord(textAt(place));
    if (!record.ok) throw new Error(record.failure.message);
    return record.value;
  }

  function textAt(place: number): string {
    const text = frames.textAt(place);
    if (text === undefined) throw new Error("the index points at no record");
    return text;
  }

  return {
    get indexed() {
      return tip.sequence;
    },
    begunAnew: lay && keptTip === undefined ? whyAnew(kept !== undefined) : undefined,
    advance(upTo, most) {
      const found = frames.follow(tip, Math.min(most, upTo - tip.sequence));
      inTransaction(database, () => {
        for (const frame of found) {
          const record = decodeRecord(frame.text);
          if (!record.ok) throw new Error(record.failure.message);
          open.write(frame, record.value);
        }
      });
      tip = found.at(-1)?.after ?? tip;
      if (found.length === 0 && upTo > tip.sequence)
        throw new Error("the journal's file is shorter than said");
    },
    page(query) {
      const { places, ...rest } = findRecords(database, query, tip.sequence);
      return { hits: places.map(hitAt), ...rest };
    },
    heldAt: (sequence) => heldAt(database, sequence),
    textAt(sequence) {
      const place = database.prepare("SELECT place FROM entry WHERE sequence = ?").get(sequence)?.["place"];
      if (typeof place !== "number") throw new Error("the index lacks a record");
      return textAt(place);
    },
    beginAnew() {
      closeQuietly(database);
      tip = CHAIN_START;
      database = freshIndex(index);
      open = ready(database);
    },
    close() {
      closeQuietly(database);
      frames.close();
    },
  };
}

/** Where the index stands, when the journal still has the very record that it ends with: the chain then vouches for all before it. */
function trustedTip(database: DatabaseSync, frames: FramesFile, records: number): ChainPoint | undefined {
  const row = database.prepare("SELECT sequence, last_place, place, hash FROM tip").get();
  const count = database.prepare("SELECT count(*) AS count, max(sequence) AS last FROM entry").get();
  if (row === undefined) return count?.["count"] === 0 ? CHAIN_START : undefined;
  const { sequence, last_place: last, place, hash } = row;
  if (typeof sequence !== "number" || typeof last !== "number" || typeof place !== "number") return undefined;
  if (!(hash instanceof Uint8Array) || sequence > records) return undefined;
  if (count?.["count"] !== sequence || count["last"] !== sequence) return undefined;
  const point = { sequence, offset: place, hash };
  return frames.holds(point, last) ? point : undefined;
}

function whyAnew(readable: boolean): string {
  return readable ? "it is not of this journal" : "it is damaged, or of another version";
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

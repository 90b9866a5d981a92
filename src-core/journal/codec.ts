// Records as text and back: JSON with exact decimals marked. What this version does not know is refused, never skipped.
// Nothing that could not be read back is ever written: writing checks the same shapes as reading.
import { Decimal } from "../money/decimal.ts";
import { fail, succeed, type Outcome } from "../money/outcome.ts";
import type { JournalRecord } from "./record.ts";
import { JOURNAL_RECORD } from "./record-shape.ts";
import { isRecord } from "./shape.ts";

/** Longer texts are neither written nor read. */
export const MAX_RECORD_LENGTH = 4_000_000;
/** The format of the text. A reader refuses a higher one. */
const FORMAT = 1;
const DECIMAL_MARK = "$d";
/** Products of venue figures are longer than any figure that a venue may send. */
const MAX_DECIMAL_LENGTH = 512;
const DECIMAL = /^(-?\d+)(?:\.(\d+))?$/;
const MAX_DEPTH = 32;

/** The record's text. Throws `Invariant:` for a record that could not be read back. */
export function encodeRecord(record: JournalRecord): string {
  const fault = JOURNAL_RECORD.faultIn(record);
  if (fault !== undefined) throw new Error(`Invariant: not a record: ${fault.place}`);
  const written = JSON.stringify({ v: FORMAT, record }, markDecimals);
  if (written.length > MAX_RECORD_LENGTH) throw new Error("Invariant: a record is too long for the journal");
  return written;
}

/** The record of a text. `newer-journal`: written by a version that knows more; `unreadable-record`: not ours. */
export function decodeRecord(written: string): Outcome<JournalRecord> {
  const value = parsed(written);
  if (!isRecord(value) || typeof value["v"] !== "number" || !isRecord(value["record"])) return unreadable("");
  if (value["v"] > FORMAT) return newer("v");
  if (value["v"] !== FORMAT) return unreadable("v");
  const record = unmarked(value["record"], 0);
  const fault = JOURNAL_RECORD.faultIn(record);
  if (fault?.kind === "malformed" && isRecord(record)) {
    const lost = lostLimits(record);
    if (lost !== undefined) return succeed(lost);
  }
  if (fault !== undefined) return fault.kind === "newer" ? newer(fault.place) : unreadable(fault.place);
  return succeed(record as JournalRecord);
}

/** A change of limits that cannot be read must not keep the terminal, and with it every reduction, from starting. */
function lostLimits({ kind, scope, atMs }: Readonly<Record<string, unknown>>): JournalRecord | undefined {
  if (kind !== "limits-changed") return undefined;
  const lost = { kind: "limits-lost", scope, atMs };
  return JOURNAL_RECORD.faultIn(lost) === undefined ? (lost as JournalRecord) : undefined;
}

function newer(place: string): Outcome<never> {
  return fail(
    "newer-journal",
    `journal.${place}`,
    "The journal was written by a newer version of Yoke.",
    "Start that version; this one would misread it.",
  );
}

function unreadable(place: string): Outcome<never> {
  return fail("unreadable-record", `journal.${place}`, "A record of the journal cannot be read.");
}

function parsed(written: string): unknown {
  if (written.length > MAX_RECORD_LENGTH) return undefined;
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

/** A decimal has already turned itself into text when JSON shows it here: what it was stands in its holder. */
function markDecimals(this: Readonly<Record<string, unknown>>, name: string, value: unknown): unknown {
  return this[name] instanceof Decimal ? { [DECIMAL_MARK]: shortEnough(String(value)) } : value;
}

function shortEnough(digits: string): string {
  if (digits.length > MAX_DECIMAL_LENGTH) throw new Error("Invariant: a number is too long for the journal");
  return digits;
}

/** Stands where something cannot be read: it has no shape at all, also where nothing would be well. */
const BAD = Symbol("unreadable");

/** Puts decimals where their marks are, in the value itself: it is fresh from JSON and nobody else holds it. */
function unmarked(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) return BAD;
  const parts = value as Record<string, unknown>;
  if (Object.hasOwn(parts, DECIMAL_MARK) && typeof parts[DECIMAL_MARK] === "string")
    return decimalOf(parts[DECIMAL_MARK]);
  for (const name of Object.keys(parts)) {
    const before = parts[name];
    const after = unmarked(before, depth + 1);
    if (after !== before) parts[name] = after;
  }
  return value;
}

function decimalOf(digits: string): unknown {
  const match = digits.length > MAX_DECIMAL_LENGTH ? null : DECIMAL.exec(digits);
  if (match === null) return BAD;
  const [, integer = "", fraction = ""] = match;
  return Decimal.fromUnits(BigInt(integer + fraction), fraction.length);
}

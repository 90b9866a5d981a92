// Records as text and back: JSON with exact decimals marked. What this version does not know is refused, never skipped.
// Nothing that could not be read back is ever written: writing checks the same shapes as reading.
import { Decimal } from "../money/decimal.ts";
import { fail, succeed, type Outcome } from "../money/outcome.ts";
import type { JournalRecord } from "./record.ts";
import { JOURNAL_RECORD } from "./record-shape.ts";
import { isRecord, type Fault } from "./shape.ts";

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
  const written = JSON.stringify({ v: FORMAT, record: marked(record, 0) });
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
  const fault: Fault | undefined =
    record === BAD ? { kind: "malformed", place: "" } : JOURNAL_RECORD.faultIn(record);
  if (fault !== undefined) return fault.kind === "newer" ? newer(fault.place) : unreadable(fault.place);
  return succeed(record as JournalRecord);
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

function marked(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new Error("Invariant: a record is too deep for the journal");
  if (value instanceof Decimal) return { [DECIMAL_MARK]: shortEnough(value.toString()) };
  if (Array.isArray(value)) return value.map((each) => marked(each, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, marked(each, depth + 1)]));
}

function shortEnough(digits: string): string {
  if (digits.length > MAX_DECIMAL_LENGTH) throw new Error("Invariant: a number is too long for the journal");
  return digits;
}

/** Stands for what cannot be read, so that undefined stays a value. */
const BAD = Symbol("unreadable");

function unmarked(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) return BAD;
  if (Array.isArray(value)) return whole(value.map((each) => unmarked(each, depth + 1)));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === DECIMAL_MARK && typeof first[1] === "string")
    return decimalOf(first[1]);
  const restored = entries.map(([name, each]) => [name, unmarked(each, depth + 1)] as const);
  return restored.some(([, each]) => each === BAD) ? BAD : Object.fromEntries(restored);
}

function whole(values: readonly unknown[]): unknown {
  return values.includes(BAD) ? BAD : values;
}

function decimalOf(digits: string): unknown {
  const match = digits.length > MAX_DECIMAL_LENGTH ? null : DECIMAL.exec(digits);
  if (match === null) return BAD;
  const [, integer = "", fraction = ""] = match;
  return Decimal.fromUnits(BigInt(integer + fraction), fraction.length);
}

// Records as text and back: JSON with exact decimals marked. What this version does not know is refused, never skipped.
import { Decimal } from "../money/decimal.ts";
import { fail, succeed, type Outcome } from "../money/outcome.ts";
import type { JournalRecord } from "./record.ts";

/** The format of the text. A reader refuses a higher one. */
const FORMAT = 1;
const DECIMAL_MARK = "$d";

const KINDS: Readonly<Record<JournalRecord["kind"], true>> = {
  opened: true,
  "account-saved": true,
  "account-removed": true,
  "group-saved": true,
  "group-removed": true,
  "limits-changed": true,
  "cause-set": true,
  "cause-cleared": true,
  submitted: true,
  order: true,
  "foreign-fill": true,
  baseline: true,
};

/** The record's text. */
export function encodeRecord(record: JournalRecord): string {
  return JSON.stringify({ v: FORMAT, record: marked(record) });
}

/** The record of a text that the journal has proven to be as it was written. */
export function decodeRecord(text: string): Outcome<JournalRecord> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail("unreadable-record", "journal", "A record of the journal cannot be read.");
  }
  if (!isObject(value) || typeof value["v"] !== "number" || !isObject(value["record"])) {
    return fail("unreadable-record", "journal", "A record of the journal cannot be read.");
  }
  const { kind } = value["record"];
  if (value["v"] > FORMAT || typeof kind !== "string" || !Object.hasOwn(KINDS, kind)) {
    return fail(
      "newer-journal",
      "journal",
      "The journal was written by a newer version of Yoke.",
      "Start that version; this one would misread it.",
    );
  }
  const record = unmarked(value["record"]);
  if (record === undefined)
    return fail("unreadable-record", "journal", "A number in the journal cannot be read.");
  return succeed(record as JournalRecord); // the chain of hashes proves that `encodeRecord` wrote it
}

function marked(value: unknown): unknown {
  if (value instanceof Decimal) return { [DECIMAL_MARK]: value.toString() };
  if (Array.isArray(value)) return value.map(marked);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each)]));
}

/** Undefined when a marked decimal is none: the only way in which this can fail. */
function unmarked(value: unknown): unknown {
  const bad = { found: false };
  const result = restore(value, bad);
  return bad.found ? undefined : result;
}

function restore(value: unknown, bad: { found: boolean }): unknown {
  if (Array.isArray(value)) return value.map((each) => restore(each, bad));
  if (!isObject(value)) return value;
  if (!Object.hasOwn(value, DECIMAL_MARK)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, restore(each, bad)]));
  }
  const decimal = Decimal.parse(value[DECIMAL_MARK]);
  bad.found ||= decimal === undefined;
  return decimal;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Limits as a person edits them: texts in, limits or failures by field out, and back.
import { Decimal } from "../money/decimal.ts";
import { knownOnly } from "../money/known.ts";
import { fail, type Failure } from "../money/outcome.ts";
import { AMOUNTS, COUNTS, WINDOWS } from "./limit-kinds.ts";
import { LONGEST_WINDOW_MS, type Limits } from "./limits.ts";
import { readAllowlist, readQuantities } from "./limit-lists.ts";

export type LimitField = keyof Limits;

/**
 * What the editor holds, as typed. An empty text means no limit of that kind in this scope, an absent one leaves the limit
 * as it is. Windows are in seconds; lists are separated by commas.
 */
export type LimitTexts = { readonly [K in LimitField]?: string | undefined };

export type ParsedLimits =
  | { readonly ok: true; readonly value: Limits }
  /** Never empty; `place` is the field. */
  | { readonly ok: false; readonly failures: readonly Failure[] };

/** A value, nothing (no limit), or what is wrong. */
export type Read<T> = { readonly value?: T } | { readonly failure: Failure };

const WHOLE = /^[1-9]\d{0,4}$/;
const MS_PER_SECOND = 1_000;

/** Reads the editor's texts. Limits that the editor does not show are kept from `before`. */
export function parseLimits(texts: LimitTexts, before: Limits = {}): ParsedLimits {
  const reads: readonly (readonly [LimitField, (text: string) => Read<unknown>])[] = [
    ...AMOUNTS.map(({ key, most }) => [key, (text: string) => readAmount(key, text, most)] as const),
    ...COUNTS.map(({ key }) => [key, (text: string) => readCount(key, text)] as const),
    ...WINDOWS.map(({ key }) => [key, (text: string) => readWindow(key, text)] as const),
    ["allowlist", readAllowlist],
    ["maxOrderQuantity", readQuantities],
  ];
  const failures: Failure[] = [];
  const after: Partial<Record<LimitField, unknown>> = { ...before };
  for (const [key, read] of reads) {
    const text = texts[key]?.trim();
    if (text === undefined) continue;
    const answer = text === "" ? {} : read(text);
    if ("failure" in answer) failures.push(answer.failure);
    else after[key] = answer.value;
  }
  if (failures.length > 0) return { ok: false, failures };
  // Each key was given a value by the reader of its own kind.
  return { ok: true, value: knownOnly<Limits>(after as Limits) };
}

/** The texts that the editor starts from; `parseLimits` of them gives the same limits back. */
export function limitTexts(limits: Limits): Readonly<Record<LimitField, string>> {
  const texts: Partial<Record<LimitField, string>> = {
    allowlist: limits.allowlist === undefined ? "" : limits.allowlist.join(", ") || "none",
    maxOrderQuantity: Object.entries(limits.maxOrderQuantity ?? {})
      .map(([listing, quantity]) => `${listing} = ${quantity.toString()}`)
      .join(", "),
  };
  for (const { key } of AMOUNTS) texts[key] = limits[key]?.toString() ?? "";
  for (const { key } of COUNTS) texts[key] = limits[key] === undefined ? "" : String(limits[key]);
  for (const { key } of WINDOWS) texts[key] = windowText(limits[key]);
  return texts as Readonly<Record<LimitField, string>>;
}

function windowText(ms: number | undefined): string {
  return ms === undefined
    ? ""
    : Decimal.fromInteger(ms).dividedBy(Decimal.fromInteger(MS_PER_SECOND), 3, "half-even").toString();
}

function readAmount(field: LimitField, text: string, most: string | undefined): Read<Decimal> {
  const value = Decimal.parse(text);
  if (value === undefined) {
    return refuse(
      "not-a-number",
      field,
      "This is not a plain number.",
      "Write digits only, for example 50000 or 62.5.",
    );
  }
  if (!value.isPositive())
    return refuse(
      "not-positive",
      field,
      "A limit must be more than zero.",
      "Leave the field empty for no limit.",
    );
  if (most === undefined || value.atMost(Decimal.of(most))) return { value };
  return refuse("too-large", field, `More than ${most} holds nothing back.`, `Enter at most ${most}.`);
}

function readCount(field: LimitField, text: string): Read<number> {
  if (WHOLE.test(text)) return { value: Number.parseInt(text, 10) };
  return refuse(
    "not-a-count",
    field,
    "This is not a whole number from 1 to 99999.",
    "Enter a count, for example 50.",
  );
}

function readWindow(field: LimitField, text: string): Read<number> {
  const longest = LONGEST_WINDOW_MS / MS_PER_SECOND;
  const ms = Decimal.parse(text)?.times(Decimal.fromInteger(MS_PER_SECOND)).rounded(0, "half-even");
  if (ms?.isPositive() === true && ms.atMost(Decimal.fromInteger(LONGEST_WINDOW_MS)))
    return { value: Number.parseInt(ms.toString(), 10) };
  return refuse(
    "not-a-window",
    field,
    `This is not a time from 0.001 to ${String(longest)} seconds.`,
    "Enter seconds, for example 3600 for an hour.",
  );
}

function refuse(
  code: string,
  field: LimitField,
  message: string,
  remedy: string,
): { readonly failure: Failure } {
  return { failure: fail(code, field, message, remedy).failure };
}

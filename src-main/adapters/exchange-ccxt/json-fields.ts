// Reading a venue's JSON without losing a digit: text stays text, and what has the wrong shape is undefined.
import { Decimal } from "../../../src-core/money/decimal.ts";

export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; undefined when it is no list or holds anything else. */
export function objectsOf(value: unknown): readonly Json[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  return items.every(isJson) ? items : undefined;
}

/** Text, or a number as the venue wrote it. Ids beyond 2^53 arrive as text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}

/** Exact decimal from decimal text; numbers are taken as they were written, exponents are refused. */
export function decimalOf(value: unknown): Decimal | undefined {
  return Decimal.parse(textOf(value));
}

/** A safe whole number, for times and counts; never for money. */
export function integerOf(value: unknown): number | undefined {
  const text = textOf(value);
  if (text === undefined || !/^-?\d{1,16}$/.test(text)) return undefined;
  const number = Number.parseInt(text, 10);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** `true` and `"true"` are true, `false` and `"false"` are false, all else is undefined. */
export function flagOf(value: unknown): boolean | undefined {
  if (value === true || value === "true") return true;
  return value === false || value === "false" ? false : undefined;
}

/** Reads every item, or answers undefined when one of them cannot be read: a list is whole or it is nothing. */
export function readAll<T>(
  items: readonly Json[],
  read: (item: Json) => T | undefined,
): readonly T[] | undefined {
  const all: T[] = [];
  for (const item of items) {
    const value = read(item);
    if (value === undefined) return undefined;
    all.push(value);
  }
  return all;
}

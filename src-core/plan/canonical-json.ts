// One text for one meaning: what is hashed must not depend on the order in which fields were written.
// After RFC 8785 (JSON Canonicalization Scheme), with exact decimals as canonical text and no other fractions.
import { Decimal } from "../money/decimal.ts";

/**
 * Canonical JSON: keys sorted by UTF-16 code unit, no white space, `undefined` fields dropped, Decimals as quoted
 * canonical text, numbers only safe integers. Throws `Invariant:` on whatever has no single text.
 */
export function canonicalJson(value: unknown): string {
  if (value === null) return "null";
  if (value instanceof Decimal) return JSON.stringify(value.toString());
  switch (typeof value) {
    case "boolean":
      return value ? "true" : "false";
    case "string":
      return canonicalString(value);
    case "number":
      return canonicalInteger(value);
    case "object":
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value);
    default:
      throw new Error(`Invariant: no canonical JSON for a ${typeof value}`);
  }
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new Error("Invariant: no canonical JSON for a lone surrogate");
  return JSON.stringify(text);
}

function canonicalInteger(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error(`Invariant: not a safe integer: ${String(value)}`);
  return JSON.stringify(value);
}

function canonicalArray(values: readonly unknown[]): string {
  return `[${values.map((value) => canonicalJson(value)).join(",")}]`;
}

function canonicalObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new Error("Invariant: canonical JSON is for plain objects");
  }
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${canonicalString(key)}:${canonicalJson(field)}`);
  return `{${fields.join(",")}}`;
}

// Limits as a person edits them: texts in, limits or failures by field out, and back.
import { Decimal } from "../money/decimal.ts";
import { knownOnly } from "../money/known.ts";
import { fail, type Failure } from "../money/outcome.ts";
import type { Limits } from "./limits.ts";

/** What the editor holds, as typed. An empty text means no limit of that kind in this scope. */
export interface LimitTexts {
  /** USD for one order. */
  readonly maxOrderNotional: string;
  /** Basis points. */
  readonly priceCollarBps: string;
  /** USD per account and listing, worst case. */
  readonly maxPositionNotional: string;
  /** Orders per account. */
  readonly maxOpenOrders: string;
}

export type ParsedLimits =
  | { readonly ok: true; readonly value: Limits }
  /** Never empty; `place` is the field. */
  | { readonly ok: false; readonly failures: readonly Failure[] };

type Field = keyof LimitTexts;
type Read<T> = { readonly value?: T } | { readonly failure: Failure };

const LARGEST_COLLAR_BPS = Decimal.fromInteger(10_000);
const WHOLE = /^[1-9]\d{0,4}$/;

/** Reads the editor's texts. Limits that the editor does not show are kept from `before`. */
export function parseLimits(texts: LimitTexts, before: Limits = {}): ParsedLimits {
  const order = readAmount("maxOrderNotional", texts);
  const collar = readCollar(texts);
  const position = readAmount("maxPositionNotional", texts);
  const open = readCount("maxOpenOrders", texts);
  const failures = [order, collar, position, open].flatMap((read) =>
    "failure" in read ? [read.failure] : [],
  );
  if ("failure" in order || "failure" in collar || "failure" in position || "failure" in open) {
    return { ok: false, failures };
  }
  return {
    ok: true,
    value: knownOnly<Limits>({
      ...before,
      maxOrderNotional: order.value,
      priceCollarBps: collar.value,
      maxPositionNotional: position.value,
      maxOpenOrders: open.value,
    }),
  };
}

/** The texts that the editor starts from; `parseLimits` of them gives the same limits back. */
export function limitTexts(limits: Limits): LimitTexts {
  return {
    maxOrderNotional: limits.maxOrderNotional?.toString() ?? "",
    priceCollarBps: limits.priceCollarBps?.toString() ?? "",
    maxPositionNotional: limits.maxPositionNotional?.toString() ?? "",
    maxOpenOrders: limits.maxOpenOrders === undefined ? "" : String(limits.maxOpenOrders),
  };
}

function readAmount(field: Field, texts: LimitTexts): Read<Decimal> {
  const text = texts[field].trim();
  if (text === "") return {};
  const value = Decimal.parse(text);
  if (value === undefined) {
    return refuse(
      "not-a-number",
      field,
      "This is not a plain number.",
      "Write digits only, for example 50000 or 62.5.",
    );
  }
  if (value.isPositive()) return { value };
  return refuse(
    "not-positive",
    field,
    "A limit must be more than zero.",
    "Leave the field empty for no limit.",
  );
}

function readCollar(texts: LimitTexts): Read<Decimal> {
  const read = readAmount("priceCollarBps", texts);
  if ("failure" in read || read.value === undefined || read.value.atMost(LARGEST_COLLAR_BPS)) return read;
  const message = `A collar of more than ${LARGEST_COLLAR_BPS.toString()} bps holds nothing back.`;
  return refuse("too-large", "priceCollarBps", message, "Enter basis points: 200 is 2 %.");
}

function readCount(field: Field, texts: LimitTexts): Read<number> {
  const text = texts[field].trim();
  if (text === "") return {};
  if (WHOLE.test(text)) return { value: Number.parseInt(text, 10) };
  return refuse(
    "not-a-count",
    field,
    "This is not a whole number from 1 to 99999.",
    "Enter a count, for example 50.",
  );
}

function refuse(code: string, field: Field, message: string, remedy: string): { readonly failure: Failure } {
  return { failure: fail(code, field, message, remedy).failure };
}

// The fields that command documents are made of. Amounts are decimal text; a JSON number is never money.
import * as z from "zod/mini";
import { Decimal, MAX_DECIMAL_LENGTH } from "../../src-core/money/decimal.ts";

const SHAPE = /^-?\d+(?:\.\d+)?$/;

function amountText(accepts: (value: Decimal) => boolean, error: string) {
  return z.pipe(
    z.string().check(
      z.maxLength(MAX_DECIMAL_LENGTH, { error: TOO_LONG, abort: true }),
      z.regex(SHAPE, { error: NOT_DECIMAL, abort: true }),
      z.refine((text: string) => accepts(Decimal.of(text)), { error }),
    ),
    z.transform((text: string) => Decimal.of(text)),
  );
}

const TOO_LONG = `An amount has at most ${String(MAX_DECIMAL_LENGTH)} characters.`;
const NOT_DECIMAL = 'Write plain decimal text, for example "12.5".';

/** Any sign. */
export const signedAmount = amountText(() => true, NOT_DECIMAL);
export const positiveAmount = amountText((value) => value.isPositive(), "This must be more than zero.");
export const amount = amountText((value) => !value.isNegative(), "This cannot be negative.");

/** What a caller names an account, an order or a listing. */
export const name = z.string().check(
  z.minLength(1, { error: "This cannot be empty.", abort: true }),
  z.maxLength(128, { error: "A name has at most 128 characters.", abort: true }),
  z.regex(/^[\w:./|@ -]+$/, "Use letters, digits, spaces and _ : . / | @ - only."),
  z.refine((text: string) => text !== "__proto__", { error: "This name cannot be used." }),
);

export const MAX_ACCOUNTS = 50;

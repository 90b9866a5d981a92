// Two Decimals are the same when their values are: 1.5 and 1.50 differ only inside.
import { expect } from "vitest";
import { Decimal } from "./src-core/money/decimal.ts";

expect.addEqualityTesters([
  function sameDecimal(a: unknown, b: unknown): boolean | undefined {
    const bothDecimal = a instanceof Decimal && b instanceof Decimal;
    if (bothDecimal) return a.equals(b);
    return a instanceof Decimal || b instanceof Decimal ? false : undefined;
  },
]);

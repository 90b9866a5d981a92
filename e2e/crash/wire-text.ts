// Values of core as one line of text and back: JSON in which decimals are marked.
import { Decimal } from "../../src-core/money/decimal.ts";

const MARK = "$d";

/** One line without its end. */
export function toLine(value: unknown): string {
  return JSON.stringify(value, function mark(this: Readonly<Record<string, unknown>>, name, held: unknown) {
    return this[name] instanceof Decimal ? { [MARK]: String(held) } : held;
  });
}

/** What `toLine` was given. */
export function fromLine(line: string): unknown {
  return JSON.parse(line, (_name, held: unknown) => {
    if (typeof held !== "object" || held === null || !(MARK in held)) return held;
    return Decimal.of(String(held[MARK]));
  });
}

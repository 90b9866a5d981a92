// Limits that are lists of listings, as texts: the allowed ones, and the largest order quantity of each.
import { Decimal } from "../money/decimal.ts";
import { fail, type Failure } from "../money/outcome.ts";

type ReadList<T> = { readonly value: T } | { readonly failure: Failure };

/** `venue:symbol`, as the journal takes it. */
const LISTING = /^[\w-]{1,40}:[\w./|@-]{1,80}$/;

/** Listing keys separated by commas or spaces, each once; the word `none` allows not one. */
export function readAllowlist(text: string): ReadList<readonly string[]> {
  if (text.toLowerCase() === "none") return { value: [] };
  const keys = text.split(/[\s,;]+/).filter((part) => part !== "");
  const bad = keys.find((key) => !LISTING.test(key));
  if (bad === undefined && keys.length > 0) return { value: [...new Set(keys)] };
  return wrong("allowlist", bad ?? text, "Write venue:symbol, separated by commas, or the word none.");
}

/** `venue:symbol = quantity`, separated by commas. */
export function readQuantities(text: string): ReadList<Readonly<Record<string, Decimal>>> {
  const read = new Map<string, Decimal>();
  for (const part of text.split(/[,;]/).filter((each) => each.trim() !== "")) {
    const [listing = "", amount = "", ...more] = part.split("=").map((each) => each.trim());
    const quantity = Decimal.parse(amount);
    if (more.length > 0 || !LISTING.test(listing) || quantity?.isPositive() !== true)
      return wrong("maxOrderQuantity", part.trim(), "Write venue:symbol = quantity, separated by commas.");
    read.set(listing, quantity);
  }
  return { value: Object.fromEntries(read) };
}

function wrong(field: string, part: string, remedy: string): { readonly failure: Failure } {
  return { failure: fail("not-a-listing", field, `"${part}" cannot be read. ${remedy}`, remedy).failure };
}

// A change of limits in words, for the journal and the screen: what was, and what is now.
import { AMOUNTS, COUNTS, WINDOWS } from "./limit-kinds.ts";
import type { Limits } from "./limits.ts";
import { limitAmount, seconds } from "./reading.ts";

/** One line per limit that changes, for example `Largest order: 50,000.00 USD -> none`; empty when none does. */
export function describeLimitChange(before: Limits, after: Limits): readonly string[] {
  const [old, now] = [inWords(before), inWords(after)];
  const titles = new Set([...old.keys(), ...now.keys()]);
  return [...titles].flatMap((title) => {
    const [was, is] = [old.get(title) ?? "none", now.get(title) ?? "none"];
    return was === is ? [] : [`${title}: ${was} -> ${is}`];
  });
}

function inWords(limits: Limits): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const [listing, quantity] of Object.entries(limits.maxOrderQuantity ?? {})) {
    words.set(`Largest quantity in ${listing}`, quantity.toString());
  }
  for (const { key, title, unit } of AMOUNTS) {
    const value = limits[key];
    if (value !== undefined)
      words.set(title, unit === "USD" ? `${limitAmount(value)} USD` : `${value.toString()}${unit}`);
  }
  for (const { key, title } of COUNTS) {
    const value = limits[key];
    if (value !== undefined) words.set(title, String(value));
  }
  for (const { key, title } of WINDOWS) {
    const value = limits[key];
    if (value !== undefined) words.set(title, seconds(value));
  }
  if (limits.allowlist !== undefined)
    words.set("Allowed instruments", limits.allowlist.length === 0 ? "not one" : limits.allowlist.join(" "));
  return words;
}

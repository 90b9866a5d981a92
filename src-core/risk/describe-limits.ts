// A change of limits in words, for the journal and the screen: what was, and what is now.
import type { Decimal } from "../money/decimal.ts";
import type { Limits } from "./limits.ts";
import { limitAmount } from "./reading.ts";

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
  const amount = (title: string, value: Decimal | undefined): void => {
    if (value !== undefined) words.set(title, `${limitAmount(value)} USD`);
  };
  amount("Largest order", limits.maxOrderNotional);
  for (const [listing, quantity] of Object.entries(limits.maxOrderQuantity ?? {})) {
    words.set(`Largest quantity in ${listing}`, quantity.toString());
  }
  if (limits.priceCollarBps !== undefined)
    words.set("Price collar", `${limits.priceCollarBps.toString()} bps`);
  amount("Largest position", limits.maxPositionNotional);
  amount("Gross exposure", limits.maxGrossExposure);
  amount("Net exposure", limits.maxNetExposure);
  if (limits.maxLeverage !== undefined) words.set("Leverage", `${limits.maxLeverage.toString()}x`);
  if (limits.maxOpenOrders !== undefined) words.set("Open orders", String(limits.maxOpenOrders));
  amount("Daily loss", limits.maxDailyLoss);
  if (limits.duplicateWindowMs !== undefined)
    words.set("Duplicate window", `${String(limits.duplicateWindowMs)} ms`);
  return words;
}

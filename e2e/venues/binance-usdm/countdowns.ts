// Auto-cancel: a symbol's countdown that passes ends every open order of the account in it, whoever made it, by the venue's clock.
import { findInstrument } from "./instruments.ts";
import { refuse, type Refusal } from "./refusal.ts";
import { cancelOrder, endTrigger } from "./triggers.ts";
import { openOrders, type TruthAccount } from "./truth.ts";
import type { Venue } from "./venue.ts";

/** Sets it anew; 0 stops it. */
export function setCountdown(
  venue: Venue,
  account: TruthAccount,
  parameters: Readonly<Record<string, string>>,
): Refusal | Record<string, unknown> {
  const { symbol = "", countdownTime = "" } = parameters;
  if (findInstrument(symbol) === undefined) return refuse(-1121);
  if (!/^\d{1,12}$/.test(countdownTime)) return refuse(-1102);
  const windowMs = Number(countdownTime);
  if (windowMs === 0) account.countdowns.delete(symbol);
  else account.countdowns.set(symbol, venue.now() + windowMs);
  return { symbol, countdownTime };
}

/** Ends what has run out by now: orders of the book, and conditional orders too. */
export function runOutCountdowns(venue: Venue): void {
  for (const account of venue.accounts.values()) {
    for (const [symbol, untilMs] of [...account.countdowns]) {
      if (venue.now() < untilMs) continue;
      account.countdowns.delete(symbol);
      for (const order of openOrders(account))
        if (order.symbol === symbol) cancelOrder(venue, account, order.orderId);
      for (const trigger of account.triggers.values())
        if (trigger.symbol === symbol && trigger.status === "NEW")
          endTrigger(venue, account, trigger, "CANCELED");
    }
  }
}

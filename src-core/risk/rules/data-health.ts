// data-health: new exposure needs a live, reconciled account, a known clock and a fresh price.
import { QUOTE_STALE_AFTER_MS } from "../exposure-price.ts";
import type { GateContext, LegContext } from "../gate-context.ts";
import { deny, legSubject, seconds, warn } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/** Venues refuse requests from a clock that is further ahead than this. */
const CLOCK_ERROR_BOUND_MS = 1_000;

/** Denies increases where something is missing or stale; a proven reduction passes, and the gap is named. */
export function dataHealth(context: GateContext): readonly RuleReading[] {
  return context.legs.flatMap((leg) => {
    const gaps = [...accountGaps(leg), ...clockGaps(context, leg), ...priceGaps(context, leg)];
    const speak = leg.reduction.proven ? warn : deny;
    return gaps.map(({ message, ...numbers }) => speak("data-health", legSubject(leg), message, numbers));
  });
}

interface Gap {
  readonly message: string;
  readonly reading?: string;
  readonly limit?: string;
}

function accountGaps({ of }: LegContext): readonly Gap[] {
  const { account, state } = of;
  if (state.problem !== undefined) return [{ message: `${account.name}: ${state.problem}` }];
  if (state.stream !== "live") {
    return [
      {
        message: `${account.name} has no live private stream (${state.stream}). Wait until it is connected.`,
      },
    ];
  }
  if (state.syncedAtMs !== undefined) return [];
  return [{ message: `${account.name} has not been reconciled with the venue. Wait until it is synced.` }];
}

function clockGaps(context: GateContext, { of }: LegContext): readonly Gap[] {
  if (of.account.environment === "paper") return [];
  const error = context.input.readings.clockErrorMs;
  if (error === undefined)
    return [{ message: "The clock was not compared with the venue's. Wait until it is." }];
  if (Math.abs(error) <= CLOCK_ERROR_BOUND_MS) return [];
  const numbers = { reading: String(Math.abs(error)), limit: String(CLOCK_ERROR_BOUND_MS) };
  return [
    {
      message: `The clock is ${numbers.reading} ms off the venue's, over ${numbers.limit} ms. Set the clock of this machine.`,
      ...numbers,
    },
  ];
}

function priceGaps(context: GateContext, leg: LegContext): readonly Gap[] {
  const { quote, listing } = leg;
  if (quote === undefined) {
    const last = context.input.portfolio.quotes.get(listing.key);
    const limit = String(QUOTE_STALE_AFTER_MS);
    if (last === undefined) return [{ message: `No price for ${listing.name}. Wait for the price.`, limit }];
    const ageMs = context.input.nowMs - last.atMs;
    const words = ageMs < 0 ? "from the future: the clock has moved" : `${seconds(ageMs)} old`;
    return [
      {
        message: `The price of ${listing.name} is ${words}. Wait for a fresh one.`,
        reading: String(ageMs),
        limit,
      },
    ];
  }
  if (quote.mark !== undefined || (quote.bid !== undefined && quote.ask !== undefined)) return [];
  return [
    {
      message: `Neither a mark price nor both bid and ask of ${listing.name} are known. Wait for the price.`,
    },
  ];
}

// The venues that are reached through ccxt.
import type { ClockPort } from "../../ports/clock.ts";
import type { VenuePort } from "../../ports/exchange.ts";
import { BINANCE_USDM } from "./binance-usdm/binance-usdm.ts";
import { LimiterQueue } from "./limiter-queue.ts";
import type { VenueProfile } from "./venue-profile.ts";

const PROFILES: readonly VenueProfile[] = [BINANCE_USDM];

export interface CcxtOptions {
  readonly clock: ClockPort;
  /** `http://127.0.0.1:PORT` of a venue that plays the real one; the composition root sets it only when unpackaged. */
  readonly relay?: string;
}

/** Keys and orders go to the relay: it can only be on this machine. */
const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d{1,5}$/;

/** Opens every venue of this adapter; they share one limiter, because they share one address. Throws for a relay elsewhere. */
export function ccxtVenues(options: CcxtOptions): readonly VenuePort[] {
  if (options.relay !== undefined && !LOOPBACK.test(options.relay)) {
    throw new Error("Invariant: a relay is an http address on 127.0.0.1");
  }
  const limiter = new LimiterQueue(options.clock);
  return PROFILES.map((profile) => profile.open({ ...options, limiter }));
}

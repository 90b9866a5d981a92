// Binance USD-M futures as a venue.
import type { Account } from "../../../../src-core/portfolio/account.ts";
import type { AccountPort, VenuePort } from "../../../ports/exchange.ts";
import type { Secrets } from "../../../ports/secret-store.ts";
import { RECEIVE_WINDOW_MS } from "../ccxt-exchange.ts";
import type { BucketReading } from "../../../../src-core/risk/gate-input.ts";
import type { LimiterQueue } from "../limiter-queue.ts";
import type { VenueContext } from "../venue-context.ts";
import type { VenueProfile } from "../venue-profile.ts";
import { AMENDABLE } from "./amend-call.ts";
import { BinanceAccount } from "./binance-account.ts";
import { BinanceMarket } from "./binance-market.ts";
import { BinanceSession } from "./binance-session.ts";
import { bucketWords, HOSTS, type BinanceEnvironment } from "./endpoints.ts";
import { VENUE } from "./read-order.ts";

function open(context: VenueContext): VenuePort {
  const market = new BinanceMarket(new BinanceSession({ context, environment: "live" }));
  return {
    venue: VENUE,
    title: BINANCE_USDM.title,
    secretFields: BINANCE_USDM.secretFields,
    market,
    acceptanceWindowMs: RECEIVE_WINDOW_MS,
    buckets: () => bucketReadings(context.limiter),
    amendsInPlace: AMENDABLE,
    countdowns: true,
    openAccount(account: Account, secrets: Secrets | undefined): AccountPort {
      const environment: BinanceEnvironment = account.environment === "live" ? "live" : "testnet";
      const session = new BinanceSession({
        context,
        environment,
        accountId: account.id,
        ...(secrets === undefined ? {} : { secrets }),
      });
      return new BinanceAccount(account, session, market);
    },
  };
}

/** Buckets are named by environment or by account, and what they count. */
function bucketReadings(limiter: LimiterQueue): readonly BucketReading[] {
  return limiter.look().map((bucket) => {
    const [owner = ""] = bucket.id.split(":");
    const isAddress = owner in HOSTS;
    return {
      ...bucket,
      ...bucketWords(bucket.id),
      venue: VENUE,
      ...(isAddress ? { environment: owner as BinanceEnvironment } : { accountId: owner }),
    };
  });
}

export const BINANCE_USDM: VenueProfile = {
  venue: VENUE,
  title: "Binance USD-M",
  secretFields: ["apiKey", "secret"],
  open,
};

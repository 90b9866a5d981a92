// The whole venue without sockets or a clock of its own: a server or a simulator gives it both.
import { runOutCountdowns } from "./countdowns.ts";
import { makeControl, type Control } from "./control.ts";
import { FaultQueue } from "./faults.ts";
import { KlineBuilder } from "./klines.ts";
import { checkLiquidations } from "./liquidation.ts";
import { Market } from "./market.ts";
import { MarketStreams } from "./market-streams.ts";
import { matchBook, matchTrade } from "./matching.ts";
import { RateLimits } from "./rate-limits.ts";
import { RestServer } from "./rest-server.ts";
import type { Services } from "./route.ts";
import { fireTriggers, settleTriggers } from "./triggers.ts";
import { openTruthAccount, type AccountSeed } from "./truth.ts";
import { UserStreams } from "./user-streams.ts";
import type { ReduceOnlyRule, Truth, Venue } from "./venue.ts";

export interface OpenVenueOptions {
  readonly accounts?: readonly AccountSeed[];
  readonly weightPerMinute?: number;
  readonly ordersPerTenSeconds?: number;
  /** `at-once`, as the real one, unless said otherwise. */
  readonly reduceOnly?: ReduceOnlyRule;
}

export interface OpenVenue {
  readonly venue: Venue;
  readonly rest: RestServer;
  readonly streams: UserStreams;
  readonly marketStreams: MarketStreams;
  readonly control: Control;
  readonly truth: Truth;
}

function linkMarket(venue: Venue): void {
  venue.market.listen((change) => {
    runOutCountdowns(venue);
    if (change.kind === "book") matchBook(venue, change.symbol);
    if (change.kind === "trade") matchTrade(venue, change.symbol, change.trade);
    if (change.kind === "mark") checkLiquidations(venue);
    if (change.kind !== "book") fireTriggers(venue, change.symbol);
    for (const account of venue.accounts.values()) settleTriggers(venue, account);
  });
}

/** Opens the venue; `nowMs` is true time, from which its own clock may be set apart. */
export function openVenue(options: OpenVenueOptions, nowMs: () => number): OpenVenue {
  let offsetMs = 0;
  let lastId = 8_000_000;
  const now = (): number => nowMs() + offsetMs;
  const market = new Market(now());
  const streams = new UserStreams();
  const venue: Venue = {
    now,
    nextId: () => (lastId += 1),
    market,
    accounts: new Map((options.accounts ?? []).map((seed) => [seed.apiKey, openTruthAccount(seed)])),
    creates: [],
    meetings: [],
    reduceOnly: options.reduceOnly ?? "at-once",
    tell: (account, message) => {
      streams.deliver(account, message);
    },
  };
  const klines = new KlineBuilder(market, now);
  const weightPerMinute = options.weightPerMinute ?? 2400;
  const services: Services = { venue, streams, klines, weightPerMinute, maintenance: false };
  const limits = new RateLimits({ weightPerMinute, ordersPerTenSeconds: options.ordersPerTenSeconds ?? 300 });
  const faults = new FaultQueue();
  const rest = new RestServer(services, limits, faults);
  linkMarket(venue);
  const marketStreams = new MarketStreams(market, klines, now);
  const setClockOffset = (ms: number): void => {
    offsetMs = ms;
  };
  const control = makeControl({ services, faults, limits, marketStreams, setClockOffset });
  return {
    venue,
    rest,
    streams,
    marketStreams,
    control,
    truth: truthOf({ venue, rest, streams, marketStreams }),
  };
}

function truthOf(parts: Pick<OpenVenue, "venue" | "rest" | "streams" | "marketStreams">): Truth {
  const { venue, rest, streams, marketStreams } = parts;
  return {
    accounts: venue.accounts,
    creates: venue.creates,
    meetings: venue.meetings,
    requests: rest.log,
    userSockets: (apiKey) => {
      const account = venue.accounts.get(apiKey);
      return account === undefined ? 0 : streams.connected(account);
    },
    streamListeners: (stream) => marketStreams.listeners(stream),
    subscriptionMessages: () => marketStreams.messages,
  };
}

// Starts the venue on a loopback port: REST and WebSocket with the original host as first path segment, and /control.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { makeControl, type Control } from "./control.ts";
import { handleControl } from "./control-http.ts";
import { FaultQueue } from "./faults.ts";
import { KlineBuilder } from "./klines.ts";
import { checkLiquidations } from "./liquidation.ts";
import { Market } from "./market.ts";
import { MarketStreams } from "./market-streams.ts";
import { matchBook, matchTrade } from "./matching.ts";
import { playMarket, type MarketPlan } from "./play-market.ts";
import { RateLimits } from "./rate-limits.ts";
import { RestServer } from "./rest-server.ts";
import type { Services } from "./route.ts";
import { fireTriggers, settleTriggers } from "./triggers.ts";
import { openTruthAccount, type AccountSeed } from "./truth.ts";
import { UserStreams } from "./user-streams.ts";
import type { Truth, Venue } from "./venue.ts";

export interface VenueOptions {
  readonly accounts?: readonly AccountSeed[];
  /** `still`: only tests move it. Default. */
  readonly market?: MarketPlan;
  readonly port?: number;
  readonly weightPerMinute?: number;
  readonly ordersPerTenSeconds?: number;
}

export interface RunningVenue {
  readonly url: string;
  readonly control: Control;
  readonly truth: Truth;
  readonly close: () => Promise<void>;
}

function linkMarket(venue: Venue): void {
  venue.market.listen((change) => {
    if (change.kind === "book") matchBook(venue, change.symbol);
    if (change.kind === "trade") matchTrade(venue, change.symbol, change.trade);
    if (change.kind === "mark") checkLiquidations(venue);
    if (change.kind !== "book") fireTriggers(venue, change.symbol);
    for (const account of venue.accounts.values()) settleTriggers(venue, account);
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function attachSockets(server: ReturnType<typeof createServer>, streams: UserStreams, market: MarketStreams) {
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://venue");
    sockets.handleUpgrade(request, socket, head, (client) => {
      if (!url.pathname.includes("/private/")) market.attach(client);
      else if (!streams.attach(client, url.searchParams.get("listenKey"))) client.close(1008);
    });
  });
  return sockets;
}

/** A running venue; `close` frees its port, timers and sockets. */
export async function start(options: VenueOptions = {}): Promise<RunningVenue> {
  let offsetMs = 0;
  let lastId = 8_000_000;
  const now = (): number => Date.now() + offsetMs;
  const market = new Market(now());
  const streams = new UserStreams();
  const venue: Venue = {
    now,
    nextId: () => (lastId += 1),
    market,
    accounts: new Map((options.accounts ?? []).map((seed) => [seed.apiKey, openTruthAccount(seed)])),
    creates: [],
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
  const truth: Truth = {
    accounts: venue.accounts,
    creates: venue.creates,
    requests: rest.log,
    userSockets: (apiKey) => {
      const account = venue.accounts.get(apiKey);
      return account === undefined ? 0 : streams.connected(account);
    },
    streamListeners: (stream) => marketStreams.listeners(stream),
    subscriptionMessages: () => marketStreams.messages,
  };
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const path = request.url ?? "/";
      if (path.startsWith("/control/")) handleControl(control, truth, path, body, response);
      else rest.handle(request, response, body);
    });
  });
  const sockets = attachSockets(server, streams, marketStreams);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const stopMarket = playMarket(market, options.market ?? { kind: "still" });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    control,
    truth,
    close: async () => {
      stopMarket();
      streams.close();
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

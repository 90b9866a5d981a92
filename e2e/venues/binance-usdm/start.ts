// Starts the venue on a loopback port: REST and WebSocket with the original host as first path segment, and /control.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import type { Control } from "./control.ts";
import { handleControl } from "./control-http.ts";
import { runOutCountdowns } from "./countdowns.ts";
import type { MarketStreams } from "./market-streams.ts";
import { openVenue, type OpenVenueOptions } from "./open-venue.ts";
import { playMarket, type MarketPlan } from "./play-market.ts";
import { serveRest } from "./respond.ts";
import type { UserStreams } from "./user-streams.ts";
import type { Truth } from "./venue.ts";

/** How often the venue looks at its countdowns. */
const COUNTDOWN_LOOK_MS = 10;

export interface VenueOptions extends OpenVenueOptions {
  /** `still`: only tests move it. Default. */
  readonly market?: MarketPlan;
  readonly port?: number;
}

export interface RunningVenue {
  readonly url: string;
  readonly control: Control;
  readonly truth: Truth;
  readonly close: () => Promise<void>;
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
  const { venue, rest, streams, marketStreams, control, truth } = openVenue(options, () => Date.now());
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const path = request.url ?? "/";
      if (path.startsWith("/control/")) handleControl(control, truth, path, body, response);
      else serveRest(rest, request, response, body);
    });
  });
  const sockets = attachSockets(server, streams, marketStreams);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  // Nobody has to ask for time to pass.
  const counting = setInterval(() => {
    runOutCountdowns(venue);
  }, COUNTDOWN_LOOK_MS);
  const stopMarket = playMarket(venue.market, options.market ?? { kind: "still" });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    control,
    truth,
    close: async () => {
      stopMarket();
      clearInterval(counting);
      streams.close();
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

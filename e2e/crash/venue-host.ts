// The venue of a crash run: the paper venue's engine behind a socket, and a note of every create that arrived.
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { once } from "node:events";
import type { AccountSnapshot } from "../../src-core/order-terms/venue-event.ts";
import { systemClock } from "../../src-main/adapters/clock-system/clock-system.ts";
import { openPaperVenue, type PaperVenue } from "../../src-main/adapters/exchange-paper/open-paper-venue.ts";
import { memoryLog } from "../../src-main/adapters/exchange-paper/testing/memory-log.ts";
import { randomIds } from "../../src-main/adapters/id-source-random/id-source-random.ts";
import type { AccountPort } from "../../src-main/ports/exchange.ts";
import { lineSocket, type LineSocket } from "./line-socket.ts";
import { overLine, type LineWeather } from "./bad-line.ts";
import { COMMANDS, METHODS, type Belief, type Command, type FromVenue, type ToVenue } from "./messages.ts";

export interface VenueHost {
  readonly port: number;
  /** Client ids of creates in the order of their arrival, repeats included. */
  readonly arrived: readonly string[];
  /** Client ids of amends in the order of their arrival, repeats included. */
  readonly amended: readonly string[];
  /** Hears of each command before it is answered. */
  onCommand: (command: Command) => void;
  /** How the line treats the next command. */
  weather: () => LineWeather;
  /** `reply` lets the terminal trade, or asks it again. */
  onReady: (belief: Belief, reply: (kind: "go" | "again") => void) => void;
  /** Every account as the venue holds it. */
  truth(): Promise<ReadonlyMap<string, AccountSnapshot>>;
  close(): Promise<void>;
}

/** Starts it on a loopback port with an endless made-up market. */
export async function openVenueHost(seed: string): Promise<VenueHost> {
  const venue = await openPaperVenue({ clock: systemClock(), ids: randomIds(), log: memoryLog(), seed });
  const listings = await venue.market.listings();
  if (!listings.ok) throw new Error(listings.failure.message);
  const judges = new Map<string, AccountPort>();
  const arrived: string[] = [];
  const amended: string[] = [];
  const server = createServer((socket) => {
    serve(host, venue, judges, { create: arrived, amend: amended }, socket);
  });
  const host: VenueHost = {
    port: await listen(server),
    arrived,
    amended,
    onCommand: () => undefined,
    weather: () => "fair",
    onReady: (_belief, reply) => {
      reply("go");
    },
    truth: () => truthBy(judges),
    close: async () => {
      server.close();
      await venue.close();
    },
  };
  return host;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Asked through sessions of the venue's own, which no terminal's death ends. */
async function truthBy(
  judges: ReadonlyMap<string, AccountPort>,
): Promise<ReadonlyMap<string, AccountSnapshot>> {
  const snapshots = new Map<string, AccountSnapshot>();
  for (const [id, port] of judges) {
    const read = await port.snapshot();
    if (!read.ok) throw new Error(read.failure.message);
    snapshots.set(id, read.value);
  }
  return snapshots;
}

function serve(
  host: VenueHost,
  venue: PaperVenue,
  judges: Map<string, AccountPort>,
  noted: Readonly<Record<"create" | "amend", string[]>>,
  socket: Socket,
): void {
  const accounts = new Map<string, AccountPort>();
  const lines: LineSocket = lineSocket(socket, (value) => {
    void hear(value as ToVenue);
  });
  const send = (message: FromVenue): void => {
    lines.send(message);
  };
  const stops: (() => void)[] = [];

  async function connect({ id, account }: Extract<ToVenue, { kind: "connect" }>): Promise<void> {
    if (!judges.has(account.id)) {
      const judge = venue.openAccount(account, undefined);
      await judge.connect(() => undefined);
      judges.set(account.id, judge);
    }
    const port = venue.openAccount(account, undefined);
    accounts.set(account.id, port);
    const value = await port.connect((event) => {
      send({ kind: "event", accountId: account.id, event });
    });
    send({ kind: "answer", id, value });
  }

  async function call({ id, accountId, method, args }: Extract<ToVenue, { kind: "call" }>): Promise<void> {
    const port = accounts.get(accountId);
    if (port === undefined || !METHODS.includes(method)) return;
    const run = (): Promise<unknown> => {
      if (method === "create" || method === "amend")
        noted[method].push((args[0] as { readonly clientId: string }).clientId);
      return (port[method] as (...given: readonly unknown[]) => Promise<unknown>).apply(port, [...args]);
    };
    const command = COMMANDS.find((name) => name === method);
    if (command !== undefined) host.onCommand(command);
    const value = command === undefined ? await run() : await overLine(host.weather(), command, run);
    send({ kind: "answer", id, value });
  }

  async function hear(message: ToVenue): Promise<void> {
    if (message.kind === "connect") await connect(message);
    else if (message.kind === "call") await call(message);
    else
      host.onReady(message.belief, (kind) => {
        send({ kind });
      });
  }

  void venue.market.listings().then((listings) => {
    if (!listings.ok) return;
    send({ kind: "listings", listings: listings.value });
    for (const { key } of listings.value) {
      stops.push(
        venue.market.watchQuote(key, (quote) => {
          send({ kind: "quote", quote });
        }),
      );
    }
  });
  socket.on("close", () => {
    for (const stop of stops) stop();
    for (const port of accounts.values()) void port.close();
  });
}

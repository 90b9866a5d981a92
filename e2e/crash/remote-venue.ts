// A venue that lives in another process, so that its truth outlives the terminal's.
import { once } from "node:events";
import { connect } from "node:net";
import type { Listing, ListingKey } from "../../src-core/market/listing.ts";
import type { Quote } from "../../src-core/market/quote.ts";
import { fail, succeed } from "../../src-core/money/outcome.ts";
import type { VenueEvent } from "../../src-core/order-terms/venue-event.ts";
import type { Account } from "../../src-core/portfolio/account.ts";
import { RECEIVE_WINDOW_MS } from "../../src-main/adapters/exchange-paper/paper-account.ts";
import type { AccountPort, VenuePort } from "../../src-main/ports/exchange.ts";
import { lineSocket } from "./line-socket.ts";
import type { Belief, FromVenue, Method, ToVenue } from "./messages.ts";
import type { Whereabouts } from "./whereabouts.ts";

export interface RemoteVenue {
  readonly port: VenuePort;
  /** These commands are durable and leave now. */
  intended(clientIds: readonly string[]): void;
  /** Tells what the terminal believes, as often as it is asked; resolves when it may trade. */
  ready(belief: () => Belief): Promise<void>;
}

/** Connects to the venue's process on this machine. */
export async function remoteVenue(port: number, where: Whereabouts): Promise<RemoteVenue> {
  const socket = connect(port, "127.0.0.1");
  const waiting = new Map<number, (value: unknown) => void>();
  const ears = new Map<string, (event: VenueEvent) => void>();
  const watchers = new Map<ListingKey, Set<(quote: Quote) => void>>();
  let hearListings: (listings: readonly Listing[]) => void;
  const listings = new Promise<readonly Listing[]>((done) => {
    hearListings = done;
  });
  let go = (): void => undefined;
  let sayAgain = (): void => undefined;
  let lastId = 0;
  let unsent: ReadonlySet<string> = new Set();
  let unanswered = 0;

  const lines = lineSocket(socket, (value) => {
    const message = value as FromVenue;
    switch (message.kind) {
      case "listings":
        hearListings(message.listings);
        return;
      case "answer":
        waiting.get(message.id)?.(message.value);
        waiting.delete(message.id);
        return;
      case "event":
        ears.get(message.accountId)?.(message.event);
        return;
      case "quote":
        for (const hear of watchers.get(message.quote.listing) ?? []) hear(message.quote);
        return;
      case "again":
        sayAgain();
        return;
      case "go":
        go();
    }
  });

  const say = (message: ToVenue): void => {
    lines.send(message);
  };

  async function asked<T>(message: object): Promise<T> {
    lastId += 1;
    const id = lastId;
    where.pass("reconcile");
    const answer = await new Promise<T>((done) => {
      waiting.set(id, done as (value: unknown) => void);
      lines.send({ ...message, id });
    });
    where.pass("reconcile");
    return answer;
  }

  /** What changes something at the venue: noted when it leaves and when its answer comes. */
  async function commanded<T>(asking: () => Promise<T>, clientId: string | undefined): Promise<T> {
    const answer = asking();
    if (clientId !== undefined) unsent = new Set([...unsent].filter((id) => id !== clientId));
    unanswered += 1;
    where.underWay(unsent.size, unanswered);
    where.pass(unsent.size > 0 ? "send" : "answer");
    const value = await answer;
    unanswered -= 1;
    where.heard();
    where.underWay(unsent.size, unanswered);
    where.pass("record");
    return value;
  }

  function openAccount(account: Account): AccountPort {
    const call = <T>(method: Method, ...args: readonly unknown[]): Promise<T> =>
      asked({ kind: "call", accountId: account.id, method, args });
    return {
      account,
      connect: (hear) => {
        ears.set(account.id, hear);
        return asked({ kind: "connect", account });
      },
      snapshot: () => call("snapshot"),
      fillsSince: (listing, sinceMs) => call("fillsSince", listing, sinceMs),
      ordersSince: (listing, sinceMs) => call("ordersSince", listing, sinceMs),
      create: (order) => commanded(() => call("create", order), order.clientId),
      amend: (order) => commanded(() => call("amend", order), order.clientId),
      cancel: (order) => commanded(() => call("cancel", order), undefined),
      query: (order) => call("query", order),
      setLeverage: (listing, leverage) => call("setLeverage", listing, leverage),
      positionMode: () => call("positionMode"),
      clockErrorMs: async () => 0,
      close: async () => undefined,
    };
  }

  await once(socket, "connect");
  // Whoever would kill this process is gone.
  socket.on("close", () => process.exit(1));
  return {
    port: {
      venue: "paper",
      title: "Paper",
      secretFields: [],
      offline: true,
      amendsInPlace: ["limit"],
      acceptanceWindowMs: RECEIVE_WINDOW_MS,
      market: {
        venue: "paper",
        listings: async () => succeed(await listings),
        candles: async () => fail("no-candles", "listing", "There are no candles here."),
        watchQuote: (listing, hear) => {
          const hearing = watchers.get(listing) ?? new Set();
          watchers.set(listing, hearing.add(hear));
          return () => hearing.delete(hear);
        },
        watchBook: () => () => undefined,
        close: async () => undefined,
      },
      openAccount,
    },
    intended: (clientIds) => {
      if (clientIds.length === 0) return;
      unsent = new Set(clientIds);
      where.underWay(unsent.size, unanswered);
      where.pass("send");
    },
    ready: (belief) =>
      new Promise((done) => {
        go = done;
        sayAgain = () => {
          say({ kind: "ready", belief: belief() });
        };
        sayAgain();
      }),
  };
}

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
import type { Belief, FromVenue, Method } from "./messages.ts";

export interface RemoteVenue {
  readonly port: VenuePort;
  /** Tells what the terminal believes, as often as it is asked; resolves when it may trade. */
  ready(belief: () => Belief): Promise<void>;
}

/** Connects to the venue's process on this machine. */
export async function remoteVenue(port: number): Promise<RemoteVenue> {
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

  function asked<T>(message: object): Promise<T> {
    lastId += 1;
    const id = lastId;
    return new Promise((done) => {
      waiting.set(id, done as (value: unknown) => void);
      lines.send({ ...message, id });
    });
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
      create: (order) => call("create", order),
      amend: (order) => call("amend", order),
      cancel: (order) => call("cancel", order),
      query: (order) => call("query", order),
      setLeverage: (listing, leverage) => call("setLeverage", listing, leverage),
      positionMode: () => call("positionMode"),
      clockErrorMs: async () => 0,
      close: async () => undefined,
    };
  }

  await once(socket, "connect");
  lines.send({ kind: "hello", pid: process.pid });
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
    ready: (belief) =>
      new Promise((done) => {
        go = done;
        sayAgain = () => {
          lines.send({ kind: "ready", belief: belief() });
        };
        sayAgain();
      }),
  };
}

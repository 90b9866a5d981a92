// The venue as one object that its parts share: clock, ids, accounts, market, and the ears of the user streams.
import type { Market } from "./market.ts";
import type { CreateRecord, TruthAccount } from "./truth.ts";

/** A message of a user stream, as it goes over the wire. */
export type UserMessage = Readonly<Record<string, unknown>>;

/** The venue's end of a WebSocket: a real one, or one in memory. */
export interface VenueSocket {
  send(text: string): void;
  terminate(): void;
  on(event: "close", hear: () => void): unknown;
  on(event: "message", hear: (data: unknown) => void): unknown;
}

/** When reduce-only orders lose what would open: as they come, at the next move of the book, or not at all. */
export type ReduceOnlyRule = "at-once" | "late" | "never";

/** A taker met a resting order of one of the venue's accounts; prevented: both of one account, and the resting one ended. */
export interface Meeting {
  readonly atMs: number;
  readonly taker: string;
  readonly maker: string;
  /** API keys. */
  readonly accounts: readonly [taker: string, maker: string];
  readonly prevented: boolean;
  /** The book had moved through the resting order, which a real one cannot: it would have traded by then. */
  readonly crossed: boolean;
}

export interface Venue {
  /** The venue's own clock, UTC milliseconds. */
  readonly now: () => number;
  readonly nextId: () => number;
  readonly market: Market;
  /** By API key. */
  readonly accounts: Map<string, TruthAccount>;
  /** Every well-signed create, in order of arrival. */
  readonly creates: CreateRecord[];
  readonly meetings: Meeting[];
  /** For one-way positions; the sides of a hedge cannot cross zero. */
  readonly reduceOnly: ReduceOnlyRule;
  readonly tell: (account: TruthAccount, message: UserMessage) => void;
}

/** One request as it arrived, for tests. */
export interface RequestRecord {
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly apiKey: string | undefined;
  readonly signatureGood: boolean;
  /** What it took of the address's minute. */
  readonly weight: number;
}

/** What really happened, for tests to compare with. */
export interface Truth {
  readonly accounts: ReadonlyMap<string, TruthAccount>;
  readonly creates: readonly CreateRecord[];
  readonly meetings: readonly Meeting[];
  readonly requests: readonly RequestRecord[];
  readonly userSockets: (apiKey: string) => number;
  readonly streamListeners: (stream: string) => number;
  /** How many SUBSCRIBE and UNSUBSCRIBE messages came. */
  readonly subscriptionMessages: () => number;
}

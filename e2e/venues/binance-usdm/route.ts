// What a route is: who may call it, what it weighs, and how it answers.
import type { KlineBuilder } from "./klines.ts";
import type { Refusal } from "./refusal.ts";
import type { TruthAccount } from "./truth.ts";
import type { UserStreams } from "./user-streams.ts";
import type { Venue } from "./venue.ts";

/** Everything that routes may use. */
export interface Services {
  readonly venue: Venue;
  readonly streams: UserStreams;
  readonly klines: KlineBuilder;
  readonly weightPerMinute: number;
  /** Lists are empty, as they may be while the venue is being maintained. */
  maintenance: boolean;
}

export type Parameters = Readonly<Record<string, string>>;

/** An answer is JSON, or a refusal. */
export type Reply = Refusal | Record<string, unknown> | readonly unknown[];

export interface PublicRoute {
  readonly security: "none";
  readonly weight: (parameters: Parameters) => number;
  readonly handle: (services: Services, parameters: Parameters) => Reply;
}

export interface PrivateRoute {
  /** `key`: the API key alone; `signed`: key, signature and time window. */
  readonly security: "key" | "signed";
  readonly weight: (parameters: Parameters) => number;
  readonly handle: (services: Services, account: TruthAccount, parameters: Parameters) => Reply;
}

export type Route = PublicRoute | PrivateRoute;
export type RouteTable = Readonly<Record<string, Route>>;

export const weighs = (weight: number) => (): number => weight;

/** Cheap for one symbol, dear for all. */
export const bySymbol =
  (one: number, all: number) =>
  (parameters: Parameters): number =>
    parameters["symbol"] === undefined ? all : one;

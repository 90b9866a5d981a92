// The line between a terminal and the venue, beneath ccxt: every byte takes time, and may be cut, lost or late.
import type { FaultAnswer } from "../venues/binance-usdm/faults.ts";
import type { OpenVenue } from "../venues/binance-usdm/open-venue.ts";
import type { Outgoing } from "../venues/binance-usdm/outgoing.ts";
import type { RawRequest } from "../venues/binance-usdm/signature.ts";
import { MemorySocket, type WsClient } from "./memory-socket.ts";
import type { Random } from "./random.ts";
import type { Owner, World } from "./world.ts";

export interface HttpRequest {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** What ccxt reads of an answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: () => Promise<string>;
}

/** Who watches the line. `leaving` is when a request is handed to the socket. */
export interface Witness {
  readonly leaving: (request: RawRequest, owner: Owner) => void;
  /** `fault`: the name of the fault that it met there. */
  readonly arrived: (request: RawRequest, owner: Owner, status: number, fault?: string) => void;
  /** An answer is about to be heard by the terminal. */
  readonly answered: (request: RawRequest, owner: Owner, answer: Outgoing) => void;
  /** It was heard, and all that it made ready is done. */
  readonly taken: (request: RawRequest, owner: Owner) => void;
  /** A message of a socket is about to be heard by the terminal; `key` is the account's, absent for the market. */
  readonly delivering: (owner: Owner, key: string | undefined, text: string) => void;
  readonly delivered: (owner: Owner, key: string | undefined, text: string) => void;
  /** A request that found nobody. */
  readonly refused: () => void;
  readonly dialled: (owner: Owner, host: string) => void;
}

const NEVER = new Promise<never>(() => undefined);

export class Network {
  /** The next so many requests find nobody to connect to: no byte leaves. */
  refused = 0;
  /** While set, nothing can be reached. */
  dead = false;
  /** Added to every way. */
  slowMs = 0;
  readonly venue: OpenVenue;
  readonly world: World;
  readonly witness: Witness;
  private readonly chance: Random;
  private readonly sockets = new Set<MemorySocket>();

  constructor(world: World, venue: OpenVenue, chance: Random, witness: Witness) {
    this.world = world;
    this.venue = venue;
    this.chance = chance;
    this.witness = witness;
  }

  latencyMs(): number {
    return this.slowMs + 2 + this.chance.next() * 60;
  }

  request(url: string, request: HttpRequest): Promise<HttpAnswer> {
    const { owner } = this.world;
    const raw = rawOf(url, request);
    if (this.dead || this.refused > 0) {
      this.refused = Math.max(0, this.refused - 1);
      this.witness.refused();
      return this.refuse(owner);
    }
    this.witness.leaving(raw, owner);
    return new Promise((resolve, reject) => {
      request.signal?.addEventListener("abort", () => {
        reject(broken("ABORT_ERR"));
      });
      this.world.schedule(this.latencyMs(), "venue", () => {
        this.arrive(raw, owner, request.signal, resolve, reject);
      });
    });
  }

  dial(client: WsClient): void {
    const { owner } = this.world;
    const url = new URL(client.url);
    this.witness.dialled(owner, url.host);
    const socket = new MemorySocket(this, client, owner);
    this.sockets.add(socket);
    this.world.schedule(this.latencyMs(), "venue", () => {
      if (this.dead) socket.refuse();
      else this.attach(socket, url);
    });
  }

  /** The process is gone: the venue sees its sockets end. */
  hangUp(owner: Owner): void {
    for (const socket of this.sockets)
      if (socket.owner === owner) this.world.schedule(this.latencyMs(), "venue", () => socket.vanish());
  }

  forget(socket: MemorySocket): void {
    this.sockets.delete(socket);
  }

  private refuse(owner: Owner): Promise<never> {
    return new Promise((_, reject) => {
      this.world.schedule(1, owner, () => {
        reject(broken("ECONNREFUSED"));
      });
    });
  }

  private attach(socket: MemorySocket, url: URL): void {
    const key = url.searchParams.get("listenKey");
    socket.opened();
    if (!url.pathname.includes("/private/")) this.venue.marketStreams.attach(socket);
    else if (this.venue.streams.attach(socket, key)) socket.account = key?.slice(8);
    else socket.terminate();
  }

  private arrive(
    raw: RawRequest,
    owner: Owner,
    signal: AbortSignal | undefined,
    resolve: (answer: HttpAnswer) => void,
    reject: (error: Error) => void,
  ): void {
    const { truth, fault } = this.venue.rest.answer(raw);
    const seen = fault.answer.kind === "http" ? fault.answer.status : truth.status;
    this.witness.arrived(raw, owner, seen, fault.name);
    if (fault.answer.kind === "hang") return;
    const backMs = this.latencyMs() + (fault.answerAfterMs ?? 0);
    this.world.schedule(backMs, owner, () => {
      if (fault.answer.kind === "reset") reject(broken("UND_ERR_SOCKET"));
      else {
        this.witness.answered(raw, owner, {
          ...truth,
          ...(fault.answer.kind === "http" ? fault.answer : {}),
        });
        this.world.whenAtRest(owner, () => this.witness.taken(raw, owner));
        resolve(answerOf(truth, fault.answer, signal));
      }
    });
  }
}

function broken(code: string): Error {
  const error = Object.assign(new Error(`the line broke (${code})`), { code });
  if (code === "ABORT_ERR") error.name = "AbortError";
  return error;
}

function answerOf(truth: Outgoing, fault: FaultAnswer, signal: AbortSignal | undefined): HttpAnswer {
  const { status, headers, body } = fault.kind === "http" ? fault : truth;
  const half = body.slice(0, Math.ceil(body.length / 2));
  const text = (): Promise<string> => {
    if (fault.kind === "reset-mid-body") return Promise.reject(broken("UND_ERR_SOCKET"));
    if (fault.kind !== "hang-mid-body") return Promise.resolve(fault.kind === "truncated" ? half : body);
    return Promise.race([NEVER, aborted(signal)]);
  };
  return { status, statusText: "", headers: headers ?? {}, text };
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => {
      reject(broken("ABORT_ERR"));
    });
  });
}

function rawOf(url: string, request: HttpRequest): RawRequest {
  const { host, pathname, search } = new URL(url);
  const key = Object.entries(request.headers ?? {}).find(
    ([name]) => name.toLowerCase() === "x-mbx-apikey",
  )?.[1];
  return {
    method: request.method,
    host,
    path: pathname,
    rawQuery: search.slice(1),
    rawBody: request.body ?? "",
    apiKey: key,
  };
}

// One public socket shared by many listeners: subscriptions are counted, batched, and made again after every reconnect.
import type { ClockPort } from "../../ports/clock.ts";
import type { Stop } from "../../ports/exchange.ts";
import { keepSocket, type KeptSocket } from "./kept-socket.ts";
import type { LazyExchange } from "./lazy-exchange.ts";

export interface StreamListener {
  readonly heard: (message: unknown) => void;
  /** Nothing is known any more until the next message. */
  readonly lost: () => void;
}

export interface HubOptions {
  readonly source: LazyExchange;
  readonly clock: ClockPort;
  readonly address: () => Promise<string>;
  /** The stream that a message belongs to; undefined for answers to our own requests. */
  readonly streamOf: (message: unknown) => string | undefined;
}

/** Venues close sockets that send more than ten messages a second; so many are gathered and spread out. */
const BATCH_AFTER_MS = 250;
const BATCH_SIZE = 100;

type Send = (message: unknown) => void;

export class StreamHub {
  private readonly options: HubOptions;
  private readonly listeners = new Map<string, Set<StreamListener>>();
  private readonly subscribed = new Set<string>();
  private socket: KeptSocket | undefined;
  private send: Send | undefined;
  private cancelFlush: (() => void) | undefined;
  private requests = 0;

  constructor(options: HubOptions) {
    this.options = options;
  }

  subscribe(stream: string, listener: StreamListener): Stop {
    const listeners = this.listeners.get(stream) ?? new Set();
    this.listeners.set(stream, listeners.add(listener));
    this.socket ??= this.open();
    this.flushSoon(0);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(stream) === listeners) this.listeners.delete(stream);
      this.flushSoon(BATCH_AFTER_MS);
    };
  }

  close(): void {
    this.cancelFlush?.();
    this.socket?.stop();
    this.listeners.clear();
  }

  private open(): KeptSocket {
    const { source, clock, address } = this.options;
    return keepSocket(source, clock, {
      address,
      connecting: () => undefined,
      opened: (send) => {
        this.send = send;
        this.subscribed.clear();
        this.flush();
      },
      heard: (message) => this.hear(message),
      closed: () => {
        this.send = undefined;
        for (const set of this.listeners.values()) for (const listener of set) listener.lost();
      },
    });
  }

  private hear(message: unknown): void {
    const stream = this.options.streamOf(message);
    if (stream === undefined) return;
    for (const listener of this.listeners.get(stream) ?? []) listener.heard(message);
  }

  private flushSoon(afterMs: number): void {
    this.cancelFlush ??= this.options.clock.after(afterMs, () => {
      this.cancelFlush = undefined;
      this.flush();
    });
  }

  /** Asks for what is missing and drops what nobody hears, one batch of each at a time. */
  private flush(): void {
    const missing = [...this.listeners.keys()].filter((stream) => !this.subscribed.has(stream));
    const idle = [...this.subscribed].filter((stream) => !this.listeners.has(stream));
    if (this.send === undefined || (missing.length === 0 && idle.length === 0)) return;
    this.request(this.send, "SUBSCRIBE", missing.slice(0, BATCH_SIZE));
    this.request(this.send, "UNSUBSCRIBE", idle.slice(0, BATCH_SIZE));
    for (const stream of missing.slice(0, BATCH_SIZE)) this.subscribed.add(stream);
    for (const stream of idle.slice(0, BATCH_SIZE)) this.subscribed.delete(stream);
    this.flushSoon(BATCH_AFTER_MS);
  }

  private request(send: Send, method: string, params: readonly string[]): void {
    if (params.length === 0) return;
    this.requests += 1;
    send({ method, params, id: this.requests });
  }
}

// A WebSocket of ccxt that is kept open: connect, hear, notice the end, wait, connect again.
import type { ClockPort } from "../../ports/clock.ts";
import type { Stop } from "../../ports/exchange.ts";
import type { CcxtExchange } from "./ccxt-types.ts";
import { pause } from "./deadline.ts";
import type { LazyExchange } from "./lazy-exchange.ts";

export interface SocketHooks {
  /** Where to connect; undefined when that is not known now and must be asked again later. */
  readonly address: () => Promise<string | undefined>;
  readonly connecting: () => void;
  /** `send` writes one message. */
  readonly opened: (send: (message: unknown) => void) => void;
  readonly heard: (message: unknown) => void;
  readonly closed: () => void;
}

export interface KeptSocket {
  readonly stop: Stop;
  /** Gives this connection up and makes a new one. */
  readonly reconnect: () => void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** A connection that lived this long makes the next wait short again. */
const STABLE_AFTER_MS = 20_000;
const ENDED = "ended";

interface Connection {
  readonly exchange: CcxtExchange;
  readonly client: ReturnType<CcxtExchange["client"]>;
}

const ears = new WeakMap<object, (message: unknown) => void>();

/** Sends raw messages of this instance's sockets to whoever keeps them, in place of ccxt's own parsers. */
export function hearRawMessages(exchange: CcxtExchange): void {
  exchange.handleMessage = (client: object, message: unknown) => {
    ears.get(client)?.(message);
  };
}

/** Keeps a socket open until stopped. `hearRawMessages` must have been called on the instance. */
export function keepSocket(source: LazyExchange, clock: ClockPort, hooks: SocketHooks): KeptSocket {
  let stopped = false;
  let current: Connection | undefined;
  const isStopped = (): boolean => stopped;
  const giveUp = (): void => {
    if (current !== undefined) letGo(current);
  };
  void (async () => {
    let waitMs = 0;
    // Nothing is heard inside the call that starts this.
    await Promise.resolve();
    while (!isStopped()) {
      if (waitMs > 0) await pause(clock, waitMs);
      if (isStopped()) return;
      hooks.connecting();
      const startedMs = clock.monotonicMs();
      await runOnce(source, hooks, (connection) => {
        current = connection;
        if (isStopped()) giveUp();
      });
      current = undefined;
      const lived = clock.monotonicMs() - startedMs;
      waitMs =
        lived > STABLE_AFTER_MS
          ? FIRST_WAIT_MS
          : Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, waitMs * 2));
      if (!isStopped()) hooks.closed();
    }
  })();
  return {
    stop: () => {
      stopped = true;
      giveUp();
    },
    reconnect: giveUp,
  };
}

/** A dead peer never confirms a close, so the client is let go first and closed after. */
function letGo({ exchange, client }: Connection): void {
  const { clients } = exchange as { clients?: Record<string, unknown> };
  if (clients?.[client.url] === client) Reflect.deleteProperty(clients, client.url);
  client.reject(new Error("given up"), ENDED);
  void client.close();
}

/** One connection from dial to end; never throws. */
async function runOnce(
  source: LazyExchange,
  hooks: SocketHooks,
  made: (connection: Connection) => void,
): Promise<void> {
  try {
    const url = await hooks.address();
    if (url === undefined) return;
    const exchange = await source.get();
    const client = exchange.client(url);
    ears.set(client, hooks.heard);
    // ccxt rejects every pending future of a client when its connection ends, for whatever reason.
    const ended = client.future(ENDED) as Promise<unknown>;
    ended.catch(() => undefined);
    void client.connect().then(() => {
      hooks.opened((message) => {
        client.send(message).catch(() => undefined);
      });
    });
    made({ exchange, client });
    await ended;
  } catch {
    // The end of a connection is told by `closed`, and its reason does not change what is done next.
  }
}

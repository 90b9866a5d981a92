// One ccxt instance made safe: no retries, no hidden queue, no logging, no keys in its printed form, no way to move money out.
import { inspect } from "node:util";
import { pro } from "ccxt";
import type { Secrets } from "../../ports/secret-store.ts";
import type { CcxtExchange } from "./ccxt-types.ts";
import { guardTransport, type WireOptions } from "./wire.ts";

export type ExchangeId = "binanceusdm";

/** ccxt's own limit, for the headers alone. Ours is shorter and covers the body too. */
const HEADERS_TIMEOUT_MS = 20_000;
/** A dead socket is noticed after two or three of these. */
const PING_EVERY_MS = 10_000;
/** How long after its timestamp the venue may still accept a signed request. */
export const RECEIVE_WINDOW_MS = 10_000;

const MOVES_MONEY = /withdraw|transfer|repay|borrow|createConvertTrade/i;

export interface ExchangeOptions {
  readonly id: ExchangeId;
  readonly demo: boolean;
  readonly secrets?: Secrets;
  readonly wire: WireOptions;
}

/** A fresh instance. Keyless without secrets. */
export function makeExchange(options: ExchangeOptions): CcxtExchange {
  const exchange = new pro[options.id]({
    ...(options.secrets === undefined
      ? {}
      : { apiKey: options.secrets.apiKey, secret: options.secrets.secret }),
    enableRateLimit: false,
    timeout: HEADERS_TIMEOUT_MS,
    number: String,
    streaming: { keepAlive: PING_EVERY_MS },
    options: { maxRetriesOnFailure: 0, recvWindow: RECEIVE_WINDOW_MS, timeDifference: 0 },
  });
  if (options.demo) exchange.enableDemoTrading(true);
  trapMoneyMovers(exchange);
  hideSecrets(exchange);
  guardTransport(exchange, options.wire);
  return exchange;
}

/** Every method whose name speaks of moving money out throws, whoever finds it. */
function trapMoneyMovers(exchange: CcxtExchange): void {
  const names = new Set<string>();
  for (let level: object | null = exchange; level !== null && level !== Object.prototype;) {
    for (const name of Object.getOwnPropertyNames(level)) names.add(name);
    level = Object.getPrototypeOf(level) as object | null;
  }
  const methods = exchange as unknown as Record<string, unknown>;
  for (const name of names) {
    if (!MOVES_MONEY.test(name) || typeof methods[name] !== "function") continue;
    const trap = (): never => {
      throw new Error(`Invariant: ${name} is out of reach`);
    };
    Object.defineProperty(exchange, name, { value: trap, enumerable: false, writable: false });
  }
}

/** Keys are not enumerated, printed or serialised, and no request is remembered. */
function hideSecrets(exchange: CcxtExchange): void {
  for (const name of ["apiKey", "secret", "password"] as const) {
    Object.defineProperty(exchange, name, { value: exchange[name], enumerable: false, writable: true });
  }
  Object.defineProperty(exchange, "toJSON", { value: () => `[${exchange.id}]`, enumerable: false });
  Object.defineProperty(exchange, inspect.custom, { value: () => `[${exchange.id}]`, enumerable: false });
  Object.defineProperty(exchange, "verbose", { get: () => false, set: () => undefined, enumerable: false });
  exchange.setLastRequest = () => undefined;
  exchange.log = () => undefined;
}

/** Closes sockets and connections of an instance for good. */
export async function closeExchange(exchange: CcxtExchange): Promise<void> {
  await exchange.close(true);
  const pool: unknown = exchange.fetchDispatcher;
  if (typeof pool !== "object" || pool === null || !("destroy" in pool)) return;
  if (typeof pool.destroy === "function") await (pool as { destroy: () => Promise<void> }).destroy();
}

// Puts the network in memory where ccxt's own HTTP and WebSocket clients are. Signing, parsing and everything above stays ccxt's.
import type { MemorySocket, WsClient } from "./memory-socket.ts";
import type { HttpAnswer, HttpRequest, Network } from "./network.ts";

let network: Network | undefined;

/** Whose line ccxt uses from now on. */
export function useNetwork(next: Network | undefined): void {
  network = next;
}

function line(): Network {
  if (network === undefined) throw new Error("Invariant: ccxt was asked outside of a run");
  return network;
}

interface Patched {
  undiciRequest: (url: string, request: HttpRequest) => Promise<HttpAnswer>;
  loadFetchImplementation: (this: Patched & Record<string, unknown>) => Promise<void>;
  client: (url: string) => object;
  describe: () => object;
}

let done: Promise<void> | undefined;

/** Replaces the two clients of ccxt in this process, once. */
export function goBeneathCcxt(): Promise<void> {
  return (done ??= replace());
}

async function replace(): Promise<void> {
  const { pro } = await import("ccxt");
  // The adapter is loaded now, so that no run waits for a file.
  await import("../../src-main/adapters/exchange-ccxt/ccxt-exchange.ts");
  const exchange = pro.binanceusdm.prototype as unknown as Patched;
  exchange.undiciRequest = (url, request) => line().request(url, request);
  exchange.loadFetchImplementation = async function (this: Record<string, unknown>) {
    this["AbortError"] = DOMException;
    this["FetchError"] = TypeError;
    this["fetchIsNative"] = true;
    this["undiciModule"] = {};
    this["fetchImplementation"] = () =>
      Promise.reject(new Error("Invariant: every request goes through undiciRequest"));
  };
  const sample = new pro.binanceusdm({}) as unknown as Patched;
  rememberDescription(exchange, sample);
  const clients = Object.getPrototypeOf(sample.client("wss://fstream.binance.com/ws")) as {
    createConnection: (this: WsClient) => void;
    close: (this: WsClient) => unknown;
  };
  clients.createConnection = function (this: WsClient) {
    this.connectionStarted = Date.now();
    this.setConnectionTimeout();
    line().dial(this);
  };
  clients.close = function (this: WsClient) {
    this.disconnected ??= resolvable();
    const connection = this.connection as (Pick<MemorySocket, never> & { close?: () => void }) | undefined;
    if (connection?.close === undefined) this.disconnected.resolve(true);
    else connection.close();
    return this.disconnected;
  };
}

/** A run opens twenty exchanges. Each copies what the library says of the venue, which is the same every time: it is made once. */
function rememberDescription(exchange: Patched, sample: Patched): void {
  const description = exchange.describe.call(sample);
  exchange.describe = () => description;
}

function resolvable(): Promise<unknown> & { resolve: (value: unknown) => void } {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return Object.assign(promise, { resolve });
}

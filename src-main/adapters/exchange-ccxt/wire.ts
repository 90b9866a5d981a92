// Beneath ccxt: which endpoints may be contacted, where requests really go, and what happened on the wire.
import { AsyncLocalStorage } from "node:async_hooks";
import type { CcxtExchange } from "./ccxt-types.ts";

/** What is known of one call's request and answer; filled while it runs. */
export interface WireRecord {
  readonly abort: AbortController;
  readonly nowMs: () => number;
  /** When the request was handed to the socket, and when its answer was complete. */
  sentAtMs?: number;
  answeredAtMs?: number;
  /** Set just before the request is handed to the socket. */
  request?: { readonly url: string; readonly body: string };
  /** The system's code for a failure of the transport: ECONNREFUSED, UND_ERR_SOCKET, ... */
  errorCode?: string;
  status?: number;
  headers?: Readonly<Record<string, string>>;
  /** The complete body; absent while it is incomplete. */
  text?: string;
}

export interface WireOptions {
  /** `METHOD host/path` of every request that may ever leave. */
  readonly endpoints: ReadonlySet<string>;
  /** Hosts to which a socket may be opened. */
  readonly socketHosts: ReadonlySet<string>;
  /** `http://127.0.0.1:PORT`: everything goes there, with the original host as the first path segment. */
  readonly relay?: string;
}

const records = new AsyncLocalStorage<WireRecord>();

/** Runs one call of ccxt so that its request is noted in the record. */
export function recorded<T>(record: WireRecord, run: () => Promise<T>): Promise<T> {
  return records.run(record, run);
}

/** Thrown before anything leaves when the address is not on the list. */
export const FORBIDDEN = "EGRESS_FORBIDDEN";

function forbid(what: string): Error {
  return Object.assign(new Error(`Invariant: ${what} may not be contacted`), { code: FORBIDDEN });
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code === "string") return code;
  return error instanceof Error ? error.name : "unknown";
}

function headerTexts(headers: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries((headers ?? {}) as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

interface HttpRequest {
  readonly method: string;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** Puts our transport beneath an exchange. Its addresses, signatures and error mapping stay its own. */
export function guardTransport(exchange: CcxtExchange, options: WireOptions): void {
  guardRequests(exchange, options);
  guardSockets(exchange, options);
}

function guardRequests(exchange: CcxtExchange, options: WireOptions): void {
  const original = exchange.undiciRequest.bind(exchange);
  exchange.undiciRequest = async (url: string, request: HttpRequest) => {
    const { host, pathname } = new URL(url);
    const endpoint = `${request.method} ${host}${pathname}`;
    if (!options.endpoints.has(endpoint)) throw forbid(endpoint);
    const record = records.getStore();
    const target = options.relay === undefined ? url : url.replace(/^https:\/\//, `${options.relay}/`);
    if (record === undefined) return original(target, request);
    record.request = { url, body: request.body ?? "" };
    record.sentAtMs = record.nowMs();
    const signals = [record.abort.signal, request.signal].filter((it) => it !== undefined);
    try {
      const response = await original(target, { ...request, signal: AbortSignal.any(signals) });
      record.status = response.status as number;
      record.headers = headerTexts(response.headers);
      return { ...response, text: () => noted(record, response.text()) };
    } catch (error) {
      record.errorCode = codeOf(error);
      throw error;
    }
  };
}

async function noted(record: WireRecord, reading: Promise<unknown>): Promise<string> {
  try {
    const text = String(await reading);
    record.text = text;
    record.answeredAtMs = record.nowMs();
    return text;
  } catch (error) {
    record.errorCode = codeOf(error);
    throw error;
  }
}

function guardSockets(exchange: CcxtExchange, options: WireOptions): void {
  const original = exchange.client.bind(exchange);
  const guarded = new WeakSet();
  exchange.client = (url) => {
    const { host } = new URL(url ?? "");
    if (!options.socketHosts.has(host)) throw forbid(host);
    const client = original(url);
    if (options.relay === undefined || guarded.has(client)) return client;
    guarded.add(client);
    const { relay } = options;
    const create = client.createConnection.bind(client);
    client.createConnection = () => {
      const { url: real } = client;
      client.url = real.replace(/^wss:\/\//, `${relay.replace(/^http/, "ws")}/`);
      try {
        create();
      } finally {
        client.url = real;
      }
    };
    return client;
  };
}

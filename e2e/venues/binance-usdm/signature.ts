// Who is asking, proven independently of any client library: HMAC-SHA256 over the exact bytes of query and body.
import { createHmac, timingSafeEqual } from "node:crypto";
import { refuse, type Refusal } from "./refusal.ts";

/** What a request brought, before anything was interpreted. */
export interface RawRequest {
  readonly method: string;
  /** Path at the venue, without the host segment and without the query. */
  readonly path: string;
  readonly host: string;
  readonly rawQuery: string;
  readonly rawBody: string;
  readonly apiKey: string | undefined;
}

const DEFAULT_WINDOW_MS = 5000;
const MAX_WINDOW_MS = 60_000;
/** A timestamp further in the future than this is refused [Binance: 1000 ms]. */
const FUTURE_MS = 1000;

function withoutSignature(raw: string): { readonly payload: string; readonly signature: string | undefined } {
  const at = raw.indexOf("signature=");
  if (at < 0) return { payload: raw, signature: undefined };
  return { payload: raw.slice(0, Math.max(0, at - 1)), signature: raw.slice(at + "signature=".length) };
}

/** All parameters of a request, query first, as the venue reads them. */
export function parametersOf(request: RawRequest): Record<string, string> {
  const all = new URLSearchParams(request.rawQuery);
  for (const [name, value] of new URLSearchParams(request.rawBody)) all.set(name, value);
  return Object.fromEntries(all);
}

/** Refuses a request whose signature or time window is not right; undefined when both are. */
export function checkSignature(request: RawRequest, secret: string, nowMs: number): Refusal | undefined {
  const query = withoutSignature(request.rawQuery);
  const body = withoutSignature(request.rawBody);
  const signature = query.signature ?? body.signature;
  if (signature === undefined) return refuse(-1102);
  const expected = createHmac("sha256", secret)
    .update(query.payload + body.payload)
    .digest();
  const given = Buffer.from(signature, "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return refuse(-1022);
  return checkWindow(parametersOf(request), nowMs);
}

function checkWindow(parameters: Record<string, string>, nowMs: number): Refusal | undefined {
  const timestamp = Number(parameters["timestamp"]);
  const window = Number(parameters["recvWindow"] ?? DEFAULT_WINDOW_MS);
  if (!Number.isSafeInteger(timestamp) || !(window > 0) || window > MAX_WINDOW_MS) return refuse(-1102);
  if (timestamp > nowMs + FUTURE_MS) {
    return refuse(-1021, 400, "Timestamp for this request was 1000ms ahead of the server's time.");
  }
  return nowMs - timestamp > window ? refuse(-1021) : undefined;
}

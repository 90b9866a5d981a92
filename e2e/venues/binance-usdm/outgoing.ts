// An HTTP answer before it is sent: what a route answered, with the venue's headers.
import { isRefusal } from "./refusal.ts";
import type { Reply } from "./route.ts";

export interface Outgoing {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A route's reply as an HTTP answer. */
export function outgoing(reply: Reply, headers: Readonly<Record<string, string>>): Outgoing {
  const json = { "content-type": "application/json", ...headers };
  if (!Array.isArray(reply) && isRefusal(reply)) {
    const { status, code, msg, retryAfterSeconds: wait } = reply;
    const all = wait === undefined ? json : { ...json, "retry-after": String(wait) };
    return { status, body: JSON.stringify({ code, msg }), headers: all };
  }
  return { status: 200, body: JSON.stringify(reply), headers: json };
}

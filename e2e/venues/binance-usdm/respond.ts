// Sends what a route answered, or what a fault makes of it.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault } from "./faults.ts";
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

function sendHalf(response: ServerResponse, answer: Outgoing): void {
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) });
  response.write(answer.body.slice(0, Math.ceil(answer.body.length / 2)));
}

/** Sends the true answer, or the fault's; `request` is needed to cut the line. */
export function respond(
  request: IncomingMessage,
  response: ServerResponse,
  truth: Outgoing,
  fault: Fault["answer"],
): void {
  switch (fault.kind) {
    case "hang":
      return;
    case "reset":
      request.socket.destroy();
      return;
    case "hang-mid-body":
      sendHalf(response, truth);
      return;
    case "reset-mid-body":
      sendHalf(response, truth);
      setTimeout(() => request.socket.destroy(), 10);
      return;
    case "truncated":
      response.writeHead(truth.status, truth.headers);
      response.end(truth.body.slice(0, Math.ceil(truth.body.length / 2)));
      return;
    case "http":
      response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
      response.end(fault.body);
      return;
    case "normal":
      response.writeHead(truth.status, truth.headers);
      response.end(truth.body);
  }
}

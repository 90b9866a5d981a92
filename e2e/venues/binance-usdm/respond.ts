// The REST side's sockets: reads a request, sends what was answered, or what a fault makes of it.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault } from "./faults.ts";
import type { Outgoing } from "./outgoing.ts";
import type { RestServer } from "./rest-server.ts";
import type { RawRequest } from "./signature.ts";

function sendHalf(response: ServerResponse, answer: Outgoing): void {
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) });
  response.write(answer.body.slice(0, Math.ceil(answer.body.length / 2)));
}

/** Sends the true answer, or the fault's; `request` is needed to cut the line. */
function respond(
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

/** Answers one request over its socket. */
export function serveRest(
  rest: RestServer,
  request: IncomingMessage,
  response: ServerResponse,
  rawBody: string,
): void {
  const { truth, fault } = rest.answer(readRaw(request, rawBody));
  const send = (): void => {
    respond(request, response, truth, fault.answer);
  };
  if (fault.answerAfterMs === undefined) send();
  else setTimeout(send, fault.answerAfterMs);
}

/** Splits the relay's path: the original host first, then the venue's own path. */
function readRaw(request: IncomingMessage, rawBody: string): RawRequest {
  const [path = "", rawQuery = ""] = (request.url ?? "/").split(/\?(.*)/s);
  const [, host = "", ...rest] = path.split("/");
  const key = request.headers["x-mbx-apikey"];
  return {
    method: request.method ?? "GET",
    host,
    path: `/${rest.join("/")}`,
    rawQuery,
    rawBody,
    apiKey: typeof key === "string" ? key : undefined,
  };
}

// The same terminal for a browser: static files and one WebSocket, on the loopback interface only.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { MAX_REQUEST_LENGTH } from "../../src-core/contract/wire.ts";
import type { Doorkeeper } from "./doorkeeper.ts";
import { securityHeaders } from "../../src-core/contract/security-headers.ts";
import type { PageFilesPort } from "../ports/page-files.ts";

const LOOPBACK = "127.0.0.1";
export const SUBPROTOCOL = "yoke.1";

/** Serves one connected browser window: texts in, texts out. */
export interface Connection {
  request(text: string): Promise<string>;
  close(): void;
}

/** Opens the terminal's side of a window; `send` carries frame texts to it. */
export type Connect = (send: (text: string) => void, drop: () => void) => Connection;

export interface ConsoleServer {
  readonly port: number;
  readonly origin: string;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1. Every request must name exactly this host, every socket also this origin and a valid token. */
export async function consoleServer(
  port: number,
  files: PageFilesPort,
  doorkeeper: Doorkeeper,
  connect: Connect,
): Promise<ConsoleServer> {
  const server = createServer();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_REQUEST_LENGTH + 64,
    handleProtocols: () => SUBPROTOCOL,
  });
  const bound = await listen(server, port);
  const host = `${LOOPBACK}:${String(bound)}`;
  const origin = `http://${host}`;
  server.on("request", (request, response) => {
    serveFile(request, response, host, files);
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const welcome = request.headers.host === host && request.headers.origin === origin;
    const entry = welcome ? doorkeeper.admit(ticketOf(request)) : undefined;
    if (request.url !== "/socket" || entry === undefined) {
      socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      ws.send(`t:${entry}`);
      serveSocket(ws, connect);
    });
  });
  return {
    port: bound,
    origin,
    close: () => closeAll(server, sockets),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, LOOPBACK, () => {
      server.off("error", failed);
      const address = server.address();
      if (address === null || typeof address === "string")
        throw new Error("Invariant: a bound server has a port");
      done(address.port);
    });
  });
}

function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  host: string,
  files: PageFilesPort,
): void {
  const headers = securityHeaders(`ws://${host}`);
  if (request.headers.host !== host) {
    response.writeHead(403, headers).end();
    return;
  }
  const file =
    request.method === "GET" ? files(new URL(request.url ?? "/", `http://${host}`).pathname) : undefined;
  if (file === undefined) {
    response.writeHead(404, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, "content-type": file.type }).end(file.bytes);
}

/** The token or code travels as the second subprotocol: a browser can set no header on a socket, and URLs are logged. */
function ticketOf(request: IncomingMessage): string {
  const offered = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((part) => part.trim());
  return offered[0] === SUBPROTOCOL ? (offered[1] ?? "") : "";
}

/** `q<id>:<request>` in, `t:<token>`, `a<id>:<answer>` and `f:<frame>` out. */
function serveSocket(ws: WebSocket, connect: Connect): void {
  const connection = connect(
    (text) => {
      ws.send(`f:${text}`);
    },
    () => {
      ws.close(1012, "restarting");
    },
  );
  ws.on("message", (data, isBinary) => {
    const match = isBinary ? null : /^q(\d{1,12}):/.exec(bufferOf(data).toString("utf8", 0, 16));
    if (match === null) {
      ws.close(1003, "not a request");
      return;
    }
    const [head, id = ""] = match;
    void connection.request(bufferOf(data).toString("utf8", head.length)).then((text) => {
      if (ws.readyState === ws.OPEN) ws.send(`a${id}:${text}`);
    });
  });
  ws.on("close", () => {
    connection.close();
  });
  ws.on("error", () => {
    ws.terminate();
  });
}

function bufferOf(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const client of sockets.clients) client.terminate();
  sockets.close();
  server.closeAllConnections();
  await new Promise<void>((done) => {
    server.close(() => {
      done();
    });
  });
}

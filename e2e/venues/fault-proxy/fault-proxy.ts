// A line between terminal and venue that can be bad: real sockets on loopback, bytes passed on, delayed, cut or lost.
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { once } from "node:events";

/** What happens to the next request whose first line contains the given text. */
export type LineFault =
  /** The answer comes this much later. */
  | { readonly kind: "latency"; readonly ms: number }
  /** The answer comes in pieces of this many bytes. */
  | { readonly kind: "slice"; readonly bytes: number }
  /** The connection is reset after this many bytes of the answer; 0: before any. */
  | { readonly kind: "reset"; readonly afterBytes: number }
  /** The connection is closed in good order after this many bytes of the answer. */
  | { readonly kind: "truncate"; readonly afterBytes: number }
  /** The answer's headers come, and then nothing more. */
  | { readonly kind: "hang-after-headers" }
  /** The venue gets the request, and nothing comes back. */
  | { readonly kind: "silence" }
  /** The venue never gets the request: the connection is reset instead. */
  | { readonly kind: "lost-request" };

export interface FaultProxy {
  readonly url: string;
  /** Arms one fault; several wait in line. */
  arm(match: string, fault: LineFault): void;
  /** How many faults have struck. */
  readonly struck: number;
  close(): Promise<void>;
}

interface Armed {
  readonly match: string;
  readonly fault: LineFault;
}

const HEADERS_END = Buffer.from("\r\n\r\n");
const SLICE_EVERY_MS = 1;

/** Opens a line to a venue on this machine. */
export async function openFaultProxy(targetUrl: string): Promise<FaultProxy> {
  const target = Number(new URL(targetUrl).port);
  const armed: Armed[] = [];
  const sockets = new Set<Socket>();
  let struck = 0;
  const take = (text: string): LineFault | undefined => {
    const [first] = armed;
    if (first === undefined || !text.slice(0, text.indexOf("\r\n")).includes(first.match)) return undefined;
    armed.shift();
    struck += 1;
    return first.fault;
  };
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const socket of [near, far]) keep(sockets, socket);
    join(near, far, take);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    arm: (match, fault) => {
      armed.push({ match, fault });
    },
    get struck() {
      return struck;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function keep(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  socket.on("close", () => sockets.delete(socket));
}

/** One connection. A fault holds for the answer of the request that met it, and mostly ends the connection. */
function join(near: Socket, far: Socket, take: (text: string) => LineFault | undefined): void {
  let back: (bytes: Buffer) => void = (bytes) => near.write(bytes);
  near.on("data", (bytes: Buffer) => {
    const fault = take(bytes.toString("latin1"));
    if (fault?.kind === "lost-request") {
      near.resetAndDestroy();
      far.destroy();
      return;
    }
    if (fault !== undefined) back = answering(near, fault);
    far.write(bytes);
  });
  far.on("data", (bytes: Buffer) => {
    back(bytes);
  });
  near.on("close", () => far.destroy());
  far.on("close", () => near.end());
}

/** How the bytes of an answer reach the terminal under a fault. */
function answering(near: Socket, fault: LineFault): (bytes: Buffer) => void {
  switch (fault.kind) {
    case "latency":
      return (bytes) => setTimeout(() => near.write(bytes), fault.ms);
    case "slice":
      return slicer(near, fault.bytes);
    case "reset":
      return cutter(fault.afterBytes, near, () => near.resetAndDestroy());
    case "truncate":
      return cutter(fault.afterBytes, near, () => near.end());
    case "hang-after-headers":
      return headersOnly(near);
    default:
      return () => undefined;
  }
}

function slicer(near: Socket, size: number): (bytes: Buffer) => void {
  let queue = Buffer.alloc(0);
  let isRunning = false;
  const step = (): void => {
    near.write(queue.subarray(0, size));
    queue = queue.subarray(size);
    isRunning = queue.length > 0;
    if (isRunning) setTimeout(step, SLICE_EVERY_MS);
  };
  return (bytes) => {
    queue = Buffer.concat([queue, bytes]);
    if (isRunning) return;
    isRunning = true;
    step();
  };
}

function cutter(afterBytes: number, near: Socket, end: () => void): (bytes: Buffer) => void {
  let left = afterBytes;
  return (bytes) => {
    if (left > 0) near.write(bytes.subarray(0, left));
    left -= bytes.length;
    if (left <= 0) end();
  };
}

function headersOnly(near: Socket): (bytes: Buffer) => void {
  let seen = Buffer.alloc(0);
  let isDone = false;
  return (bytes) => {
    if (isDone) return;
    seen = Buffer.concat([seen, bytes]);
    const end = seen.indexOf(HEADERS_END);
    if (end < 0) return;
    isDone = true;
    near.write(seen.subarray(0, end + HEADERS_END.length));
  };
}

// The same bridge over the console host's WebSocket, for a terminal that runs in a browser.
// `q<id>:<request>` out; `a<id>:<answer>`, `f:<frame>` and `t:<token>` in.
import type { HostBridge } from "../../src-core/contract/wire.ts";

export interface SocketPlace {
  /** Starts a connection that offers these subprotocols. */
  readonly open: (protocols: readonly string[]) => WebSocket;
  /** The token of this run, or the one-time code that the host exchanges for it. */
  readonly ticket: string;
  /** Keeps the token for a reload of this window. */
  readonly keep: (token: string) => void;
}

interface Waiting {
  readonly answer: (text: string) => void;
  readonly fail: (reason: Error) => void;
}

const SUBPROTOCOL = "yoke.1";

/** A bridge that connects when it is first asked, and again when it is asked after the host went away. */
export function socketBridge(place: SocketPlace): HostBridge {
  const waiting = new Map<string, Waiting>();
  const hearers = new Set<(text: string) => void>();
  let ticket = place.ticket;
  let opened: Promise<WebSocket> | undefined;
  let lastId = 0;

  const take = (text: string): void => {
    const [head = ""] = text.split(":", 1);
    const rest = text.slice(head.length + 1);
    if (head === "f") for (const hear of hearers) hear(rest);
    else if (head === "t") {
      ticket = rest;
      place.keep(rest);
    } else if (head.startsWith("a")) {
      waiting.get(head.slice(1))?.answer(rest);
      waiting.delete(head.slice(1));
    }
  };
  const drop = (): void => {
    opened = undefined;
    for (const { fail } of waiting.values()) fail(new Error("The host closed the connection"));
    waiting.clear();
  };
  const open = (): Promise<WebSocket> =>
    new Promise((done, fail) => {
      const socket = place.open([SUBPROTOCOL, ticket]);
      socket.onopen = () => {
        done(socket);
      };
      socket.onmessage = ({ data }) => {
        if (typeof data === "string") take(data);
      };
      socket.onclose = () => {
        fail(new Error("The host does not answer"));
        drop();
      };
    });

  return {
    host: "console",
    request: async (text) => {
      opened ??= open();
      const socket = await opened;
      lastId += 1;
      const id = String(lastId);
      return new Promise<string>((answer, fail) => {
        waiting.set(id, { answer, fail });
        socket.send(`q${id}:${text}`);
      });
    },
    onFrame: (hear) => {
      hearers.add(hear);
      return () => {
        hearers.delete(hear);
      };
    },
  };
}

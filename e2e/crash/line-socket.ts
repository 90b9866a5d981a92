// Lines of text over a socket, each a value of core.
import type { Socket } from "node:net";
import { fromLine, toLine } from "./wire-text.ts";

export interface LineSocket {
  send(value: unknown): void;
}

/** Calls `hear` for every whole line; a line cut off by the other side's death is dropped. */
export function lineSocket(socket: Socket, hear: (value: unknown) => void): LineSocket {
  let rest = "";
  socket.setEncoding("utf8");
  socket.setNoDelay(true);
  socket.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) hear(fromLine(line));
  });
  socket.on("error", () => socket.destroy());
  return {
    send: (value) => {
      if (!socket.destroyed) socket.write(`${toLine(value)}\n`);
    },
  };
}

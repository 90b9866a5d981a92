// Entry of the index's thread: everything that blocks on SQLite or the journal's file happens here, never in main.
import { parentPort, workerData } from "node:worker_threads";
import { searchLoop } from "./search-loop.ts";
import type { SearchStart, ToSearch } from "./search-messages.ts";

const port = parentPort;
if (port === null) throw new Error("Invariant: the index's thread was started as a program");
const loop = searchLoop(
  workerData as SearchStart,
  (message) => {
    port.postMessage(message);
  },
  setImmediate,
);
port.on("message", (message: ToSearch) => {
  loop.hear(message);
  if (message.kind === "close") port.close();
});

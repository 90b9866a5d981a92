// Runs one seed after another in a thread of its own: clock, timers and chance of a thread can be taken for one world only.
import { parentPort } from "node:worker_threads";
import "./virtual-globals.ts";
import { runTwiceNowAndThen } from "./run-checked.ts";

export interface Task {
  readonly seed: string;
  readonly events: number;
}

parentPort?.on("message", (task: Task) => {
  void runTwiceNowAndThen(BigInt(task.seed), task.events).then(
    (report) => parentPort?.postMessage(report),
    (bug: unknown) => {
      const detail = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
      const failed = { seed: task.seed, asked: task.events, events: 0, orders: 0, faults: {}, hash: "" };
      parentPort?.postMessage({ ...failed, violations: [{ invariant: "run", detail }] });
    },
  );
});

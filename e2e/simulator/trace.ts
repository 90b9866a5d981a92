// What happened, in order, and one hash over all of it.
import { createHash } from "node:crypto";
import type { World } from "./world.ts";

export class Trace {
  /** Things that happened: gestures, faults, requests, answers, messages, moves of the market. */
  events = 0;
  readonly lines: string[] = [];
  private readonly hash = createHash("sha256");
  private readonly world: World;
  private readonly startMs: number;

  constructor(world: World) {
    this.world = world;
    this.startMs = world.nowMs();
  }

  add(kind: string, text: string): void {
    this.events += 1;
    const seconds = ((this.world.nowMs() - this.startMs) / 1000).toFixed(3);
    const line = `${seconds.padStart(9)} ${kind.padEnd(8)} ${text}`;
    this.lines.push(line);
    this.hash.update(line).update("\n");
  }

  digest(): string {
    return this.hash.copy().digest("hex");
  }
}

// Virtual time: everything that will happen, in one order. Nothing real is waited for but promises that are ready.
import { DueQueue, type Due } from "./due-queue.ts";

/** Whose entry it is: a terminal's life (`life-1`), the venue, or the script. A life's entries die with it. */
export type Owner = string;

export type Cancel = () => void;

const macrotask = globalThis.setImmediate;

/** Lets every promise that can settle without time do so. */
function settle(): Promise<void> {
  return new Promise((done) => {
    macrotask(() => {
      done();
    });
  });
}

export class World {
  private readonly due = new DueQueue();
  private trueMs: number;
  /** On whose behalf code runs now; what it schedules is its own. */
  owner: Owner = "script";
  private readonly graves = new Set<Owner>();
  private asleep: { readonly owner: Owner; readonly untilMs: number } | undefined;
  private atRest: { readonly owner: Owner; readonly run: () => void }[] = [];

  constructor(startMs: number) {
    this.trueMs = startMs;
  }

  /** True time, UTC milliseconds. */
  nowMs(): number {
    return this.trueMs;
  }

  schedule(delayMs: number, owner: Owner, run: () => void): Cancel {
    // An answer that was on its way to a process that has ended.
    if (this.graves.has(owner)) return () => undefined;
    const wish = this.trueMs + Math.max(0, delayMs);
    const atMs = this.asleep?.owner === owner ? Math.max(wish, this.asleep.untilMs) : wish;
    const entry = this.due.add(atMs, owner, run);
    return () => {
      entry.cancelled = true;
    };
  }

  /** Runs when the present entry, and every promise that it made ready, is done, and before anything else that is due. */
  whenAtRest(owner: Owner, run: () => void): void {
    this.atRest.push({ owner, run });
  }

  /** Ends an owner: nothing of it ever runs again. */
  bury(owner: Owner): void {
    this.graves.add(owner);
    this.cancelAll(owner);
  }

  /** Takes back what an owner still had before it. */
  cancelAll(owner: Owner): void {
    this.due.drop((entry) => entry.owner === owner);
  }

  isAsleep(owner: Owner): boolean {
    return this.asleep?.owner === owner && this.asleep.untilMs > this.trueMs;
  }

  /** All that the owner waits for comes this much later, as when a lid is closed. */
  sleep(owner: Owner, forMs: number): void {
    this.asleep = { owner, untilMs: this.trueMs + forMs };
    this.due.delay((entry) => entry.owner === owner, forMs);
  }

  /** Runs what is due up to a time, each entry followed by every promise that it made ready. `enough` may end it early. */
  async runUntil(untilMs: number, enough: () => boolean = () => false): Promise<void> {
    await settle();
    for (let entry = this.due.take(untilMs); entry !== undefined; entry = this.due.take(untilMs)) {
      this.trueMs = Math.max(this.trueMs, entry.atMs);
      await this.run(entry);
      if (enough()) return;
    }
    this.trueMs = untilMs;
  }

  private async run(entry: Due): Promise<void> {
    this.owner = entry.owner;
    entry.run();
    await settle();
    for (const { owner, run } of this.atRest.splice(0)) if (!this.graves.has(owner)) run();
    this.owner = "script";
  }
}

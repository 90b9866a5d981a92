// Who waits for the limiter, in which order: most urgent first, and nobody takes what a more urgent one waits for.
import type { ClockPort } from "../../ports/clock.ts";
import {
  lookAtBuckets,
  observeUsed,
  openLimiter,
  passesAtMs,
  PRIORITIES,
  spend,
  stopUntil,
  usedIn,
  withBuckets,
  type Bucket,
  type BucketLook,
  type Cost,
  type LimiterState,
  type Priority,
} from "./limiter.ts";

/** Orders: one that leaves long after the click, because the machine slept, is worse than one that does not. */
const MUST_BE_PROMPT: ReadonlySet<Priority> = new Set(["new", "reduce"]);

interface Waiter {
  readonly priority: Priority;
  readonly costs: readonly Cost[];
  readonly untilMs: number;
  /** The same by the wall clock, which goes on while the machine sleeps. */
  readonly untilWallMs: number;
  readonly tell: (passed: boolean) => void;
}

export class LimiterQueue {
  private readonly clock: ClockPort;
  private state: LimiterState = openLimiter([]);
  private waiting: readonly Waiter[] = [];
  private wake: (() => void) | undefined;

  constructor(clock: ClockPort) {
    this.clock = clock;
  }

  addBuckets(buckets: readonly Bucket[]): void {
    this.state = withBuckets(this.state, buckets);
  }

  /** True when the request may leave now; false when its turn did not come within `patienceMs`, for an order also by the wall clock. */
  acquire(priority: Priority, costs: readonly Cost[], patienceMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const waiter = {
        priority,
        costs,
        untilMs: this.clock.monotonicMs() + patienceMs,
        untilWallMs: this.clock.nowMs() + patienceMs,
        tell: resolve,
      };
      const rank = PRIORITIES.indexOf(priority);
      const place = this.waiting.findIndex((it) => PRIORITIES.indexOf(it.priority) > rank);
      const at = place < 0 ? this.waiting.length : place;
      this.waiting = this.waiting.toSpliced(at, 0, waiter);
      this.serve();
    });
  }

  /** The venue's own count of a bucket. */
  observe(bucket: string, used: number): void {
    this.state = observeUsed(this.state, bucket, used, this.clock.monotonicMs());
  }

  /** Closes a bucket for a while, because the venue asked for it. */
  stop(bucket: string, forMs: number): void {
    this.state = stopUntil(this.state, bucket, this.clock.monotonicMs() + forMs);
  }

  used(bucket: string): number {
    return usedIn(this.state, bucket, this.clock.monotonicMs());
  }

  /** Every bucket as it stands. */
  look(): readonly BucketLook[] {
    return lookAtBuckets(this.state, this.clock.monotonicMs());
  }

  /** Lets everybody go whose turn it is, sends away whose patience is over, and sleeps until the next change. */
  private serve(): void {
    this.wake?.();
    this.wake = undefined;
    const nowMs = this.clock.monotonicMs();
    const claimed = new Set<string>();
    const stay: Waiter[] = [];
    let nextMs = Number.POSITIVE_INFINITY;
    for (const waiter of this.waiting) {
      const passMs = passesAtMs(this.state, waiter.costs, waiter.priority, nowMs);
      const blocked = waiter.costs.some(({ bucket, amount }) => amount > 0 && claimed.has(bucket));
      if (this.isStale(waiter)) {
        waiter.tell(false);
      } else if (!blocked && passMs <= nowMs) {
        this.state = spend(this.state, waiter.costs, nowMs);
        waiter.tell(true);
      } else if (waiter.untilMs <= nowMs) {
        waiter.tell(false);
      } else {
        for (const { bucket, amount } of waiter.costs) if (amount > 0) claimed.add(bucket);
        nextMs = Math.min(nextMs, waiter.untilMs, blocked ? nextMs : passMs);
        stay.push(waiter);
      }
    }
    this.waiting = stay;
    if (stay.length === 0) return;
    this.wake = this.clock.after(Math.max(1, nextMs - nowMs), () => this.serve());
  }

  private isStale({ priority, untilWallMs }: Waiter): boolean {
    return MUST_BE_PROMPT.has(priority) && this.clock.nowMs() > untilWallMs;
  }
}

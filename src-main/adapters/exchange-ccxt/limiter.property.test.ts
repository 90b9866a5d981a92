// The limiter's laws, on a virtual clock, against a venue that counts in windows of any alignment.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClockPort } from "../../ports/clock.ts";
import { CANCEL_SHARE, PRIORITIES, type Bucket, type Priority } from "./limiter.ts";
import { LimiterQueue } from "./limiter-queue.ts";

const IP: Bucket = { id: "ip", capacity: 50, windowMs: 1_000 };
const ORDERS: Bucket = { id: "orders", capacity: 10, windowMs: 300 };

interface VirtualClock extends ClockPort {
  readonly runTo: (endMs: number) => Promise<void>;
}

function virtualClock(): VirtualClock {
  let nowMs = 0;
  let timers: readonly { readonly dueMs: number; readonly run: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    after(delayMs, run) {
      const timer = { dueMs: nowMs + delayMs, run };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((it) => it !== timer);
      };
    },
    async runTo(endMs) {
      for (;;) {
        const next = timers.filter((it) => it.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (next === undefined) break;
        timers = timers.filter((it) => it !== next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.run();
        await Promise.resolve();
      }
      nowMs = endMs;
    },
  };
}

type Step =
  | { readonly kind: "ask"; readonly priority: Priority; readonly weight: number; readonly isOrder: boolean }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "observe"; readonly used: number }
  | { readonly kind: "stop"; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("ask" as const),
      priority: fc.constantFrom(...PRIORITIES),
      weight: fc.integer({ min: 0, max: 40 }),
      isOrder: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 1_100 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("observe" as const), used: fc.integer({ min: 0, max: 50 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("stop" as const), ms: fc.integer({ min: 1, max: 2_000 }) }),
  },
);

interface Grant {
  readonly atMs: number;
  readonly askedAt: number;
  readonly order: number;
  readonly priority: Priority;
  readonly weight: number;
  readonly isOrder: boolean;
}

interface Trace {
  readonly grants: readonly Grant[];
  readonly stops: readonly { readonly fromMs: number; readonly untilMs: number }[];
  readonly asked: number;
}

async function play(steps: readonly Step[]): Promise<Trace> {
  const clock = virtualClock();
  const queue = new LimiterQueue(clock);
  queue.addBuckets([IP, ORDERS]);
  const grants: Grant[] = [];
  const stops: { fromMs: number; untilMs: number }[] = [];
  let asked = 0;
  for (const it of steps) {
    if (it.kind === "wait") await clock.runTo(clock.nowMs() + it.ms);
    else if (it.kind === "observe") queue.observe("ip", it.used);
    else if (it.kind === "stop") {
      queue.stop("ip", it.ms);
      stops.push({ fromMs: clock.nowMs(), untilMs: clock.nowMs() + it.ms });
    } else {
      const { priority, weight, isOrder } = it;
      const order = (asked += 1);
      const askedAt = clock.nowMs();
      const costs = [{ bucket: "ip", amount: weight }, ...(isOrder ? [{ bucket: "orders", amount: 1 }] : [])];
      void queue.acquire(priority, costs, 1_000_000).then((passed) => {
        if (passed) grants.push({ atMs: clock.nowMs(), askedAt, order, priority, weight, isOrder });
      });
      await Promise.resolve();
    }
  }
  await clock.runTo(clock.nowMs() + 400_000);
  return { grants, stops, asked };
}

/** The largest sum inside any half-open window of this length. */
function worstWindow(grants: readonly Grant[], windowMs: number, weigh: (grant: Grant) => number): number {
  const sums = grants.map((first) =>
    grants
      .filter((it) => it.atMs >= first.atMs && it.atMs < first.atMs + windowMs)
      .reduce((sum, it) => sum + weigh(it), 0),
  );
  return Math.max(0, ...sums);
}

function law(check: (trace: Trace) => void): Promise<void> {
  return fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      check(await play(steps));
    }),
    { numRuns: 1_000 },
  );
}

describe("the limiter", () => {
  it("never gives out more than a bucket holds in any window, however the venue aligns it", () =>
    law(({ grants }) => {
      expect(worstWindow(grants, IP.windowMs, (it) => it.weight)).toBeLessThanOrEqual(IP.capacity);
      expect(worstWindow(grants, ORDERS.windowMs, (it) => Number(it.isOrder))).toBeLessThanOrEqual(
        ORDERS.capacity,
      );
    }));

  it("keeps a fifth of every bucket for cancels", () =>
    law(({ grants }) => {
      const others = grants.filter((it) => it.priority !== "cancel");
      expect(worstWindow(others, IP.windowMs, (it) => it.weight)).toBeLessThanOrEqual(
        IP.capacity * (1 - CANCEL_SHARE),
      );
    }));

  it("lets nothing pass a stopped bucket before the time that the venue gave", () =>
    law(({ grants, stops }) => {
      for (const { fromMs, untilMs } of stops) {
        // A grant in the same instant as the stop may have been made just before it.
        const inside = grants.filter((it) => it.askedAt > fromMs && it.atMs < untilMs);
        expect(inside).toEqual([]);
      }
    }));

  it("serves equals, who cost the same buckets, in the order in which they asked", () =>
    law(({ grants }) => {
      const equals = Map.groupBy(
        grants,
        (it) => `${it.priority} ${String(it.isOrder)} ${String(it.weight > 0)}`,
      );
      for (const own of equals.values()) {
        const orders = own.map((it) => it.order);
        expect(orders).toEqual(orders.toSorted((a, b) => a - b));
      }
    }));

  it("serves everybody who asked for what a bucket can hold", () =>
    law(({ grants, asked }) => {
      expect(grants).toHaveLength(asked);
    }));
});

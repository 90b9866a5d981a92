// Who goes first when a bucket is short.
import { describe, expect, it } from "vitest";
import { LimiterQueue } from "./limiter-queue.ts";
import { handClock } from "./testing/hand-clock.ts";

const ip = (amount: number) => [{ bucket: "ip", amount }];

function fresh() {
  const clock = handClock();
  const queue = new LimiterQueue(clock);
  queue.addBuckets([{ id: "ip", capacity: 100, windowMs: 60_000 }]);
  const passed: string[] = [];
  const ask = async (name: string, ...args: Parameters<LimiterQueue["acquire"]>): Promise<void> => {
    passed.push(`${name}:${String(await queue.acquire(...args))}`);
  };
  return { clock, queue, passed, ask };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

describe("LimiterQueue", () => {
  it("lets a cancel through at once while reads and orders wait", async () => {
    const { passed, ask } = fresh();
    await ask("read", "read", ip(80), 1_000);
    void ask("read", "read", ip(1), 100_000);
    void ask("order", "new", ip(1), 100_000);
    void ask("cancel", "cancel", ip(20), 1_000);
    await settled();
    expect(passed).toEqual(["read:true", "cancel:true"]);
  });

  it("serves a reduction before an order before a read when room comes", async () => {
    const { clock, passed, ask } = fresh();
    await ask("first", "read", ip(80), 1_000);
    void ask("read", "read", ip(1), 100_000);
    void ask("order", "new", ip(1), 100_000);
    void ask("reduction", "reduce", ip(1), 100_000);
    clock.advance(60_000);
    await settled();
    expect(passed).toEqual(["first:true", "reduction:true", "order:true", "read:true"]);
  });

  it("keeps a countdown alive before a new order and before a reading, and after what closes", async () => {
    const { clock, passed, ask } = fresh();
    await ask("first", "read", ip(80), 1_000);
    void ask("reading", "ask", ip(1), 100_000);
    void ask("order", "new", ip(1), 100_000);
    void ask("countdown", "keep", ip(10), 100_000);
    void ask("reduction", "reduce", ip(1), 100_000);
    clock.advance(60_000);
    await settled();
    expect(passed.map((name) => name.split(":")[0])).toEqual([
      "first",
      "reduction",
      "countdown",
      "order",
      "reading",
    ]);
  });

  it("leaves cancels their part also when a countdown waits", async () => {
    const { passed, ask } = fresh();
    await ask("first", "read", ip(80), 1_000);
    void ask("countdown", "keep", ip(10), 1_000);
    void ask("cancel", "cancel", ip(20), 1_000);
    await settled();
    expect(passed).toEqual(["first:true", "cancel:true"]);
  });

  it("sends away who waited too long, so that an order never leaves late", async () => {
    const { clock, passed, ask } = fresh();
    await ask("first", "read", ip(80), 1_000);
    void ask("order", "new", ip(1), 2_000);
    clock.advance(1_999);
    await settled();
    expect(passed).toEqual(["first:true"]);
    clock.advance(1);
    await settled();
    expect(passed).toEqual(["first:true", "order:false"]);
  });

  it("counts what the venue says that strangers used", async () => {
    const { queue, passed, ask } = fresh();
    queue.observe("ip", 79);
    expect(queue.used("ip")).toBe(79);
    queue.observe("ip", 10);
    expect(queue.used("ip")).toBe(79);
    await ask("small", "read", ip(1), 1_000);
    void ask("large", "read", ip(1), 100_000);
    await settled();
    expect(passed).toEqual(["small:true"]);
  });

  it("does not let a small request slip past a large one of the same bucket", async () => {
    const { passed, ask } = fresh();
    await ask("first", "read", ip(50), 1_000);
    void ask("large", "new", ip(40), 100_000);
    void ask("small", "read", ip(1), 100_000);
    await settled();
    expect(passed).toEqual(["first:true"]);
  });

  it("lets what costs a bucket nothing pass while readings have filled it, and waits for the venue's own stop", async () => {
    const { clock, queue, passed, ask } = fresh();
    await ask("readings", "read", ip(80), 1_000);
    queue.observe("ip", 90);
    void ask("reading", "ask", ip(1), 100_000);
    void ask("order", "new", ip(0), 1_000);
    void ask("reduction", "reduce", ip(0), 1_000);
    await settled();
    expect(passed).toEqual(["readings:true", "order:true", "reduction:true"]);
    queue.stop("ip", 500);
    void ask("late", "new", ip(0), 1_000);
    await settled();
    expect(passed).toHaveLength(3);
    clock.advance(500);
    await settled();
    expect(passed.at(-1)).toBe("late:true");
  });

  it("is not held back by one who waits and costs the bucket nothing", async () => {
    const { queue, passed, ask } = fresh();
    queue.addBuckets([{ id: "orders", capacity: 1, windowMs: 60_000 }]);
    await ask("first", "new", [{ bucket: "orders", amount: 0 }], 1_000);
    void ask("waits", "cancel", [...ip(0), { bucket: "orders", amount: 2 }], 100_000);
    await ask("reading", "read", ip(1), 1_000);
    expect(passed).toEqual(["first:true", "reading:true"]);
  });

  it("an order whose turn comes after the machine slept does not leave; a cancel does", async () => {
    const hand = handClock();
    let asleepMs = 0;
    const queue = new LimiterQueue({ ...hand, nowMs: () => hand.monotonicMs() + asleepMs });
    queue.addBuckets([{ id: "ip", capacity: 100, windowMs: 1_000 }]);
    await queue.acquire("cancel", ip(100), 1_000);
    const order = queue.acquire("new", ip(1), 2_000);
    const reduction = queue.acquire("reduce", ip(1), 2_000);
    const cancel = queue.acquire("cancel", ip(1), 2_000);
    asleepMs = 60_000;
    hand.advance(1_000);
    expect(await Promise.all([order, reduction, cancel])).toEqual([false, false, true]);
  });
});

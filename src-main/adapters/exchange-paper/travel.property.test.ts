import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { manualClock } from "./testing/manual-clock.ts";
import { lane, seededDelays } from "./travel.ts";

describe("a lane", () => {
  it("delivers everything once, in the order in which it was sent", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(50), fc.nat(60)), { maxLength: 20 }), async (sendings) => {
        const clock = manualClock(0);
        const delays = sendings.map(([delay]) => delay);
        const way = lane(clock, () => delays.shift() ?? 0);
        const heard: number[] = [];
        for (const [index, [, pause]] of sendings.entries()) {
          way.send(() => heard.push(index));
          await clock.advance(pause);
        }
        await clock.advance(100);
        expect(heard).toEqual(sendings.map((_, index) => index));
      }),
      { numRuns: 50 },
    );
  });

  it("takes between 5 and 40 ms, the same for the same seed", () => {
    const [one, two] = [seededDelays("seed"), seededDelays("seed")];
    const delays = Array.from({ length: 500 }, () => one());
    expect(delays).toEqual(delays.map(() => two()));
    expect([Math.min(...delays), Math.max(...delays)]).toEqual([5, 40]);
  });

  it("delivers nothing after it was closed", async () => {
    const clock = manualClock(0);
    const way = lane(clock, () => 10);
    const heard: string[] = [];
    way.send(() => heard.push("sent before"));
    way.close();
    way.send(() => heard.push("sent after"));
    await clock.advance(1_000);
    expect(heard).toEqual([]);
  });
});

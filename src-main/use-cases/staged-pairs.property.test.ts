import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal } from "../../src-core/money/decimal.ts";
import { resync } from "./testing/filling-venue.ts";
import { type Fate, PAIR_ACCOUNTS, pairWorld } from "./testing/pair-world.ts";
import { testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

type Happening = "time" | "settle" | "restart" | "read" | "complete" | "unwind" | "leave";

const story = fc.record({
  bound: fc.integer({ min: 600, max: 14_000 }),
  fates: fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constant<Fate>("whole") },
      {
        weight: 3,
        arbitrary: fc.constantFrom<Fate>("part", "rejected", "unheard", "lost", "late"),
      },
    ),
    { minLength: 60, maxLength: 60 },
  ),
  happenings: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant<Happening>("time") },
      { weight: 3, arbitrary: fc.constantFrom<Happening>("settle", "restart", "read") },
      { weight: 2, arbitrary: fc.constantFrom<Happening>("complete", "unwind", "leave") },
    ),
    { maxLength: 14 },
  ),
});

async function live(at: TestTerminal, ms: number) {
  for (let passed = 0; passed < ms; passed += 1_000) {
    at.venue.quote("60000");
    await at.clock.pass(1_000);
  }
}

describe("a pair in stages", () => {
  test("whatever fills, fails, is lost or restarts, the venue's net never leaves the bound and no leg is sent twice", async () => {
    let [sent, restarts, wholes] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(story, async ({ bound, fates, happenings }) => {
        let at = await testTerminal();
        let next = 0;
        const world = pairWorld(at, ["0.3", "0", "0"], () => fates[next++] ?? "whole");
        for (const id of PAIR_ACCOUNTS) await resync(at, id);
        const preview = await at.ask("plan/preview-rebalance", {
          groupId: "paper-group",
          draft: {
            markets: [],
            target: { kind: "equal" },
            band: { kind: "none" },
            exposureBound: String(bound),
          },
        });
        if (!preview.ok || preview.value.plan === undefined) throw new Error(JSON.stringify(preview));
        const { planId, hash } = preview.value.plan;
        expect(await at.ask("plan/submit", { planId, hash })).toMatchObject({ ok: true });
        for (const happening of happenings) {
          if (happening === "settle") world.settleLate();
          else if (happening === "read") for (const id of PAIR_ACCOUNTS) await resync(at, id);
          else if (happening === "restart") {
            await at.terminal.close();
            restarts += 1;
            at = await testTerminal(at.journal.texts, restarts, undefined, at);
          } else if (happening !== "time")
            await at.ask("plan/choose", { groupOrderId: planId, choice: happening });
          await live(at, happening === "time" ? 8_000 : 2_000);
        }
        world.settleLate();
        await live(at, 10_000);
        for (const net of world.nets) expect(net.abs().atMost(Decimal.fromInteger(bound))).toBe(true);
        const { orders, pursuits } = at.terminal.runtime.state.durable;
        const legs = [...orders.values()].flatMap((order) => (order.planId === planId ? [order.leg] : []));
        expect(new Set(legs).size).toBe(legs.length);
        const created = PAIR_ACCOUNTS.flatMap((id) => at.venue.account(id).created);
        expect(new Set(created.map(({ clientId }) => clientId)).size).toBe(created.length);
        sent += created.length;
        if (pursuits.get(planId)?.settled?.end === "whole") wholes += 1;
        await at.terminal.close();
      }),
      { numRuns: 30 },
    );
    expect(sent).toBeGreaterThan(100);
    expect(restarts).toBeGreaterThan(5);
    expect(wholes).toBeGreaterThan(0);
  }, 120_000);
});

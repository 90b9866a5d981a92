import { describe, expect, test } from "vitest";
import { decodeRecord } from "../../src-core/journal/codec.ts";
import type { RebalanceDraft } from "../../src-core/contract/preset-requests.ts";
import { type Fate, PAIR_ACCOUNTS, pairWorld } from "./testing/pair-world.ts";
import { resync } from "./testing/filling-venue.ts";
import { testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const EQUAL: RebalanceDraft = { markets: [], target: { kind: "equal" }, band: { kind: "none" } };

/** Equal over three accounts of which one holds 0.3: a sell of 0.2 and two buys of 0.1, no further apart than the bound. */
async function opened(fates: readonly Fate[], exposureBound?: string) {
  const at = await testTerminal();
  let next = 0;
  const world = pairWorld(at, ["0.3", "0", "0"], () => fates[next++] ?? "whole");
  for (const id of PAIR_ACCOUNTS) await resync(at, id);
  const preview = await at.ask("plan/preview-rebalance", {
    groupId: "paper-group",
    draft: { ...EQUAL, exposureBound },
  });
  if (!preview.ok || preview.value.plan === undefined) throw new Error(JSON.stringify(preview));
  const { plan, rebalance } = preview.value;
  return { at, world, plan, rebalance };
}

async function submitted(fates: readonly Fate[], exposureBound = "3000") {
  const { at, world, plan } = await opened(fates, exposureBound);
  const receipt = await at.ask("plan/submit", { planId: plan.planId, hash: plan.hash });
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.failures));
  return { at, world, planId: plan.planId };
}

async function live(at: TestTerminal, ms: number) {
  for (let passed = 0; passed < ms; passed += 500) {
    at.venue.quote("60000");
    await at.clock.pass(500);
  }
}

const held = (world: { held: (id: string) => string }) => PAIR_ACCOUNTS.map((id) => world.held(id));
const ended = (at: TestTerminal, planId: string) =>
  at.terminal.runtime.state.durable.pursuits.get(planId)?.settled;
const orders = (at: TestTerminal) => [...at.terminal.runtime.state.durable.orders.values()];

describe("a rebalance in stages", () => {
  test("the bound is the largest order of the limits, and the plan says so", async () => {
    const { rebalance, plan } = await opened([]);
    expect(rebalance.stages).toBe(
      "BTC: its 3 buys and sells go in stages, never more than 50000.00 USD apart (the largest order for paper accounts).",
    );
    expect(plan.decision).toBe("approve");
  });

  test("a bound that is no amount, or too little for the pair, is refused at its field", async () => {
    const at = await testTerminal();
    pairWorld(at, ["0.3", "0", "0"], () => "whole");
    for (const id of PAIR_ACCOUNTS) await resync(at, id);
    for (const exposureBound of ["much", "-1", "1"]) {
      const answer = await at.ask("plan/preview-rebalance", {
        groupId: "paper-group",
        draft: { ...EQUAL, exposureBound },
      });
      expect(answer.ok ? undefined : answer.failures[0]?.place).toBe("exposureBound");
    }
  });

  test("only what has room is journaled and sent; the next stage leaves when the last one filled", async () => {
    const { at, world } = await submitted(["late"]);
    await at.clock.pass(400);
    expect(orders(at)).toHaveLength(1);
    await live(at, 2_000);
    expect(orders(at)).toHaveLength(1);
    world.settleLate();
    await live(at, 2_000);
    expect(orders(at).length).toBeGreaterThan(4);
    expect(held(world)).toEqual(["0.1", "0.1", "0.1"]);
  });

  test("all of it is traded, each stage a record of its own, and the plan ends whole", async () => {
    const { at, world, planId } = await submitted([]);
    await live(at, 10_000);
    expect(held(world)).toEqual(["0.1", "0.1", "0.1"]);
    expect(ended(at, planId)).toMatchObject({ end: "whole" });
    const stages = at.journal.texts.flatMap((text) => {
      const record = decodeRecord(text);
      return record.ok && record.value.kind === "submitted" ? [record.value] : [];
    });
    expect(stages.length).toBeGreaterThan(3);
    expect(new Set(stages.map(({ plan }) => plan.hash)).size).toBe(1);
    const legs = stages.flatMap(({ intents }) => intents.map(({ leg }) => leg));
    expect(new Set(legs).size).toBe(legs.length);
    expect(stages.every(({ intents, reservations }) => intents.length === reservations.length)).toBe(true);
  });

  test("a halt between two stages ends it", async () => {
    const { at } = await submitted(["late"]);
    await at.clock.pass(100);
    await at.ask("kill/engage", { scope: { kind: "all" } });
    const before = orders(at).length;
    await at.ask("kill/resume", { scope: { kind: "all" } });
    await live(at, 5_000);
    expect(orders(at)).toHaveLength(before);
  });

  test("a restart between two stages knows no order that was not its turn, and goes on", async () => {
    const { at, world, planId } = await submitted(["late"]);
    await at.clock.pass(400);
    await at.terminal.close();
    const again = await testTerminal(at.journal.texts, 1, undefined, at);
    expect(orders(again)).toHaveLength(1);
    world.settleLate();
    await live(again, 15_000);
    expect(held(world)).toEqual(["0.1", "0.1", "0.1"]);
    expect(ended(again, planId)).toMatchObject({ end: "whole" });
  });
});

describe("when one side stops", () => {
  test("the other stops and a person is asked", async () => {
    const { at, planId } = await submitted(["whole", "rejected"]);
    await live(at, 5_000);
    expect(orders(at)).toHaveLength(2);
    expect(ended(at, planId)).toBeUndefined();
    expect(at.shown("groupOrder")).toMatchObject([
      { question: { choices: [{ choice: "leave" }, { choice: "complete" }, { choice: "unwind" }] } },
    ]);
  });

  test("complete goes on to the target in stages", async () => {
    const { at, world, planId } = await submitted(["whole", "rejected"]);
    await live(at, 2_000);
    expect(await at.ask("plan/choose", { groupOrderId: planId, choice: "complete" })).toMatchObject({
      ok: true,
    });
    await live(at, 20_000);
    expect(held(world)).toEqual(["0.1", "0.1", "0.1"]);
    expect(ended(at, planId)).toMatchObject({ end: "whole" });
  });

  test("unwind takes back both sides, and opens again what was closed", async () => {
    const { at, world, planId } = await submitted(["whole", "whole", "whole", "rejected"]);
    await live(at, 2_000);
    expect(held(world)).not.toEqual(["0.3", "0", "0"]);
    await at.ask("plan/choose", { groupOrderId: planId, choice: "unwind" });
    await live(at, 20_000);
    expect(held(world)).toEqual(["0.3", "0", "0"]);
    expect(ended(at, planId)).toMatchObject({ end: "unwound" });
  });

  test("hold leaves everything as it is", async () => {
    const { at, planId } = await submitted(["whole", "rejected"]);
    await live(at, 2_000);
    await at.ask("plan/choose", { groupOrderId: planId, choice: "leave" });
    await live(at, 5_000);
    expect(orders(at)).toHaveLength(2);
    expect(ended(at, planId)).toMatchObject({ end: "left" });
  });
});

import { describe, expect, test } from "vitest";
import { Decimal as D } from "../../src-core/money/decimal.ts";
import type { FailurePolicy } from "../../src-core/plan/plan.ts";
import { fills, heldAt } from "./testing/filling-venue.ts";
import { resting, takerFill } from "./testing/scripted-venue.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const IDS = ["paper-1", "paper-2", "paper-3"] as const;

/** A market buy of 0.1 on each of three accounts, with a failure policy. */
async function buy(at: TestTerminal, failure: FailurePolicy, change: Partial<typeof DRAFT> = {}) {
  const plan = await at.ask("plan/preview-order", { draft: { ...DRAFT, failure, ...change } });
  if (!plan.ok) throw new Error(JSON.stringify(plan.failures));
  const { planId, hash } = plan.value;
  const receipt = await at.ask("plan/submit", { planId, hash });
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.failures));
  return planId;
}

async function live(at: TestTerminal, ms: number) {
  for (let passed = 0; passed < ms; passed += 500) {
    at.venue.quote("60000");
    await at.clock.pass(500);
  }
}

const sent = (at: TestTerminal, id: string) =>
  at.venue.account(id).created.map(({ terms }) => `${terms.side} ${terms.quantity.toString()}`);
const ended = (at: TestTerminal, planId: string) =>
  at.terminal.runtime.state.durable.pursuits.get(planId)?.settled;
const held = (at: TestTerminal) => IDS.map((id) => heldAt(at, id));

function allFill(at: TestTerminal) {
  for (const id of IDS) fills(at, id);
}

/** Rejects the first orders of an account, then fills. */
function rejects(at: TestTerminal, id: string, times: number) {
  fills(at, id);
  const account = at.venue.account(id);
  const fill = account.onCreate;
  account.onCreate = (order) =>
    account.created.length <= times ? { kind: "rejected", code: "-2019", reason: "no margin" } : fill(order);
}

/** Fills the first orders of an account, then rejects. */
function takesOnly(at: TestTerminal, id: string, times: number) {
  const account = at.venue.account(id);
  const fill = account.onCreate;
  account.onCreate = (order) =>
    account.created.length <= times ? fill(order) : { kind: "rejected", code: "-2019", reason: "no margin" };
}

describe("complete", () => {
  test("sends what a rejected leg lacks again, within the plan", async () => {
    const at = await testTerminal();
    allFill(at);
    rejects(at, "paper-2", 1);
    const planId = await buy(at, "complete");
    await live(at, 5_000);
    expect(sent(at, "paper-2")).toEqual(["buy 0.1", "buy 0.1"]);
    expect(held(at)).toEqual(["0.1", "0.1", "0.1"]);
    expect(ended(at, planId)).toMatchObject({ end: "whole" });
  });

  test("gives up after a bounded number of tries and says what stands", async () => {
    const at = await testTerminal();
    allFill(at);
    rejects(at, "paper-2", 99);
    for (const id of ["paper-1", "paper-3"]) takesOnly(at, id, 1);
    const planId = await buy(at, "complete");
    await live(at, 60_000);
    const tries = IDS.map((id) => sent(at, id).length - 1);
    expect(Math.max(...tries)).toBeLessThanOrEqual(5);
    expect(held(at)).toEqual(["0.1", "0", "0.1"]);
    expect(ended(at, planId)).toMatchObject({
      end: "left",
      detail: expect.stringContaining("paper-2: 0 of 0.1 stands") as string,
    });
  });

  test("moves what an account refused twice to the others, as far as the plan lets it and never beyond the whole", async () => {
    const at = await testTerminal();
    allFill(at);
    rejects(at, "paper-2", 99);
    const planId = await buy(at, "complete");
    await live(at, 10_000);
    expect(IDS.map((id) => sent(at, id))).toEqual([
      ["buy 0.1", "buy 0.05"],
      ["buy 0.1", "buy 0.1"],
      ["buy 0.1", "buy 0.05"],
    ]);
    expect(held(at)).toEqual(["0.15", "0", "0.15"]);
    expect(ended(at, planId)).toMatchObject({
      end: "whole",
      detail:
        "The whole is filled, other accounts took what one lacked. paper-1: 0.15 of 0.1 stands; paper-2: 0 of 0.1 stands; paper-3: 0.15 of 0.1 stands.",
    });
  });

  test("has no room for a second failure, and leaves what it lacks", async () => {
    const at = await testTerminal();
    allFill(at);
    for (const id of ["paper-2", "paper-3"]) rejects(at, id, 99);
    const planId = await buy(at, "complete");
    await live(at, 60_000);
    expect(held(at)).toEqual(["0.15", "0", "0"]);
    expect(ended(at, planId)).toMatchObject({ end: "left" });
  });

  test("asks the gate for each account again: what a limit forbids one goes to the next", async () => {
    const at = await testTerminal();
    allFill(at);
    rejects(at, "paper-2", 99);
    const planId = await buy(at, "complete");
    const limits = { maxPositionNotional: "6100" };
    expect(await at.ask("limits/save", { scope: "account:paper-1", limits })).toMatchObject({ ok: true });
    await live(at, 30_000);
    expect(sent(at, "paper-1")).toEqual(["buy 0.1"]);
    expect(held(at)).toEqual(["0.1", "0", "0.15"]);
    expect(ended(at, planId)).toMatchObject({ end: "left" });
  });

  test("counts an order of unknown fate whole: nobody takes its part, and its late fill stays inside the plan", async () => {
    const at = await testTerminal();
    allFill(at);
    const doubtful = at.venue.account("paper-2");
    doubtful.onCreate = () => ({ kind: "unknown", reason: "timeout" });
    doubtful.onQuery = () => ({ kind: "unknown", reason: "timeout" });
    rejects(at, "paper-3", 99);
    await buy(at, "complete");
    await live(at, 30_000);
    expect(sent(at, "paper-2")).toHaveLength(1);
    expect(sent(at, "paper-1")).toEqual(["buy 0.1", "buy 0.05"]);
    const [order] = doubtful.created;
    if (order === undefined) throw new Error("nothing was sent");
    doubtful.say({
      kind: "fill",
      fill: takerFill(order, order.terms.quantity, D.of("60000"), at.clock.nowMs()),
    });
    await live(at, 30_000);
    const orders = [...at.terminal.runtime.state.durable.orders.values()];
    const bought = orders.reduce((total, { filled }) => total.plus(filled), D.of("0"));
    expect(bought.toString()).toBe("0.25");
  });

  test("after a restart moves no more than before it", async () => {
    const at = await testTerminal();
    allFill(at);
    rejects(at, "paper-2", 99);
    await buy(at, "complete");
    await live(at, 10_000);
    const after = await testTerminal([...at.journal.texts], 1, undefined, at);
    await live(after, 30_000);
    expect(held(after)).toEqual(["0.15", "0", "0.15"]);
  });

  test("does nothing about an order of unknown fate", async () => {
    const at = await testTerminal();
    allFill(at);
    at.venue.account("paper-2").onCreate = () => ({ kind: "unknown", reason: "timeout" });
    at.venue.account("paper-2").onQuery = () => ({ kind: "unknown", reason: "timeout" });
    const planId = await buy(at, "complete");
    await live(at, 90_000);
    expect(sent(at, "paper-2")).toHaveLength(1);
    expect(held(at)).toEqual(["0.1", "0", "0.1"]);
    expect(ended(at, planId)).toBeUndefined();
  });

  test("stops for good when a person cancels", async () => {
    const at = await testTerminal();
    allFill(at);
    at.venue.account("paper-2").onCreate = (order) => ({
      kind: "report",
      order: resting(order, at.clock.nowMs()),
    });
    at.venue.account("paper-2").onCancel = () => ({
      kind: "canceled",
      order: { ...resting(at.venue.account("paper-2").created[0] as never, 1), status: "canceled" },
    });
    const planId = await buy(at, "complete");
    await live(at, 1_000);
    await at.ask("order/cancel", { groupOrderId: planId });
    await live(at, 20_000);
    expect(sent(at, "paper-2")).toHaveLength(1);
    expect(ended(at, planId)).toMatchObject({ end: "left" });
  });

  test("acts no more in a halt", async () => {
    const at = await testTerminal();
    allFill(at);
    rejects(at, "paper-2", 99);
    const planId = await buy(at, "complete");
    await at.clock.pass(50);
    await at.ask("kill/engage", { scope: { kind: "all" } });
    await live(at, 20_000);
    expect(sent(at, "paper-2")).toHaveLength(1);
    expect(ended(at, planId)).toMatchObject({ end: "left" });
  });
});

describe("unwind", () => {
  test("takes back what filled when a leg is rejected, and no more", async () => {
    const at = await testTerminal();
    allFill(at);
    rejects(at, "paper-2", 99);
    const planId = await buy(at, "unwind");
    await live(at, 5_000);
    expect(sent(at, "paper-1")).toEqual(["buy 0.1", "sell 0.1"]);
    expect(sent(at, "paper-2")).toEqual(["buy 0.1"]);
    expect(at.venue.account("paper-1").created.at(-1)?.terms.reduceOnly).toBe(true);
    expect(held(at)).toEqual(["0", "0", "0"]);
    expect(ended(at, planId)).toMatchObject({ end: "unwound" });
  });

  test("of what filled partly is again only that, and an unknown way back is not tried twice", async () => {
    const at = await testTerminal();
    allFill(at);
    rejects(at, "paper-2", 99);
    fills(at, "paper-1", ({ terms }) => (terms.side === "buy" ? "0.03" : undefined));
    fills(at, "paper-3");
    const account = at.venue.account("paper-3");
    const fill = account.onCreate;
    account.onCreate = (order) =>
      order.terms.side === "sell" ? { kind: "unknown", reason: "timeout" } : fill(order);
    account.onQuery = () => ({ kind: "unknown", reason: "timeout" });
    const planId = await buy(at, "unwind");
    await live(at, 30_000);
    expect(sent(at, "paper-1")).toEqual(["buy 0.1", "sell 0.03"]);
    expect(sent(at, "paper-3")).toEqual(["buy 0.1", "sell 0.1"]);
    expect(ended(at, planId)).toBeUndefined();
  });
});

describe("ask", () => {
  test("waits for a person, whose choice acts and is journaled", async () => {
    const at = await testTerminal();
    allFill(at);
    rejects(at, "paper-2", 1);
    const planId = await buy(at, "ask");
    await live(at, 5_000);
    expect(sent(at, "paper-2")).toHaveLength(1);
    expect(at.shown("groupOrder")).toContainEqual(
      expect.objectContaining({
        id: planId,
        question: {
          choices: [
            { choice: "leave", quantity: "0" },
            { choice: "complete", quantity: "0.1", cost: expect.any(String) as string },
            { choice: "unwind", quantity: "0.2", cost: expect.any(String) as string },
          ],
        },
      }),
    );
    expect(await at.ask("plan/choose", { groupOrderId: planId, choice: "complete" })).toMatchObject({
      ok: true,
    });
    await live(at, 5_000);
    expect(held(at)).toEqual(["0.1", "0.1", "0.1"]);
    expect(ended(at, planId)).toMatchObject({ end: "whole" });
    expect(at.journal.texts.some((text) => text.includes("plan-choice"))).toBe(true);
  });

  test("survives a restart", async () => {
    const at = await testTerminal();
    allFill(at);
    rejects(at, "paper-2", 1);
    const planId = await buy(at, "ask");
    await live(at, 2_000);
    const after = await testTerminal([...at.journal.texts], 1);
    await live(after, 2_000);
    expect(after.shown("groupOrder")).toContainEqual(
      expect.objectContaining({ id: planId, question: expect.anything() as object }),
    );
    expect(IDS.flatMap((id) => sent(after, id))).toEqual([]);
  });

  test("cannot be answered with what the plan does not permit", async () => {
    const at = await testTerminal();
    allFill(at);
    rejects(at, "paper-2", 1);
    const planId = await buy(at, "leave");
    await live(at, 1_000);
    expect(await at.ask("plan/choose", { groupOrderId: planId, choice: "unwind" })).toMatchObject({
      ok: false,
    });
  });
});

test("the screen shows plan against outcome for each leg, with why", async () => {
  const at = await testTerminal();
  allFill(at);
  rejects(at, "paper-2", 99);
  const planId = await buy(at, "leave");
  await live(at, 1_000);
  const view = at.shown("groupOrder").find((group) => (group as { id: string }).id === planId);
  expect(view).toMatchObject({
    outcome: [
      { accountId: "paper-1", planned: "0.1", filled: "0.1", missing: "0", state: "filled" },
      { accountId: "paper-2", filled: "0", missing: "0.1", state: "refused", reason: "-2019: no margin" },
      { accountId: "paper-3", state: "filled", averagePrice: "60000" },
    ],
  });
});

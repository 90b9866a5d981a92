import { describe, expect, test } from "vitest";
import type { OrderDraft } from "../../src-core/contract/requests.ts";
import type { OrderView, PlanPreview } from "../../src-core/contract/views.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { AmendAnswer } from "../../src-core/orders/order-event.ts";
import { resting } from "./testing/scripted-venue.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const LIMIT: OrderDraft = { ...DRAFT, type: "limit", price: "59000", timeInForce: "GTC" };
const STOP: OrderDraft = { ...DRAFT, type: "stop", trigger: "61000", timeInForce: "GTC" };

async function submitted(at: TestTerminal, draft: OrderDraft): Promise<readonly string[]> {
  const plan = await at.ask("plan/preview-order", { draft });
  if (!plan.ok) throw new Error(JSON.stringify(plan.failures));
  const { planId, hash } = plan.value;
  const receipt = await at.ask("plan/submit", { planId, hash });
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.failures));
  await at.clock.pass(100);
  return receipt.value.orders;
}

async function previewed(
  at: TestTerminal,
  orderIds: readonly string[],
  wish: { readonly price?: string; readonly trigger?: string; readonly quantity?: string },
): Promise<PlanPreview> {
  at.venue.quote("60000");
  const answer = await at.ask("plan/preview-amend", { draft: { orderIds: [...orderIds], ...wish } });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failures));
  return answer.value;
}

async function submit(at: TestTerminal, { planId, hash }: PlanPreview) {
  const answer = await at.ask("plan/submit", { planId, hash });
  await at.clock.pass(100);
  return answer;
}

const amended = (at: TestTerminal) =>
  ["paper-1", "paper-2", "paper-3"].flatMap((id) => at.venue.account(id).amended);
const shown = (at: TestTerminal, id: string) =>
  (at.shown("order") as readonly OrderView[]).find((order) => order.id === id);
const onAll = (at: TestTerminal, answer: AmendAnswer | "silence"): void => {
  for (const id of ["paper-1", "paper-2", "paper-3"])
    at.venue.account(id).onAmend = () => (answer === "silence" ? new Promise(() => undefined) : answer);
};

describe("an amend", () => {
  test("one gesture moves every leg of a group order, and the venue gets each change once", async () => {
    const at = await testTerminal();
    const orders = await submitted(at, LIMIT);
    const plan = await previewed(at, orders, { price: "58500.07" });
    expect(plan.decision).toBe("approve");
    expect(plan.legs.map((leg) => [leg.change?.price, leg.price])).toEqual(
      orders.map(() => ["59000", amendedPrice(at)]),
    );
    await Promise.all([submit(at, plan), submit(at, plan)]);
    expect(
      amended(at)
        .map((order) => order.clientId)
        .sort(),
    ).toEqual([...orders].sort());
    expect(orders.map((id) => shown(at, id)?.price)).toEqual(orders.map(() => amendedPrice(at)));
    expect(orders.map((id) => shown(at, id)?.amend)).toEqual([undefined, undefined, undefined]);
    expect(at.shown("groupOrder")).toHaveLength(1);
    expect(at.shown("groupOrder")).toMatchObject([{ price: amendedPrice(at) }]);
  });

  test("the change is on disk before it leaves, and nothing leaves when the journal cannot be written", async () => {
    const at = await testTerminal();
    const orders = await submitted(at, LIMIT);
    const plan = await previewed(at, orders, { price: "58500" });
    at.journal.failing = "ENOSPC";
    expect((await submit(at, plan)).ok).toBe(false);
    expect(amended(at)).toHaveLength(0);
    expect(shown(at, orders[0] ?? "")?.price).toBe("59000");
  });

  test("an amend that would pass a limit is denied as a new order would be", async () => {
    const at = await testTerminal();
    const [order = ""] = await submitted(at, LIMIT);
    const plan = await previewed(at, [order], { quantity: "900" });
    expect(plan.decision).toBe("refuse");
    expect((await submit(at, plan)).ok).toBe(false);
    expect(amended(at)).toHaveLength(0);
  });

  test("without an answer both terms reserve, and no second change is let through", async () => {
    const at = await testTerminal();
    const [order = ""] = await submitted(at, LIMIT);
    onAll(at, "silence");
    await submit(at, await previewed(at, [order], { quantity: "0.15" }));
    expect(shown(at, order)?.amend).toMatchObject({ status: "pending", quantity: "0.15" });
    const working = Object.values(at.terminal.runtime.state.portfolio.accounts).flatMap(({ working: all }) =>
      Object.values(all),
    );
    expect(working.find(({ id }) => id === order)?.amending?.quantity.toString()).toBe("0.15");
    const again = await at.ask("plan/preview-amend", { draft: { orderIds: [order], price: "58000" } });
    expect(again).toMatchObject({ ok: false, failures: [{ code: "nothing-to-amend" }] });
  });

  test("an unknown answer is settled by asking the venue", async () => {
    const at = await testTerminal();
    const [order = ""] = await submitted(at, LIMIT);
    onAll(at, { kind: "unknown", reason: "Timeout." });
    await submit(at, await previewed(at, [order], { price: "58000" }));
    expect(shown(at, order)?.amend?.status).toBe("unknown");
    const sent = amended(at)[0];
    if (sent === undefined) throw new Error("nothing was sent");
    at.venue.account(sent.accountId).onQuery = () => ({
      kind: "found",
      order: resting(sent, at.clock.nowMs()),
    });
    await at.clock.pass(10_000);
    expect(shown(at, order)).toMatchObject({ price: "58000" });
    expect(shown(at, order)?.amend).toBeUndefined();
  });

  test("after a restart a change without an answer is in doubt, and is never sent again", async () => {
    const at = await testTerminal();
    const [order = ""] = await submitted(at, LIMIT);
    onAll(at, "silence");
    await submit(at, await previewed(at, [order], { price: "58000" }));
    const later = await testTerminal([...at.journal.texts], 1);
    await later.clock.pass(10_000);
    expect(later.terminal.runtime.state.durable.orders.get(order)?.amend?.status).toBe("unknown");
    expect(amended(later)).toHaveLength(0);
  });

  test("the plan holds for the order that was shown: one that changed since is not touched", async () => {
    const at = await testTerminal();
    const [order = ""] = await submitted(at, LIMIT);
    const [first, second] = [
      await previewed(at, [order], { price: "58000" }),
      await previewed(at, [order], { price: "58100" }),
    ];
    expect((await submit(at, first)).ok).toBe(true);
    expect((await submit(at, second)).ok).toBe(false);
    expect(amended(at)).toHaveLength(1);
  });

  test("a kill between the journal and the wire keeps the old terms", async () => {
    const at = await testTerminal();
    const [order = ""] = await submitted(at, LIMIT);
    const plan = await previewed(at, [order], { price: "58000" });
    at.journal.beforeAnswer = () => {
      at.journal.beforeAnswer = undefined;
      void at.ask("kill/engage", { scope: { kind: "all" } });
    };
    await submit(at, plan);
    expect(amended(at)).toHaveLength(0);
    expect(at.terminal.runtime.state.durable.orders.get(order)?.terms.price?.toString()).toBe("59000");
  });
});

describe("an order that its venue cannot amend", () => {
  const created = (at: TestTerminal) => at.venue.account("paper-1").created;

  async function stopOf(at: TestTerminal): Promise<string> {
    const orders = await submitted(at, STOP);
    return orders.find((id) => created(at)[0]?.clientId === id) ?? "";
  }

  test("is cancelled, and made anew under another id only when its ending is shown", async () => {
    const at = await testTerminal();
    const stop = await stopOf(at);
    const plan = await previewed(at, [stop], { trigger: "61100" });
    expect(plan.legs[0]?.change).toMatchObject({ kind: "replace", trigger: "61000" });
    await submit(at, plan);
    expect(at.venue.account("paper-1").cancelled.map(({ clientId }) => clientId)).toEqual([stop]);
    await at.clock.pass(2_000);
    expect(created(at)).toHaveLength(1);
    const old = created(at)[0];
    if (old === undefined) throw new Error("no stop");
    at.venue.account("paper-1").say({
      kind: "order",
      order: { ...resting(old, at.clock.nowMs()), status: "canceled" },
    });
    await at.clock.pass(1_000);
    expect(created(at).map(({ terms }) => terms.trigger?.toString())).toEqual(["61000", "61100"]);
    expect(new Set(created(at).map(({ clientId }) => clientId)).size).toBe(2);
  });

  test("is not made anew when it filled before it was cancelled", async () => {
    const at = await testTerminal();
    const stop = await stopOf(at);
    const plan = await previewed(at, [stop], { trigger: "61100" });
    await submit(at, plan);
    const old = created(at)[0];
    if (old === undefined) throw new Error("no stop");
    at.venue.account("paper-1").say({
      kind: "order",
      order: { ...resting(old, at.clock.nowMs()), status: "filled", filled: Decimal.of("0.1") },
    });
    await at.clock.pass(1_000);
    expect(created(at)).toHaveLength(1);
    expect(at.shown("notice")).toContainEqual(expect.objectContaining({ level: "stop" }));
  });

  test("is not made anew while the cancel is not proven, and both reserve until then", async () => {
    const at = await testTerminal();
    const stop = await stopOf(at);
    at.venue.account("paper-1").onCancel = () => ({ kind: "unknown", reason: "Timeout." });
    await submit(at, await previewed(at, [stop], { trigger: "61100" }));
    await at.clock.pass(5_000);
    const { working } = at.terminal.runtime.state.portfolio.accounts["paper-1"] ?? { working: {} };
    expect(Object.keys(working)).toHaveLength(2);
    await at.clock.pass(70_000);
    expect(created(at)).toHaveLength(1);
    expect(Object.keys(at.terminal.runtime.state.portfolio.accounts["paper-1"]?.working ?? {})).toEqual([
      stop,
    ]);
  });
});

function amendedPrice(at: TestTerminal): string {
  return Decimal.of("58500.07").toStep(at.venue.listing.tick, "floor").toString();
}

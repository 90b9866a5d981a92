import { describe, expect, test } from "vitest";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { VenueOrder } from "../../src-core/order-terms/venue-event.ts";
import { fills, heldAt, hold, resync } from "./testing/filling-venue.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const ALL = { kind: "environment", environment: "paper" } as const;

async function flatten(at: TestTerminal, clear: string[] = []) {
  const plan = await at.ask("plan/preview-flatten", { scope: ALL, clear });
  if (!plan.ok) throw new Error(JSON.stringify(plan.failures));
  const { planId, hash, decision, readings, legs } = plan.value;
  if (decision === "refuse") throw new Error(JSON.stringify([readings, legs]));
  const receipt = await at.ask("plan/submit", { planId, hash });
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.failures));
  return planId;
}

const ended = (at: TestTerminal, planId: string) =>
  at.terminal.runtime.state.durable.pursuits.get(planId)?.settled;
const sold = (at: TestTerminal, id = "paper-1") =>
  at.venue
    .account(id)
    .created.map(
      ({ terms }) => `${terms.side} ${terms.quantity.toString()}${terms.reduceOnly ? " reduce-only" : ""}`,
    );

/** Lets time pass with fresh quotes. */
async function live(at: TestTerminal, ms: number) {
  for (let passed = 0; passed < ms; passed += 500) {
    at.venue.quote("60000");
    await at.clock.pass(500);
  }
}

function exitOf(at: TestTerminal, clientId: string): VenueOrder {
  return {
    clientId,
    venueOrderId: `v-${clientId}`,
    status: "open",
    filled: Decimal.of("0"),
    atMs: at.clock.nowMs(),
    terms: {
      listing: at.venue.listing.key,
      side: "sell",
      positionSide: "both",
      type: "limit",
      quantity: Decimal.of("0.05"),
      price: Decimal.of("60500"),
      timeInForce: "GTC",
      postOnly: false,
      reduceOnly: true,
    },
  };
}

/** Shows an order of somebody else at the venue; a cancel that names it ends it. */
async function foreignExit(at: TestTerminal, id: string, stubborn = false) {
  const account = at.venue.account("paper-1");
  const { snapshot } = account;
  if (snapshot === undefined) throw new Error("no snapshot");
  account.snapshot = { ...snapshot, openOrders: [exitOf(at, id)] };
  account.onCancel = (order) => {
    if (!stubborn && account.snapshot !== undefined && order.venueOrderId === `v-${id}`)
      account.snapshot = { ...account.snapshot, openOrders: [] };
    return { kind: "canceled" };
  };
  await resync(at, "paper-1");
}

describe("a flatten", () => {
  test("ends when the venue shows flat, and says so", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    fills(at, "paper-1");
    const planId = await flatten(at);
    await live(at, 3_000);
    expect(sold(at)).toEqual(["sell 0.1 reduce-only"]);
    expect(ended(at, planId)).toMatchObject({ end: "flat" });
  });

  test("goes on with what is left of each order, never beyond the position", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    fills(at, "paper-1", (_, count) => (count === 1 ? "0.04" : undefined));
    const planId = await flatten(at);
    await live(at, 5_000);
    expect(sold(at)).toEqual(["sell 0.1 reduce-only", "sell 0.06 reduce-only"]);
    expect(heldAt(at, "paper-1")).toBe("0");
    expect(ended(at, planId)).toMatchObject({ end: "flat" });
  });

  test("names the dust that the venue will not let go", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.1004" });
    fills(at, "paper-1");
    const planId = await flatten(at);
    await live(at, 4_000);
    expect(heldAt(at, "paper-1")).toBe("0.0004");
    expect(ended(at, planId)).toMatchObject({
      end: "dust",
      detail: expect.stringContaining("0.0004") as string,
    });
  });

  test("closes no more than was confirmed when the position grows meanwhile, and says so", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    const account = at.venue.account("paper-1");
    fills(at, "paper-1");
    const fill = account.onCreate;
    account.onCreate = (order) => {
      const answer = fill(order);
      const { snapshot } = account;
      if (snapshot !== undefined) {
        const positions = snapshot.positions.map((row) => ({ ...row, quantitySigned: Decimal.of("0.2") }));
        account.snapshot = { ...snapshot, positions };
      }
      return answer;
    };
    const planId = await flatten(at);
    await live(at, 5_000);
    expect(sold(at)).toEqual(["sell 0.1 reduce-only"]);
    expect(ended(at, planId)).toMatchObject({
      end: "open",
      detail: expect.stringContaining("Flatten again") as string,
    });
  });

  test("pressed twice is one flatten", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    fills(at, "paper-1");
    const plan = await at.ask("plan/preview-flatten", { scope: ALL });
    if (!plan.ok) throw new Error("no plan");
    const { planId, hash } = plan.value;
    await Promise.all([at.ask("plan/submit", { planId, hash }), at.ask("plan/submit", { planId, hash })]);
    await live(at, 3_000);
    expect(sold(at)).toEqual(["sell 0.1 reduce-only"]);
  });

  test("cancels our own exits first and sends nothing before they are gone", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.3" });
    const draft = { ...DRAFT, side: "sell" as const, type: "limit" as const, timeInForce: "GTC" as const };
    const made = await at.ask("plan/preview-order", {
      draft: {
        ...draft,
        quantity: "0.1",
        price: "60500",
        reduceOnly: true,
        method: "ratio",
        denial: "reduce",
      },
    });
    if (!made.ok) throw new Error(JSON.stringify(made.failures));
    await at.ask("plan/submit", { planId: made.value.planId, hash: made.value.hash });
    await at.clock.pass(100);
    const account = at.venue.account("paper-1");
    const [exit] = account.created;
    if (exit === undefined) throw new Error(JSON.stringify(made.value));
    fills(at, "paper-1");
    const planId = await flatten(at);
    await live(at, 3_000);
    expect(account.cancelled.map(({ clientId }) => clientId)).toContain(exit.clientId);
    expect(account.created).toHaveLength(1);
    account.say({
      kind: "order",
      order: { ...exitOf(at, exit.clientId), terms: exit.terms, status: "canceled" },
    });
    await live(at, 3_000);
    expect(sold(at).slice(1)).toEqual(["sell 0.3 reduce-only"]);
    expect(ended(at, planId)).toMatchObject({ end: "flat" });
  });

  test("leaves a leg BLOCKED beside an exit of others that appears meanwhile, and names it", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    fills(at, "paper-1", () => "0.02");
    const planId = await flatten(at);
    await foreignExit(at, "grid-7");
    await live(at, 4_000);
    expect(sold(at)).toEqual(["sell 0.1 reduce-only"]);
    expect(ended(at, planId)).toMatchObject({
      end: "blocked",
      detail: expect.stringContaining("grid-7 (external, 0.05)") as string,
    });
  });

  test("cancels the exits of others only when they were named", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    await foreignExit(at, "grid-7");
    fills(at, "paper-1");
    const unnamed = await at.ask("plan/preview-flatten", { scope: ALL });
    expect(JSON.stringify(unnamed)).toContain("BLOCKED");
    expect(at.venue.account("paper-1").cancelled).toHaveLength(0);
    const planId = await flatten(at, ["paper-1|grid-7"]);
    await live(at, 4_000);
    expect(sold(at)).toEqual(["sell 0.1 reduce-only"]);
    expect(ended(at, planId)).toMatchObject({ end: "flat" });
  });

  test("whose way is never cleared ends at its deadline, having sent nothing, and says what stands", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    await foreignExit(at, "grid-7", true);
    const planId = await flatten(at, ["paper-1|grid-7"]);
    await live(at, 65_000);
    expect(sold(at)).toEqual([]);
    expect(ended(at, planId)).toMatchObject({
      end: "open",
      detail: expect.stringContaining("0.1 is open") as string,
    });
  });

  test("in hedge mode closes one side at a time, taking turns", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { long: "0.2", short: "-0.1" });
    fills(at, "paper-1", ({ terms }, count) => (count === 1 ? "0.05" : terms.quantity.toString()));
    const planId = await flatten(at);
    await live(at, 6_000);
    expect(at.venue.account("paper-1").created.map(({ terms }) => terms.positionSide)).toEqual([
      "long",
      "short",
      "long",
    ]);
    expect(ended(at, planId)).toMatchObject({ end: "flat" });
    expect(heldAt(at, "paper-1", "long")).toBe("0");
  });

  test("confirmed after a halt goes all its rounds; a halt after it stops the next", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    await at.ask("kill/engage", { scope: { kind: "all" } });
    await at.clock.pass(100);
    fills(at, "paper-1", (_, count) => (count === 1 ? "0.04" : undefined));
    const planId = await flatten(at);
    await live(at, 5_000);
    expect(heldAt(at, "paper-1")).toBe("0");
    expect(ended(at, planId)).toMatchObject({ end: "flat" });
    await hold(at, "paper-1", { both: "0.1" });
    fills(at, "paper-1", () => "0.04");
    const second = await flatten(at);
    await at.ask("kill/engage", { scope: { kind: "all" } });
    const sent = sold(at).length;
    await live(at, 5_000);
    expect(sold(at).length).toBe(sent);
    expect(ended(at, second)).toMatchObject({
      end: "open",
      detail: expect.stringContaining("Stopped by a person") as string,
    });
  });

  test("an order of unknown fate holds its leg back to the deadline: nothing is sent beside it", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    at.venue.account("paper-1").onCreate = () => ({ kind: "unknown", reason: "timeout" });
    at.venue.account("paper-1").onQuery = () => ({ kind: "unknown", reason: "timeout" });
    const planId = await flatten(at);
    await live(at, 65_000);
    expect(sold(at)).toHaveLength(1);
    expect(ended(at, planId)).toMatchObject({
      end: "open",
      detail: expect.stringContaining("UNKNOWN") as string,
    });
  });

  test("a restart in the middle takes it up again, and after its deadline says what stands", async () => {
    const before = await testTerminal();
    await hold(before, "paper-1", { both: "0.1" });
    fills(before, "paper-1", () => "0.04");
    const planId = await flatten(before);
    await before.clock.pass(100);
    const texts = [...before.journal.texts];
    const after = await testTerminal([...texts], 1);
    await hold(after, "paper-1", { both: "0.06" });
    fills(after, "paper-1");
    await live(after, 4_000);
    expect(sold(after)).toEqual(["sell 0.06 reduce-only"]);
    expect(ended(after, planId)).toMatchObject({ end: "flat" });
    const late = await testTerminal([...texts], 2);
    late.clock.jumpWall(120_000);
    await hold(late, "paper-1", { both: "0.06" });
    await live(late, 4_000);
    expect(sold(late)).toEqual([]);
    expect(ended(late, planId)).toMatchObject({ end: "open" });
  });
});

import { describe, expect, test } from "vitest";
import { Decimal as D } from "../../src-core/money/decimal.ts";
import { hold, resync } from "./testing/filling-venue.ts";
import { resting } from "./testing/scripted-venue.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const EVERYTHING = { kind: "all" } as const;
const LIMIT = { ...DRAFT, type: "limit" as const, timeInForce: "GTC" as const, price: "59900" };

async function rest(at: TestTerminal, change: Partial<typeof DRAFT> = {}) {
  const plan = await at.ask("plan/preview-order", { draft: { ...LIMIT, ...change } });
  if (!plan.ok) throw new Error(JSON.stringify(plan.failures));
  const { planId, hash } = plan.value;
  const receipt = await at.ask("plan/submit", { planId, hash });
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.failures));
  await at.clock.pass(100);
  return receipt.value.orders;
}

const notices = (at: TestTerminal) =>
  at.shown("notice").map((notice) => (notice as { level: string; text: string }).text);
const halted = (at: TestTerminal) => notices(at).filter((text) => text.startsWith("Halted"));

/** The venue takes a cancel for good: the order is reported canceled. */
function obeys(at: TestTerminal, id: string, afterTries = 1) {
  const account = at.venue.account(id);
  account.onCancel = ({ clientId }) => {
    const order = account.created.find((created) => created.clientId === clientId);
    const tries = account.cancelled.filter((asked) => asked.clientId === clientId).length;
    if (order === undefined || tries < afterTries) return { kind: "unknown", reason: "timeout" };
    return { kind: "canceled", order: { ...resting(order, at.clock.nowMs()), status: "canceled" } };
  };
}
const ALL = ["paper-1", "paper-2", "paper-3"] as const;

describe("a halt", () => {
  test("asks for every cancel again until the venue has ended the order, then reads again and says so", async () => {
    const at = await testTerminal();
    await rest(at);
    for (const id of ALL) obeys(at, id, 3);
    await at.ask("kill/engage", { scope: EVERYTHING });
    await at.clock.pass(1_500);
    expect(halted(at)).toEqual([]);
    await at.clock.pass(5_000);
    expect(ALL.map((id) => at.venue.account(id).cancelled.length)).toEqual([3, 3, 3]);
    expect(halted(at)).toEqual(["Halted: the venues show none of our orders working in the scope."]);
  });

  test("pressed many times cancels no order twice at once, and reports once", async () => {
    const at = await testTerminal();
    await rest(at);
    for (const id of ALL) obeys(at, id);
    await Promise.all([1, 2, 3].map(() => at.ask("kill/engage", { scope: EVERYTHING })));
    await at.clock.pass(5_000);
    expect(ALL.map((id) => at.venue.account(id).cancelled.length)).toEqual([1, 1, 1]);
    expect(halted(at)).toHaveLength(1);
  });

  test("goes on after a restart", async () => {
    const before = await testTerminal();
    await rest(before);
    for (const id of ALL) before.venue.account(id).onCancel = () => ({ kind: "unknown", reason: "timeout" });
    await before.ask("kill/engage", { scope: EVERYTHING });
    await before.clock.pass(200);
    const after = await testTerminal([...before.journal.texts], 1);
    for (const id of ALL) {
      const { created } = before.venue.account(id);
      after.venue.account(id).onCancel = ({ clientId }) => {
        const order = created.find((one) => one.clientId === clientId);
        if (order === undefined) return { kind: "not-found", reason: "" };
        return { kind: "canceled", order: { ...resting(order, after.clock.nowMs()), status: "canceled" } };
      };
    }
    await after.clock.pass(3_000);
    const { orders } = after.terminal.runtime.state.durable;
    expect([...orders.values()].map(({ status }) => status)).toEqual(["CANCELED", "CANCELED", "CANCELED"]);
    expect(halted(after)).toHaveLength(1);
  });

  test("cancels an order in flight, and again when it turns out to be open", async () => {
    const at = await testTerminal();
    const account = at.venue.account("paper-1");
    let answer: (value: { kind: "unknown"; reason: string }) => void = () => undefined;
    account.onCreate = () => new Promise((done) => (answer = done));
    account.onCancel = () => ({ kind: "not-found", reason: "unknown order" });
    await rest(at);
    await at.ask("kill/engage", { scope: EVERYTHING });
    await at.clock.pass(500);
    expect(account.cancelled).toHaveLength(1);
    answer({ kind: "unknown", reason: "timeout" });
    const [order] = account.created;
    if (order === undefined) throw new Error("nothing was sent");
    account.onQuery = () => ({ kind: "found", order: resting(order, at.clock.nowMs()) });
    obeys(at, "paper-1", 2);
    await at.clock.pass(10_000);
    const { orders } = at.terminal.runtime.state.durable;
    expect(orders.get(order.clientId)?.status).toBe("CANCELED");
  });

  test("keeps reduce-only protection, names bare positions, and ends what is named afterwards", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    await hold(at, "paper-2", { both: "0.1" });
    const draft = { side: "sell" as const, price: "60500", reduceOnly: true, denial: "reduce" as const };
    await rest(at, { ...draft, quantity: "0.1" });
    const guard = at.venue.account("paper-1").created[0];
    const other = at.venue.account("paper-2").created[0];
    const kept = guard ?? other;
    if (kept === undefined) throw new Error("no protection rests");
    for (const id of ALL) obeys(at, id);
    await at.ask("kill/engage", { scope: EVERYTHING });
    await at.clock.pass(3_000);
    expect(ALL.flatMap((id) => at.venue.account(id).cancelled)).toEqual([]);
    const look = await at.ask("kill/look", { scope: EVERYTHING });
    if (!look.ok) throw new Error("no look");
    expect(look.value.protection.length).toBeGreaterThan(0);
    const named = look.value.protection.map(({ accountId, orderId }) => ({ accountId, orderId }));
    expect(await at.ask("kill/cancel-named", { scope: EVERYTHING, orders: named })).toMatchObject({
      ok: true,
    });
    await at.clock.pass(1_000);
    const after = await at.ask("kill/look", { scope: EVERYTHING });
    expect(after).toMatchObject({ value: { protection: [], bare: [{}, {}] } });
  });

  test("names positions without an exit by their accounts' names", async () => {
    const at = await testTerminal();
    await hold(at, "paper-2", { both: "0.1" });
    await at.ask("kill/engage", { scope: EVERYTHING });
    await at.clock.pass(3_000);
    expect(halted(at)).toEqual([
      "Halted: the venues show none of our orders working in the scope. Positions without an exit: Paper two 0.1 BTC/USDT:USDT.",
    ]);
  });

  test("leaves the orders of others until a person names them", async () => {
    const at = await testTerminal();
    const account = at.venue.account("paper-1");
    const terms = {
      listing: at.venue.listing.key,
      side: "buy",
      positionSide: "both",
      type: "limit",
      quantity: D.of("0.05"),
      price: D.of("59000"),
      timeInForce: "GTC",
      postOnly: false,
      reduceOnly: false,
    } as const;
    const { snapshot } = account;
    if (snapshot === undefined) throw new Error("no snapshot");
    const foreign = {
      clientId: "grid-1",
      venueOrderId: "v9",
      terms,
      status: "open" as const,
      filled: D.of("0"),
      atMs: 1,
    };
    account.snapshot = { ...snapshot, openOrders: [foreign] };
    await resync(at, "paper-1");
    const orders = [{ accountId: "paper-1", orderId: "grid-1" }];
    expect(await at.ask("kill/cancel-named", { scope: EVERYTHING, orders })).toMatchObject({ ok: false });
    await at.ask("kill/engage", { scope: EVERYTHING });
    await at.clock.pass(3_000);
    expect(account.cancelled).toEqual([]);
    expect(await at.ask("kill/look", { scope: EVERYTHING })).toMatchObject({
      value: { halted: true, foreign: [{ accountId: "paper-1", orderId: "grid-1", origin: "external" }] },
    });
    await at.ask("kill/cancel-named", { scope: EVERYTHING, orders });
    expect(account.cancelled).toMatchObject([{ venueOrderId: "v9" }]);
  });

  test("says after a minute what is not confirmed ended, and goes on more seldom", async () => {
    const at = await testTerminal();
    await rest(at);
    for (const id of ALL) {
      at.venue.account(id).onCancel = () => ({ kind: "unknown", reason: "timeout" });
      at.venue.account(id).onQuery = () => ({ kind: "unknown", reason: "timeout" });
    }
    await at.ask("kill/engage", { scope: EVERYTHING });
    await at.clock.pass(62_000);
    expect(halted(at)).toEqual([expect.stringContaining("3 orders are not confirmed ended")]);
    const asked = at.venue.account("paper-1").cancelled.length;
    expect(asked).toBeGreaterThan(50);
    await at.clock.pass(120_000);
    expect(at.venue.account("paper-1").cancelled.length - asked).toBeLessThanOrEqual(5);
    expect(halted(at)).toHaveLength(1);
  });
});

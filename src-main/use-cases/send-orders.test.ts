import { expect, test } from "vitest";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { RiskApproved } from "../../src-core/risk/verdict.ts";
import { sendOrders } from "./send-orders.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

async function submit(at: TestTerminal) {
  const plan = await at.ask("plan/preview-order", { draft: DRAFT });
  if (!plan.ok) throw new Error(JSON.stringify(plan.failures));
  const { planId, hash } = plan.value;
  const receipt = await at.ask("plan/submit", { planId, hash });
  await at.clock.pass(100);
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.failures));
  return receipt.value;
}

const created = (at: TestTerminal) =>
  ["paper-1", "paper-2", "paper-3"].flatMap((id) => at.venue.account(id).created);

/** Changes every approval on its way from the gate to the socket, as a fault of ours would. */
function corrupt(at: TestTerminal, change: (order: RiskApproved) => Partial<RiskApproved>) {
  const { unspent } = at.terminal.runtime.state;
  const keep = unspent.set.bind(unspent);
  unspent.set = (clientId, order) => keep(clientId, { ...order, ...change(order) });
}

test.each([
  ["a larger quantity", ({ terms }: RiskApproved) => ({ terms: { ...terms, quantity: Decimal.of("9") } })],
  ["another side", ({ terms }: RiskApproved) => ({ terms: { ...terms, side: "sell" as const } })],
  ["another account", () => ({ accountId: "paper-2" })],
  ["another hash", () => ({ hash: "0".repeat(64) })],
])("an approval that became %s does not leave", async (what, change) => {
  const at = await testTerminal();
  corrupt(at, change);
  await submit(at);
  const left = created(at);
  expect(left.length).toBe(what === "another account" ? 1 : 0);
  expect(left.every((order) => order.terms.quantity.equals(Decimal.of("0.1")))).toBe(true);
  const statuses = [...at.terminal.runtime.state.durable.orders.values()].map(({ status }) => status);
  expect(statuses.filter((status) => status === "DENIED")).toHaveLength(3 - left.length);
  expect(at.shown("notice")).toContainEqual(expect.objectContaining({ level: "stop" }));
});

test("an approval that comes back after its order left is not sent again, and ends nothing", async () => {
  const at = await testTerminal();
  const { unspent } = at.terminal.runtime.state;
  const seen = new Map<string, RiskApproved>();
  const keep = unspent.set.bind(unspent);
  unspent.set = (clientId, order) => {
    seen.set(clientId, order);
    return keep(clientId, order);
  };
  const receipt = await submit(at);
  for (const [clientId, order] of seen) unspent.set(clientId, order);
  sendOrders(at.terminal.runtime, receipt);
  await at.clock.pass(100);
  expect(created(at)).toHaveLength(3);
  const statuses = [...at.terminal.runtime.state.durable.orders.values()].map(({ status }) => status);
  expect(statuses).toEqual(["OPEN", "OPEN", "OPEN"]);
});

test("an approval is gone as soon as its order left: a halt does not call what is on its way unsent", async () => {
  const at = await testTerminal();
  for (const id of ["paper-1", "paper-2", "paper-3"])
    at.venue.account(id).onCreate = () => new Promise(() => undefined);
  await submit(at);
  expect(created(at)).toHaveLength(3);
  await at.ask("kill/engage", { scope: { kind: "all" } });
  await at.clock.pass(100);
  const statuses = [...at.terminal.runtime.state.durable.orders.values()].map(({ status }) => status);
  expect(statuses).toHaveLength(3);
  expect(statuses).not.toContain("DENIED");
  const { accounts } = at.terminal.runtime.state.portfolio;
  expect(Object.values(accounts).map(({ working }) => Object.keys(working).length)).toEqual([1, 1, 1]);
});

test("I6 a halt calls back what waits at the adapter for its turn, and only that account's", async () => {
  const at = await testTerminal();
  const mayLeave: (() => boolean)[] = [];
  for (const session of at.terminal.runtime.state.sessions.values()) {
    session.port.create = (_, asked = () => true) => {
      mayLeave.push(asked);
      return new Promise(() => undefined);
    };
  }
  await submit(at);
  expect(mayLeave.map((asked) => asked())).toEqual([true, true, true]);
  await at.ask("kill/engage", { scope: { kind: "account", accountId: "paper-2" } });
  expect(mayLeave.map((asked) => asked()).filter(Boolean)).toHaveLength(2);
  await at.ask("kill/engage", { scope: { kind: "all" } });
  expect(mayLeave.map((asked) => asked())).toEqual([false, false, false]);
});

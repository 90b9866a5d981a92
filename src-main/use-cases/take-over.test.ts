import { expect, test } from "vitest";
import { resting } from "./testing/scripted-venue.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

async function inDoubt(at: TestTerminal) {
  const account = at.venue.account("paper-1");
  account.onCreate = () => ({ kind: "unknown", reason: "timeout" });
  account.onQuery = () => ({ kind: "unknown", reason: "timeout" });
  const plan = await at.ask("plan/preview-order", { draft: DRAFT });
  if (!plan.ok) throw new Error(JSON.stringify(plan.failures));
  await at.ask("plan/submit", { planId: plan.value.planId, hash: plan.value.hash });
  await at.clock.pass(1_000);
  const [order] = account.created;
  if (order === undefined) throw new Error("nothing was sent");
  return order;
}

const working = (at: TestTerminal) =>
  Object.keys(at.terminal.runtime.state.portfolio.accounts["paper-1"]?.working ?? {});
const causes = (at: TestTerminal) => at.terminal.runtime.state.durable.causes.map(({ kind }) => kind);

test("an acknowledged order frees its reservation, on disk first, and stays so after a restart", async () => {
  const at = await testTerminal();
  const { clientId } = await inDoubt(at);
  expect(working(at)).toEqual([clientId]);
  const request = { orderId: clientId, why: "not on the venue's page" };
  at.journal.failing = "ENOSPC";
  expect(await at.ask("order/acknowledge", request)).toMatchObject({ ok: false });
  expect(working(at)).toEqual([clientId]);
  at.journal.failing = undefined;
  expect(await at.ask("order/acknowledge", request)).toMatchObject({ ok: true });
  expect(working(at)).toEqual([]);
  expect(await at.ask("order/acknowledge", request)).toMatchObject({ ok: false });
  const after = await testTerminal([...at.journal.texts], 1);
  expect(after.terminal.runtime.state.durable.orders.get(clientId)?.status).toBe("ACKNOWLEDGED");
});

test("a sign of life after it revives the order and sets the account REDUCING", async () => {
  const at = await testTerminal();
  const order = await inDoubt(at);
  await at.ask("order/acknowledge", { orderId: order.clientId, why: "not on the venue's page" });
  expect(causes(at)).not.toContain("revived-order");
  at.venue.account("paper-1").say({ kind: "order", order: resting(order, at.clock.nowMs()) });
  await at.clock.pass(100);
  expect(working(at)).toEqual([order.clientId]);
  expect(causes(at)).toContain("revived-order");
});

test("an order that is not in doubt, or not known, cannot be acknowledged", async () => {
  const at = await testTerminal();
  await inDoubt(at);
  const open = at.venue.account("paper-2").created[0]?.clientId ?? "";
  expect(await at.ask("order/acknowledge", { orderId: open, why: "x" })).toMatchObject({ ok: false });
  expect(await at.ask("order/acknowledge", { orderId: "none", why: "x" })).toMatchObject({ ok: false });
});

import { expect, test } from "vitest";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

async function previewed(at: TestTerminal) {
  const plan = await at.ask("plan/preview-order", { draft: DRAFT });
  if (!plan.ok) throw new Error(JSON.stringify(plan.failures));
  return plan.value;
}

const submit = (at: TestTerminal, { planId, hash }: { planId: string; hash: string }) =>
  at.ask("plan/submit", { planId, hash });

/** Halted, previewed as refused, and free again while the plan still stands on the screen. */
async function refusedThenResumed() {
  const at = await testTerminal();
  await at.ask("kill/engage", { scope: { kind: "all" } });
  const shown = await previewed(at);
  expect(shown.decision).toBe("refuse");
  await at.ask("kill/resume", { scope: { kind: "all" } });
  return { at, shown };
}

test("a plan that was shown as refused is not sent when its reason went away: it is previewed again", async () => {
  const { at, shown } = await refusedThenResumed();
  for (let times = 0; times < 2; times += 1) {
    const receipt = await submit(at, shown);
    expect(receipt.ok ? "sent" : receipt.failures[0]?.code).toBe("preview-again");
  }
  expect(at.terminal.runtime.state.durable.orders.size).toBe(0);
  expect(await submit(at, await previewed(at))).toMatchObject({ ok: true });
});

test("while its reason stands, the gate itself answers", async () => {
  const at = await testTerminal();
  await at.ask("kill/engage", { scope: { kind: "all" } });
  const receipt = await submit(at, await previewed(at));
  expect(receipt.ok ? "sent" : receipt.failures[0]?.place).toBe("risk");
});

test("a duplicate that a person confirmed was shown again, and goes", async () => {
  const at = await testTerminal();
  expect(await submit(at, await previewed(at))).toMatchObject({ ok: true });
  await at.clock.pass(100);
  const twin = await previewed(at);
  expect(twin).toMatchObject({ decision: "refuse", needsConfirmation: true });
  expect(await at.ask("plan/confirm-duplicate", { planId: twin.planId })).toMatchObject({
    ok: true,
    value: { decision: "approve" },
  });
  expect(await submit(at, twin)).toMatchObject({ ok: true });
});

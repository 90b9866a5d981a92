import { expect, test } from "vitest";
import { Decimal } from "../../src-core/money/decimal.ts";
import { makeFollowUp } from "../../src-core/plan/follow-up.ts";
import { submitFollowUp } from "./submit-plan.ts";
import { fills } from "./testing/filling-venue.ts";
import { DRAFT, testTerminal } from "./testing/test-terminal.ts";

test("a follow-up that a fault of ours makes too large never leaves, and reserves nothing", async () => {
  const at = await testTerminal();
  const { runtime } = at.terminal;
  for (const id of ["paper-1", "paper-2", "paper-3"]) fills(at, id);
  const preview = await at.ask("plan/preview-order", { draft: { ...DRAFT, failure: "complete" } });
  if (!preview.ok) throw new Error(JSON.stringify(preview.failures));
  const { planId, hash } = preview.value;
  await at.ask("plan/submit", { planId, hash });
  const root = runtime.state.durable.plans.get(planId);
  const first = root?.body.legs[0];
  if (root === undefined || first === undefined) throw new Error("no plan");
  const order = { ...first, terms: { ...first.terms, quantity: Decimal.of("0.001") } };
  const nowMs = at.clock.nowMs();
  const legs = [{ leg: 0, order }];
  const plan = makeFollowUp({ root, planId: "too-large", kind: "complete", legs, nowMs });
  const sentBefore = at.venue.account(first.accountId).created.length;
  expect(await submitFollowUp(runtime, root, plan)).toMatchObject({
    ok: false,
    failures: [{ code: "outside-envelope" }],
  });
  await at.clock.pass(100);
  expect(at.venue.account(first.accountId).created).toHaveLength(sentBefore);
  expect(runtime.state.durable.plans.has("too-large")).toBe(false);
});

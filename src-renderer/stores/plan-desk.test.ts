import { expect, test } from "vitest";
import type { PlanPreview } from "../../src-core/contract/views.ts";
import { fakeBridge, type Asked, type FakeBridge } from "../../e2e/fixtures/fake-bridge.ts";
import { fakeClock, type FakeClock } from "../../e2e/fixtures/fake-clock.ts";
import { createClient } from "../bridge/client.ts";
import { createPlanDesk, type PlanDesk } from "./plan-desk.ts";
import { freshPreview, obstacleOf } from "./plan-state.ts";

interface Desk {
  readonly bridge: FakeBridge;
  readonly clock: FakeClock;
  readonly desk: PlanDesk;
  readonly questions: () => readonly Asked[];
  readonly obstacle: () => string | undefined;
}

function desk(): Desk {
  const bridge = fakeBridge();
  bridge.wait("plan/preview-flatten");
  bridge.wait("plan/submit");
  const clock = fakeClock();
  const client = createClient(bridge, () => undefined);
  const made = createPlanDesk(client, clock, () =>
    client.request("plan/preview-flatten", { scope: { kind: "environment", environment: "paper" } }),
  );
  return {
    bridge,
    clock,
    desk: made,
    questions: () => bridge.on("plan/preview-flatten"),
    obstacle: () => obstacleOf(made.store.getState(), clock.now()),
  };
}

function preview(planId: string, clock: FakeClock, change: Partial<PlanPreview> = {}): PlanPreview {
  return {
    planId,
    hash: "0".repeat(64),
    title: `Plan ${planId}`,
    environment: "paper",
    legs: [],
    quantity: "1",
    unallocated: "0",
    decision: "approve",
    readings: [],
    needsConfirmation: false,
    validUntilMs: clock.now() + 15_000,
    ...change,
  };
}

async function answered(asked: Asked | undefined, value: unknown): Promise<void> {
  asked?.answer({ ok: true, value });
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

async function deskWithPlan(): Promise<Desk> {
  const made = desk();
  made.desk.ask();
  await answered(made.questions()[0], preview("p1", made.clock));
  return made;
}

test("typing rests a moment before main is asked, and only the last text is asked about", () => {
  const { desk: made, clock, questions } = desk();
  made.changed();
  clock.move(100);
  made.changed();
  clock.move(100);
  expect(questions()).toHaveLength(0);
  clock.move(100);
  expect(questions()).toHaveLength(1);
});

test("the latest question wins, also when an older answer comes last", async () => {
  const { desk: made, clock, questions } = desk();
  made.ask();
  made.ask();
  await answered(questions()[1], preview("new", clock));
  await answered(questions()[0], preview("old", clock));
  expect(freshPreview(made.store.getState())?.planId).toBe("new");
});

test("a plan older than the form cannot be sent, and stays in sight", async () => {
  const made = await deskWithPlan();
  expect(made.obstacle()).toBeUndefined();
  made.desk.changed();
  expect(made.obstacle()).toBe("Working out the plan");
  expect(made.desk.store.getState().shown?.preview.planId).toBe("p1");
  await made.desk.submit();
  expect(made.bridge.on("plan/submit")).toHaveLength(0);
});

test("an answer to the form before is not taken for the form now", async () => {
  const { desk: made, questions, clock } = desk();
  made.ask();
  made.changed();
  await answered(questions()[0], preview("p1", clock));
  expect(freshPreview(made.store.getState())).toBeUndefined();
});

test("two presses send one plan once, with its id and hash and nothing else", async () => {
  const made = await deskWithPlan();
  void made.desk.submit();
  void made.desk.submit();
  expect(made.bridge.on("plan/submit").map(({ body }) => body)).toEqual([
    { planId: "p1", hash: "0".repeat(64) },
  ]);
  await answered(made.bridge.on("plan/submit")[0], { planId: "p1", orders: [] });
  void made.desk.submit();
  expect(made.bridge.on("plan/submit")).toHaveLength(1);
  expect(made.obstacle()).toBe("Sent");
});

test("a submit without an answer says so, survives typing, and asks again about the same plan only", async () => {
  const made = await deskWithPlan();
  void made.desk.submit();
  made.bridge.on("plan/submit")[0]?.vanish();
  await settle();
  expect(made.desk.store.getState().submission?.state).toBe("unanswered");
  made.desk.changed();
  made.clock.move(1_000);
  made.desk.ask();
  expect(made.questions()).toHaveLength(1);
  void made.desk.askAgain();
  expect(made.bridge.on("plan/submit").map(({ body }) => body["planId"])).toEqual(["p1", "p1"]);
  await answered(made.bridge.on("plan/submit")[1], { planId: "p1", orders: [] });
  expect(made.desk.store.getState().submission?.state).toBe("sent");
});

test("a refusal names its reason and leaves the form; Preview starts over", async () => {
  const made = await deskWithPlan();
  void made.desk.submit();
  const failure = { code: "stale-plan", place: "request", message: "The price moved." };
  made.bridge.on("plan/submit")[0]?.answer({ ok: false, failures: [failure] });
  await settle();
  expect(made.desk.store.getState().submission).toMatchObject({ state: "refused", failures: [failure] });
  made.desk.ask();
  expect(made.questions()).toHaveLength(2);
});

test("a plan is asked for again before it expires, and an expired one cannot be sent", async () => {
  const made = await deskWithPlan();
  made.clock.move(11_000);
  made.desk.renew();
  expect(made.questions()).toHaveLength(1);
  made.clock.move(1_000);
  made.desk.renew();
  made.desk.renew();
  expect(made.questions()).toHaveLength(2);
  expect(made.obstacle()).toBeUndefined();
  made.clock.move(3_000);
  expect(made.obstacle()).toBe("Plan too old: press Preview");
});

test("a plan that is sent is not renewed under the hand that reads its report", async () => {
  const made = await deskWithPlan();
  void made.desk.submit();
  made.clock.move(20_000);
  made.desk.renew();
  expect(made.questions()).toHaveLength(1);
});

test("a refused plan cannot be sent; a duplicate can after its own confirmation", async () => {
  const made = desk();
  made.bridge.wait("plan/confirm-duplicate");
  made.desk.ask();
  const refused = { decision: "refuse", needsConfirmation: true } as const;
  await answered(made.questions()[0], preview("p1", made.clock, refused));
  expect(made.obstacle()).toBe("Refused by a limit");
  made.desk.confirmDuplicate();
  await answered(made.bridge.on("plan/confirm-duplicate")[0], preview("p1", made.clock));
  expect(made.obstacle()).toBeUndefined();
});

test("a plan that lacks a price which is on its way is asked for again by itself, any other failure is not", async () => {
  const { desk: made, questions, clock } = desk();
  made.ask();
  await refused(questions()[0], "input-unknown");
  clock.move(1_000);
  expect(questions()).toHaveLength(2);
  await refused(questions()[1], "bad-quantity");
  clock.move(60_000);
  expect(questions()).toHaveLength(2);
});

test("the form's next change takes the place of asking again", async () => {
  const { desk: made, questions, clock } = desk();
  made.ask();
  await refused(questions()[0], "input-unknown");
  made.changed();
  clock.move(2_000);
  expect(questions()).toHaveLength(2);
});

async function refused(asked: Asked | undefined, code: string): Promise<void> {
  asked?.answer({ ok: false, failures: [{ code, place: "legs", message: "A price is not known." }] });
  await settle();
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { fakeBridge } from "../../e2e/fixtures/fake-bridge.ts";
import { fakeClock } from "../../e2e/fixtures/fake-clock.ts";
import { createClient } from "../bridge/client.ts";
import { createPlanDesk } from "./plan-desk.ts";

const STEPS = [
  "type",
  "ask",
  "submit",
  "renew",
  "rest",
  "answer-first",
  "answer-last",
  "answer-submit",
  "vanish",
] as const;

interface Outcome {
  /** Plan ids in the order of their submits. */
  readonly submits: readonly string[];
  /** For each submit: whether its plan answered the form as it stood. */
  readonly fresh: readonly boolean[];
}

/** Plays the steps; each preview answers with the number of the form that it was asked about. */
async function play(steps: readonly (typeof STEPS)[number][]): Promise<Outcome> {
  const bridge = fakeBridge();
  bridge.wait("plan/preview-flatten");
  bridge.wait("plan/submit");
  const clock = fakeClock();
  const client = createClient(bridge, () => undefined);
  let form = 0;
  const askedForms: number[] = [];
  const desk = createPlanDesk(client, clock, () => {
    askedForms.push(form);
    return client.request("plan/preview-flatten", { scope: { kind: "environment", environment: "paper" } });
  });
  const answered = new Set<number>();
  const fresh: boolean[] = [];
  const submits: string[] = [];
  const answer = (index: number): void => {
    if (index < 0 || answered.has(index)) return;
    answered.add(index);
    const value = {
      planId: `${String(askedForms[index])}.${String(index)}`,
      hash: "0".repeat(64),
      title: "",
      environment: "paper",
      legs: [],
      quantity: "1",
      unallocated: "0",
      decision: "approve",
      readings: [],
      needsConfirmation: false,
      validUntilMs: clock.now() + 15_000,
    };
    bridge.on("plan/preview-flatten")[index]?.answer({ ok: true, value });
  };
  for (const step of steps) {
    const open = bridge
      .on("plan/preview-flatten")
      .map((_, index) => index)
      .filter((index) => !answered.has(index));
    if (step === "type") {
      form += 1;
      desk.changed();
    } else if (step === "ask") desk.ask();
    else if (step === "submit") void desk.submit();
    else if (step === "renew") desk.renew();
    else if (step === "rest") clock.move(1_000);
    else if (step === "answer-first") answer(open[0] ?? -1);
    else if (step === "answer-last") answer(open.at(-1) ?? -1);
    else if (step === "answer-submit") bridge.on("plan/submit").at(-1)?.answer({ ok: true, value: null });
    else bridge.on("plan/submit").at(-1)?.vanish();
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    for (const { body } of bridge.on("plan/submit").slice(submits.length)) {
      submits.push(String(body["planId"]));
      fresh.push(String(body["planId"]).startsWith(`${String(form)}.`));
    }
  }
  return { submits, fresh };
}

test("whatever the hand and the network do, no plan is submitted twice and none that is older than the form", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 40 }), async (steps) => {
      const { submits, fresh } = await play(steps);
      expect(new Set(submits).size).toBe(submits.length);
      expect(fresh.every(Boolean)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("the steps above do reach submits", async () => {
  const { submits } = await play([
    "type",
    "rest",
    "answer-last",
    "submit",
    "answer-submit",
    "type",
    "rest",
    "answer-last",
    "submit",
  ]);
  expect(submits).toEqual(["1.0", "2.1"]);
});

import { expect, test } from "vitest";
import { hold } from "./testing/filling-venue.ts";
import { manualClock } from "./testing/manual-clock.ts";
import { scriptedVenue } from "./testing/scripted-venue.ts";
import { testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const ALL = { kind: "environment", environment: "paper" } as const;

async function terminalAt(mark: string): Promise<TestTerminal> {
  const clock = manualClock();
  const venue = scriptedVenue(clock, { enforcesReduceOnly: true });
  const at = await testTerminal([], 0, undefined, { clock, venue });
  await hold(at, "paper-1", { both: "0.1" });
  at.venue.quote(mark);
  await at.clock.pass(50);
  return at;
}

async function stopToEntry(at: TestTerminal) {
  const plan = await at.ask("plan/preview-flatten", { scope: ALL, act: "stop-to-entry" });
  if (!plan.ok) return plan;
  const { planId, hash } = plan.value;
  const receipt = await at.ask("plan/submit", { planId, hash });
  await at.clock.pass(100);
  return receipt.ok ? plan : receipt;
}

const stops = (at: TestTerminal) =>
  at.venue
    .account("paper-1")
    .created.map(
      ({ terms }) =>
        `${terms.type} ${terms.side} ${terms.quantity.toString()} ${terms.trigger?.toString() ?? ""}`,
    );

test("a stop at the entry is made where none is, shown in the orders, and not made twice", async () => {
  const at = await terminalAt("60500");
  const plan = await stopToEntry(at);
  expect(plan).toMatchObject({ ok: true, value: { legs: [{ does: "stop at", trigger: "60000" }] } });
  expect(stops(at)).toEqual(["stop sell 0.1 60000"]);
  expect(at.shown("groupOrder")).toMatchObject([{ title: "Stop to entry of BTC/USDT:USDT, 1 position" }]);
  at.venue.quote("60500");
  const again = await stopToEntry(at);
  expect(again).toMatchObject({
    ok: false,
    failures: [{ message: expect.stringContaining("Is there already") as string }],
  });
  expect(stops(at)).toHaveLength(1);
});

test("below its entry a long gets no stop that would sell at once", async () => {
  const at = await terminalAt("59000");
  expect(await stopToEntry(at)).toMatchObject({
    ok: false,
    failures: [{ message: expect.stringContaining("would sell at once") as string }],
  });
  expect(stops(at)).toEqual([]);
});

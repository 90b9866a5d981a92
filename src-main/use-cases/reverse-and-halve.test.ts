import { describe, expect, test } from "vitest";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { PositionAct } from "../../src-core/contract/requests.ts";
import type { OrderTerms } from "../../src-core/order-terms/order-terms.ts";
import { fills, heldAt, hold } from "./testing/filling-venue.ts";
import { manualClock } from "./testing/manual-clock.ts";
import { resting, scriptedVenue } from "./testing/scripted-venue.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

/** Over a venue that holds closing orders to their positions. */
function clampingTerminal(): Promise<TestTerminal> {
  const clock = manualClock();
  const venue = scriptedVenue(clock, { enforcesReduceOnly: true });
  return testTerminal([], 0, undefined, { clock, venue });
}

const ALL = { kind: "environment", environment: "paper" } as const;

async function preview(at: TestTerminal, act: PositionAct) {
  const plan = await at.ask("plan/preview-flatten", { scope: ALL, act });
  if (!plan.ok) throw new Error(JSON.stringify(plan.failures));
  return plan.value;
}

async function submit(at: TestTerminal, act: PositionAct) {
  const { planId, hash, decision, readings, legs } = await preview(at, act);
  if (decision === "refuse") throw new Error(JSON.stringify([readings, legs]));
  const receipt = await at.ask("plan/submit", { planId, hash });
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.failures));
  return planId;
}

const ended = (at: TestTerminal, planId: string) =>
  at.terminal.runtime.state.durable.pursuits.get(planId)?.settled;
const said = ({ side, quantity, positionSide, reduceOnly }: OrderTerms): string =>
  `${side} ${quantity.toString()} ${positionSide}${reduceOnly ? " reduce-only" : ""}`;
const sent = (at: TestTerminal, id = "paper-1") =>
  at.venue.account(id).created.map(({ terms }) => said(terms));

/** Lets time pass with fresh quotes. */
async function live(at: TestTerminal, ms: number) {
  for (let passed = 0; passed < ms; passed += 500) {
    at.venue.quote("60000");
    await at.clock.pass(500);
  }
}

describe("a halve", () => {
  test("closes half at once and is over", async () => {
    const at = await clampingTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    fills(at, "paper-1");
    const planId = await submit(at, "halve");
    await live(at, 2_000);
    expect(sent(at)).toEqual(["sell 0.05 both reduce-only"]);
    expect(heldAt(at, "paper-1")).toBe("0.05");
    expect(at.terminal.runtime.state.pursued.has(planId)).toBe(false);
  });

  test("is refused while halted: then only a flatten passes", async () => {
    const at = await clampingTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    await at.ask("kill/engage", { scope: { kind: "all" } });
    expect((await preview(at, "halve")).decision).toBe("refuse");
  });
});

describe("a reverse", () => {
  test("shows what each stage leaves: nothing after the close, the other side after the opening", async () => {
    const at = await clampingTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    await hold(at, "paper-2", { both: "-0.2" });
    const { legs } = await preview(at, "reverse");
    expect(
      legs.map(({ accountId, side, does, quantity, positionAfter }) =>
        [accountId, side, does, quantity, positionAfter].join(" "),
      ),
    ).toEqual([
      "paper-1 sell closes 0.1 0",
      "paper-1 sell opens 0.1 -0.1",
      "paper-2 buy closes 0.2 0",
      "paper-2 buy opens 0.2 0.2",
    ]);
    expect(legs[1]?.words?.positionAfter).toBe("Then 0 − 0.1 = -0.1 when the leg has filled.");
  });

  test("closes, waits until the venue shows flat, and opens the same size the other way", async () => {
    const at = await clampingTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    fills(at, "paper-1");
    const planId = await submit(at, "reverse");
    await live(at, 5_000);
    expect(sent(at)).toEqual(["sell 0.1 both reduce-only", "sell 0.1 both"]);
    expect(heldAt(at, "paper-1")).toBe("-0.1");
    expect(ended(at, planId)).toMatchObject({ end: "whole" });
  });

  test("in hedge mode opens the other side", async () => {
    const at = await clampingTerminal();
    await hold(at, "paper-1", { short: "-0.1" });
    fills(at, "paper-1");
    await submit(at, "reverse");
    await live(at, 5_000);
    expect(sent(at)).toEqual(["buy 0.1 short reduce-only", "buy 0.1 long"]);
    expect([heldAt(at, "paper-1", "short"), heldAt(at, "paper-1", "long")]).toEqual(["0", "0.1"]);
  });

  test("closes in several orders where it must, and opens once", async () => {
    const at = await clampingTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    fills(at, "paper-1", (_, count) => (count === 1 ? "0.04" : undefined));
    await submit(at, "reverse");
    await live(at, 6_000);
    expect(sent(at)).toEqual(["sell 0.1 both reduce-only", "sell 0.06 both reduce-only", "sell 0.1 both"]);
    expect(heldAt(at, "paper-1")).toBe("-0.1");
  });

  test("opens nothing while part of the position is gone without a trade that explains it", async () => {
    const at = await clampingTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    fills(at, "paper-1", (_, count) => (count === 1 ? "0.03" : undefined));
    const account = at.venue.account("paper-1");
    const fill = account.onCreate;
    account.onCreate = (order) => {
      const answer = fill(order);
      const { snapshot } = account;
      if (order.terms.reduceOnly && snapshot !== undefined)
        account.snapshot = {
          ...snapshot,
          positions: snapshot.positions.map((row) => ({ ...row, quantitySigned: Decimal.of("0") })),
        };
      return answer;
    };
    const planId = await submit(at, "reverse");
    await live(at, 130_000);
    expect(sent(at)).toEqual(["sell 0.1 both reduce-only"]);
    expect(ended(at, planId)).toMatchObject({ end: "open" });
  });

  test("opens nothing where somebody else has turned the position meanwhile", async () => {
    const at = await clampingTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    fills(at, "paper-1");
    const account = at.venue.account("paper-1");
    const fill = account.onCreate;
    account.onCreate = (order) => {
      const answer = fill(order);
      const { snapshot } = account;
      if (snapshot !== undefined)
        account.snapshot = {
          ...snapshot,
          positions: snapshot.positions.map((row) => ({ ...row, quantitySigned: Decimal.of("-0.2") })),
        };
      return answer;
    };
    const planId = await submit(at, "reverse");
    await live(at, 5_000);
    expect(sent(at)).toEqual(["sell 0.1 both reduce-only"]);
    expect(ended(at, planId)).toMatchObject({ end: "open" });
  });

  test("cancels the stop that protected the old position before anything is sent", async () => {
    const at = await clampingTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    const draft = { ...DRAFT, side: "sell", type: "stop", timeInForce: "GTC", trigger: "59000" } as const;
    const made = await at.ask("plan/preview-order", {
      draft: { ...draft, quantity: "0.1", reduceOnly: true, method: "ratio", denial: "reduce" },
    });
    if (!made.ok) throw new Error(JSON.stringify(made.failures));
    await at.ask("plan/submit", { planId: made.value.planId, hash: made.value.hash });
    await at.clock.pass(100);
    const account = at.venue.account("paper-1");
    const [stop] = account.created;
    if (stop === undefined) throw new Error(JSON.stringify(made.value));
    fills(at, "paper-1");
    const planId = await submit(at, "reverse");
    await live(at, 3_000);
    expect(account.cancelled.map(({ clientId }) => clientId)).toContain(stop.clientId);
    expect(account.created).toHaveLength(1);
    const gone = { ...resting(stop, at.clock.nowMs()), status: "canceled" } as const;
    account.say({ kind: "order", order: gone });
    await live(at, 6_000);
    expect(sent(at).slice(1)).toEqual(["sell 0.1 both reduce-only", "sell 0.1 both"]);
    expect(ended(at, planId)).toMatchObject({ end: "whole" });
  });

  test("a halt between the two stages leaves it flat", async () => {
    const at = await clampingTerminal();
    await hold(at, "paper-1", { both: "0.1" });
    fills(at, "paper-1");
    const account = at.venue.account("paper-1");
    const fill = account.onCreate;
    account.onCreate = (order) => {
      const answer = fill(order);
      if (order.terms.reduceOnly) void at.ask("kill/engage", { scope: { kind: "all" } });
      return answer;
    };
    await submit(at, "reverse");
    await live(at, 70_000);
    expect(sent(at)).toEqual(["sell 0.1 both reduce-only"]);
    expect(heldAt(at, "paper-1")).toBe("0");
  });
});

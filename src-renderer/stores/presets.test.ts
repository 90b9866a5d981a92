import { expect, test } from "vitest";
import type { PresetPreview } from "../../src-core/contract/preset-preview.ts";
import type { PresetView } from "../../src-core/contract/preset-view.ts";
import type { PlanPreview } from "../../src-core/contract/views.ts";
import { fakeBridge, type Asked, type FakeBridge } from "../../e2e/fixtures/fake-bridge.ts";
import { fakeClock, type FakeClock } from "../../e2e/fixtures/fake-clock.ts";
import { presets as scenePresets } from "../../e2e/fixtures/scene-rebalance.ts";
import { applyFrame } from "./entities.ts";
import { presetActions, runPreset, runSavedRebalance } from "./presets.ts";
import { createTerminal, shownDesk, type Terminal } from "./terminal.ts";
import { showSide } from "./workspace.ts";

interface Setting {
  readonly bridge: FakeBridge;
  readonly clock: FakeClock;
  readonly terminal: Terminal;
  readonly order: PresetView;
  readonly target: PresetView;
}

function setting(): Setting {
  const bridge = fakeBridge();
  for (const channel of ["plan/preview-preset", "plan/preview-rebalance", "plan/submit"] as const)
    bridge.wait(channel);
  const clock = fakeClock();
  const terminal = createTerminal(bridge, clock);
  applyFrame(terminal.entities, { sequence: 1, snapshot: true, changes: scenePresets() });
  terminal.workspace.setState({ environment: "live" });
  const { byId } = terminal.entities.preset.getState();
  const [order, target] = [byId["s1"], byId["s3"]];
  if (order === undefined || target === undefined) throw new Error("no presets in the scene");
  return { bridge, clock, terminal, order, target };
}

function plan(planId: string, clock: FakeClock): PlanPreview {
  return {
    planId,
    hash: "0".repeat(64),
    title: planId,
    environment: "live",
    legs: [],
    quantity: "1",
    unallocated: "0",
    decision: "approve",
    readings: [],
    needsConfirmation: false,
    validUntilMs: clock.now() + 15_000,
  };
}

async function answered(asked: Asked | undefined, value: unknown): Promise<void> {
  asked?.answer({ ok: true, value });
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

const armed = (clock: FakeClock, planId = "p"): PresetPreview => ({ plan: plan(planId, clock), fires: true });
const waiting = (clock: FakeClock): PresetPreview => ({
  plan: plan("p", clock),
  fires: false,
  waitsBecause: "Not armed.",
});

test("an armed preset's plan is shown and submitted by its own id and hash", async () => {
  const { bridge, clock, terminal, order } = setting();
  runPreset(terminal, order, "buy");
  expect(bridge.on("plan/preview-preset")[0]?.body).toEqual({ presetId: "s1", side: "buy" });
  await answered(bridge.on("plan/preview-preset")[0], armed(clock));
  expect(bridge.on("plan/submit").map(({ body }) => body)).toEqual([{ planId: "p", hash: "0".repeat(64) }]);
  expect(terminal.workspace.getState().side).toMatchObject({ kind: "preset", orderSide: "buy" });
});

test("one that is not armed waits, with the reason", async () => {
  const { bridge, clock, terminal, order } = setting();
  runPreset(terminal, order, "sell");
  await answered(bridge.on("plan/preview-preset")[0], waiting(clock));
  expect(bridge.on("plan/submit")).toEqual([]);
  expect(terminal.presets.run.getState()).toEqual({ planId: "p", waitsBecause: "Not armed." });
  expect(shownDesk(terminal)).toBe(terminal.presets.desk);
});

test("a double click is one gesture, before and after the answer", async () => {
  const { bridge, clock, terminal, order } = setting();
  runPreset(terminal, order, "buy");
  runPreset(terminal, order, "buy");
  expect(bridge.on("plan/preview-preset")).toHaveLength(1);
  await answered(bridge.on("plan/preview-preset")[0], armed(clock));
  await answered(bridge.on("plan/submit")[0], { planId: "p", orders: [] });
  clock.move(300);
  runPreset(terminal, order, "buy");
  expect(bridge.on("plan/preview-preset")).toHaveLength(1);
  expect(bridge.on("plan/submit")).toHaveLength(1);
});

test("only the gesture's own answer fires: a plan that is renewed or asked again waits", async () => {
  const { bridge, clock, terminal, order } = setting();
  runPreset(terminal, order, "buy");
  await answered(bridge.on("plan/preview-preset")[0], waiting(clock));
  clock.move(13_000);
  terminal.presets.desk.renew();
  await answered(bridge.on("plan/preview-preset")[1], armed(clock, "renewed"));
  terminal.presets.desk.ask();
  await answered(bridge.on("plan/preview-preset")[2], armed(clock, "asked"));
  expect(bridge.on("plan/submit")).toEqual([]);
});

test("an answer that is late, or comes after the panel was left, waits", async () => {
  const late = setting();
  runPreset(late.terminal, late.order, "buy");
  late.clock.move(2_001);
  await answered(late.bridge.on("plan/preview-preset")[0], armed(late.clock));
  expect(late.bridge.on("plan/submit")).toEqual([]);

  const left = setting();
  runPreset(left.terminal, left.order, "buy");
  showSide(left.terminal.workspace, { kind: "ticket" });
  await answered(left.bridge.on("plan/preview-preset")[0], armed(left.clock));
  expect(left.bridge.on("plan/submit")).toEqual([]);
});

test("an unanswered submit is looked into before anything else is run", async () => {
  const { bridge, clock, terminal, order } = setting();
  runPreset(terminal, order, "buy");
  await answered(bridge.on("plan/preview-preset")[0], armed(clock));
  bridge.on("plan/submit")[0]?.vanish();
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  expect(terminal.presets.desk.store.getState().submission?.state).toBe("unanswered");
  clock.move(5_000);
  runPreset(terminal, order, "buy");
  expect(bridge.on("plan/preview-preset")).toHaveLength(1);
});

test("a saved rebalance asks for its plan by its id in one action, and typing makes it a draft again", async () => {
  const { bridge, terminal, target } = setting();
  runSavedRebalance(terminal, target);
  expect(bridge.on("plan/preview-rebalance").map(({ body }) => body)).toEqual([{ presetId: "s3" }]);
  expect(terminal.workspace.getState()).toMatchObject({
    side: { kind: "rebalance" },
    wished: { panel: "rebalance" },
  });
  expect(terminal.rebalance.form.getState()).toMatchObject({
    target: "equal",
    band: "optimal",
    presetId: "s3",
  });
});

test("the list of actions has both sides of what may run, and leaves out what is void", () => {
  const { terminal } = setting();
  expect(presetActions(terminal).map(({ id, title }) => [id, title])).toEqual([
    ["preset/s1/buy", "Buy: Quick half percent, g1"],
    ["preset/s1/sell", "Sell: Quick half percent, g1"],
    ["preset/s3", "Rebalance: Average, g1"],
  ]);
});

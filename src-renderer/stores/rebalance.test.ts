import { expect, test } from "vitest";
import { fakeBridge, type Asked } from "../../e2e/fixtures/fake-bridge.ts";
import { fakeClock } from "../../e2e/fixtures/fake-clock.ts";
import { REBALANCE } from "../../e2e/fixtures/scene-rebalance.ts";
import { createClient } from "../bridge/client.ts";
import { obstacleOf } from "./plan-state.ts";
import {
  createRebalanceRoom,
  EMPTY_REBALANCE,
  NOTHING_TO_DO,
  loadRebalance,
  rebalanceDraftOf,
  rebalanceLacks,
  typeRebalance,
  type RebalanceForm,
} from "./rebalance.ts";

function room() {
  const bridge = fakeBridge();
  bridge.wait("plan/preview-rebalance");
  const clock = fakeClock();
  const made = createRebalanceRoom(
    createClient(bridge, () => undefined),
    clock,
  );
  return { bridge, clock, room: made, asked: () => bridge.on("plan/preview-rebalance") };
}

async function answered(asked: Asked | undefined, value: unknown): Promise<void> {
  asked?.answer({ ok: true, value });
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

test("the latest table wins: an older answer that comes later is dropped", async () => {
  const { room: made, clock, asked } = room();
  typeRebalance(made, { groupId: "g" });
  clock.move(200);
  typeRebalance(made, { target: "flat" });
  clock.move(200);
  expect(asked().map(({ body }) => (body["draft"] as { target: unknown }).target)).toEqual([
    { kind: "equal" },
    { kind: "flat" },
  ]);
  await answered(asked()[1], { rebalance: { ...REBALANCE, reason: "second" } });
  await answered(asked()[0], { rebalance: { ...REBALANCE, reason: "first" } });
  expect(made.table.getState().view?.reason).toBe("second");
});

test("a table of an older form is known to be old, and its plan cannot be sent", async () => {
  const { room: made, clock, asked } = room();
  typeRebalance(made, { groupId: "g" });
  clock.move(200);
  await answered(asked()[0], { rebalance: REBALANCE });
  expect(made.table.getState().form).toBe(made.desk.store.getState().form);
  typeRebalance(made, { band: "fixed" });
  expect(made.table.getState().form).not.toBe(made.desk.store.getState().form);
  expect(obstacleOf(made.desk.store.getState(), clock.now())).toBe("Working out the plan");
});

test("doing nothing is an answer without a plan, said in main's words", async () => {
  const { room: made, clock, asked } = room();
  typeRebalance(made, { groupId: "g" });
  clock.move(200);
  await answered(asked()[0], { rebalance: { ...REBALANCE, reason: "Nothing to do." } });
  expect(made.table.getState()).toMatchObject({ plan: false, view: { reason: "Nothing to do." } });
  expect(made.desk.store.getState().failures).toEqual([
    { code: NOTHING_TO_DO, place: "plan", message: "Nothing to do." },
  ]);
});

test.each<[Partial<RebalanceForm>, string | undefined]>([
  [{ groupId: "" }, "Choose a group"],
  [{}, undefined],
  [{ target: "weights" }, "Choose a symbol"],
  [{ target: "weights", markets: [{ listing: "a", weight: "" }] }, "Type a weight"],
  [{ target: "leverage" }, "Type a leverage"],
  [{ target: "exposure", markets: [{ listing: "a", weight: "" }] }, "Type a net exposure"],
  [{ target: "mirror" }, "Choose the account to mirror"],
  [{ band: "fixed", widthPercent: " " }, "Type a width of the band"],
  [{ band: "optimal", volatilityPercent: "" }, "Type a volatility"],
  [{ target: "flat", band: "optimal", volatilityPercent: "" }, undefined],
])("%o lacks %s", (change, lacks) => {
  expect(rebalanceLacks({ ...EMPTY_REBALANCE, groupId: "g", ...change })).toBe(lacks);
});

test("nothing is asked while something is lacking", () => {
  const { room: made, clock, asked } = room();
  typeRebalance(made, { groupId: "g", target: "leverage" });
  clock.move(200);
  expect(asked()).toEqual([]);
});

test("weights travel only with the target that has some, and a flat target has no band", () => {
  const markets = [{ listing: "a", weight: " 30 " }];
  const of = (change: Partial<RebalanceForm>) => rebalanceDraftOf({ ...EMPTY_REBALANCE, markets, ...change });
  expect(of({ target: "weights" })).toEqual({
    markets: [{ listing: "a", weight: "30" }],
    target: { kind: "weights", others: "keep" },
    band: { kind: "none" },
  });
  expect(of({ target: "equal", band: "fixed" })).toEqual({
    markets: [{ listing: "a" }],
    target: { kind: "equal" },
    band: { kind: "fixed", widthPercent: "1" },
  });
  expect(of({ target: "flat", band: "optimal" }).band).toEqual({ kind: "none" });
});

test("the bound between buys and sells travels only when it is typed, and comes back with what was saved", () => {
  expect(rebalanceDraftOf({ ...EMPTY_REBALANCE, exposureBound: " 15000 " }).exposureBound).toBe("15000");
  expect("exposureBound" in rebalanceDraftOf({ ...EMPTY_REBALANCE, exposureBound: " " })).toBe(false);
  const { room: made } = room();
  const saved = { markets: [], target: { kind: "equal" }, band: { kind: "none" } } as const;
  loadRebalance(made, "p", "g", { ...saved, markets: [], exposureBound: "15000" });
  expect(made.form.getState().exposureBound).toBe("15000");
  loadRebalance(made, "p", "g", { ...saved, markets: [] });
  expect(made.form.getState().exposureBound).toBe("");
});

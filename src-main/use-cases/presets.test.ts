import { describe, expect, test } from "vitest";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import type { PresetView } from "../../src-core/contract/preset-view.ts";
import { testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const ACCOUNTS = ["paper-1", "paper-2", "paper-3"] as const;
type Draft = RequestOf<"preset/save">["preset"];
const ORDER = {
  kind: "order",
  groupId: "paper-group",
  name: "Small market",
  listing: "paper:BTCUSDT",
  terms: {
    type: "market",
    quantity: "0.3",
    quantityIn: "size",
    timeInForce: "IOC",
    postOnly: false,
    reduceOnly: false,
    method: "equal",
    leftover: "redistribute",
    denial: "reject-all",
    failure: "leave",
  },
} as const satisfies Draft;
const TARGET: Draft = {
  kind: "rebalance",
  groupId: "paper-group",
  name: "Flat",
  draft: { markets: [], target: { kind: "flat" }, band: { kind: "none" } },
};

async function saved(at: TestTerminal, preset: Draft): Promise<string> {
  const answer = await at.ask("preset/save", { preset });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failures));
  await at.clock.pass(50);
  return answer.value.presetId;
}

async function run(at: TestTerminal, presetId: string, side: "buy" | "sell" = "buy") {
  const answer = await at.ask("plan/preview-preset", { presetId, side });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failures));
  return answer.value;
}

const codeOf = (answer: { ok: true } | { ok: false; failures: readonly { code: string }[] }) =>
  answer.ok ? "ok" : answer.failures[0]?.code;
const shownPreset = (at: TestTerminal) => at.shown("preset")[0] as PresetView | undefined;
const created = (at: TestTerminal) => ACCOUNTS.flatMap((id) => at.venue.account(id).created);

describe("a preset", () => {
  test("and a side make the plan that the ticket would make, and it waits for Submit", async () => {
    const at = await testTerminal();
    const ran = await run(at, await saved(at, ORDER), "sell");
    expect(ran).toMatchObject({ fires: false, waitsBecause: "Not armed: Submit sends it." });
    expect(ran.plan.legs.map(({ side, quantity }) => [side, quantity])).toEqual([
      ["sell", "0.1"],
      ["sell", "0.1"],
      ["sell", "0.1"],
    ]);
    expect(created(at)).toEqual([]);
  });

  test("survives a restart; being armed does not", async () => {
    const at = await testTerminal();
    const presetId = await saved(at, ORDER);
    expect(codeOf(await at.ask("preset/arm", { presetId, armed: true }))).toBe("ok");
    await at.clock.pass(50);
    expect(shownPreset(at)).toMatchObject({ id: presetId, armed: true });
    await at.terminal.close();
    const again = await testTerminal(at.journal.texts, 1);
    expect(shownPreset(again)).toMatchObject({ id: presetId, armed: false, preset: ORDER });
    expect((await run(again, presetId)).fires).toBe(false);
  });

  test("armed, it fires when no rule has a word to say", async () => {
    const at = await testTerminal();
    const presetId = await saved(at, ORDER);
    await at.ask("preset/arm", { presetId, armed: true });
    const { plan, fires } = await run(at, presetId);
    expect(fires).toBe(true);
    expect(codeOf(await at.ask("plan/submit", { planId: plan.planId, hash: plan.hash }))).toBe("ok");
    await at.clock.pass(50);
    expect(created(at)).toHaveLength(3);
  });

  test("armed, the same gesture again within the window is stopped by the duplicate rule and waits", async () => {
    const at = await testTerminal();
    const presetId = await saved(at, ORDER);
    await at.ask("preset/arm", { presetId, armed: true });
    const { plan } = await run(at, presetId);
    await at.ask("plan/submit", { planId: plan.planId, hash: plan.hash });
    await at.clock.pass(50);
    const second = await run(at, presetId);
    expect(second.fires).toBe(false);
    expect(second.waitsBecause).toMatch(/^Waits for you: /);
    expect(created(at)).toHaveLength(3);
  });

  test("armed, a refused plan does not fire", async () => {
    const at = await testTerminal();
    const presetId = await saved(at, { ...ORDER, terms: { ...ORDER.terms, quantity: "30" } });
    await at.ask("preset/arm", { presetId, armed: true });
    expect(await run(at, presetId)).toMatchObject({ fires: false, plan: { decision: "refuse" } });
  });

  test("the kill switch disarms", async () => {
    const at = await testTerminal();
    const presetId = await saved(at, ORDER);
    await at.ask("preset/arm", { presetId, armed: true });
    await at.ask("kill/engage", { scope: { kind: "all" } });
    await at.clock.pass(50);
    expect(shownPreset(at)).toMatchObject({ armed: false });
  });

  test("a change of its listing voids and disarms it until a person has confirmed it", async () => {
    const at = await testTerminal();
    const presetId = await saved(at, ORDER);
    await at.ask("preset/arm", { presetId, armed: true });
    const { runtime } = at.terminal;
    const listing = { ...at.venue.listing, version: 2 };
    runtime.state.portfolio = {
      ...runtime.state.portfolio,
      listings: { ...runtime.state.portfolio.listings, [listing.key]: listing },
    };
    expect(codeOf(await at.ask("plan/preview-preset", { presetId, side: "buy" }))).toBe("preset-void");
    expect(codeOf(await at.ask("preset/confirm", { presetId }))).toBe("ok");
    const ran = await run(at, presetId);
    expect(ran.fires).toBe(false);
    await at.clock.pass(50);
    expect(shownPreset(at)).toMatchObject({ armed: false });
  });

  test("a saved rebalance makes its plan again, and is never armed", async () => {
    const at = await testTerminal();
    const presetId = await saved(at, TARGET);
    const answer = await at.ask("plan/preview-rebalance", { presetId });
    expect(answer).toMatchObject({ ok: true, value: { rebalance: { rows: [] } } });
    expect(codeOf(await at.ask("preset/arm", { presetId, armed: true }))).toBe("not-armable");
    expect(codeOf(await at.ask("plan/preview-preset", { presetId, side: "buy" }))).toBe("not-an-order");
  });

  test("goes with its group, and is refused with the field when it makes no sense", async () => {
    const at = await testTerminal();
    await saved(at, ORDER);
    expect(codeOf(await at.ask("preset/save", { preset: ORDER }))).toBe("name-taken");
    const bad = { ...ORDER, name: "Bad", terms: { ...ORDER.terms, quantity: "many" } };
    expect(await at.ask("preset/save", { preset: bad })).toMatchObject({
      failures: [{ code: "bad-quantity", place: "quantity" }],
    });
    await at.ask("group/remove", { groupId: "paper-group" });
    await at.clock.pass(50);
    expect(at.shown("preset")).toEqual([]);
    expect(at.terminal.runtime.state.durable.presets).toEqual({});
  });
});

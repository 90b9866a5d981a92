import { describe, expect, test } from "vitest";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import { testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const ACCOUNTS = ["paper-1", "paper-2", "paper-3"] as const;
const LISTING = "paper:BTCUSDT";
type Draft = Extract<RequestOf<"plan/preview-rebalance">, { draft: unknown }>["draft"];
const EQUAL: Draft = { markets: [], target: { kind: "equal" }, band: { kind: "none" } };

/** A terminal whose three accounts of 10,000 hold these quantities at 60,000. */
async function holding(...quantities: readonly string[]): Promise<TestTerminal> {
  const at = await testTerminal();
  ACCOUNTS.forEach((id, index) => {
    const quantitySigned = Decimal.of(quantities[index] ?? "0");
    const entryPrice = Decimal.of("60000");
    at.venue.account(id).say({
      kind: "positions",
      positions: [{ listing: LISTING, positionSide: "both", quantitySigned, entryPrice }],
      atMs: at.clock.nowMs(),
    });
  });
  await at.clock.pass(20);
  return at;
}

async function previewed(at: TestTerminal, draft: Draft) {
  const answer = await at.ask("plan/preview-rebalance", { groupId: "paper-group", draft });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failures));
  return answer.value;
}

async function refused(at: TestTerminal, draft: Draft, groupId = "paper-group") {
  const answer = await at.ask("plan/preview-rebalance", { groupId, draft });
  return answer.ok ? undefined : `${answer.failures[0]?.code ?? ""} at ${answer.failures[0]?.place ?? ""}`;
}

const created = (at: TestTerminal) =>
  ACCOUNTS.flatMap((id) =>
    at.venue.account(id).created.map(({ terms }) => [id, terms.side, terms.quantity.toString()]),
  );

describe("a rebalance", () => {
  test("equal across the group: what was previewed is what arrives at the venue", async () => {
    const at = await holding("0.3", "0", "0");
    const { rebalance, plan } = await previewed(at, EQUAL);
    expect(plan).toMatchObject({ decision: "approve", environment: "paper" });
    expect(rebalance.rows.map(({ tradeSigned }) => tradeSigned)).toEqual(["-0.2", "0.1", "0.1"]);
    expect(rebalance.rows.map(({ actualPercent }) => actualPercent)).toEqual(["180", "0", "0"]);
    expect(rebalance.rows.map(({ targetPercent }) => targetPercent)).toEqual(["60", "60", "60"]);
    expect(rebalance.rows.map(({ afterPercent }) => afterPercent)).toEqual(["60", "60", "60"]);
    expect(rebalance.accounts[0]).toMatchObject({ before: { leverage: "1.8" }, after: { leverage: "0.6" } });
    expect(rebalance.accounts[0]?.after.trackingErrorPercent).toBe("0");
    expect(rebalance.traded).toBe("24000");
    expect(rebalance.fee).toBe("12");
    expect(rebalance.impact).toBeUndefined();
    if (plan === undefined) throw new Error("no plan");
    const receipt = await at.ask("plan/submit", { planId: plan.planId, hash: plan.hash });
    expect(receipt.ok).toBe(true);
    await at.clock.pass(100);
    expect(created(at)).toEqual([
      ["paper-1", "sell", "0.2"],
      ["paper-2", "buy", "0.1"],
      ["paper-3", "buy", "0.1"],
    ]);
    expect(at.shown("groupOrder")).toMatchObject([{ gesture: "rebalance", groupName: "Paper" }]);
  });

  test("flat closes everything and opens nothing", async () => {
    const at = await holding("0.3", "-0.1", "0");
    const { plan } = await previewed(at, { ...EQUAL, target: { kind: "flat" } });
    expect(plan?.legs.map(({ side, quantity, decision }) => [side, quantity, decision])).toEqual([
      ["sell", "0.3", "approve"],
      ["buy", "0.1", "approve"],
    ]);
  });

  test("weights, leverage, exposure and mirror each bring about what they say", async () => {
    const at = await holding("0.1", "0.05", "0");
    const market = { listing: LISTING };
    const after = async (draft: Draft) =>
      (await previewed(at, draft)).rebalance.rows.map((row) => row.afterPercent);
    const weights = { kind: "weights", others: "keep" } as const;
    expect(await after({ ...EQUAL, markets: [{ ...market, weight: "30" }], target: weights })).toEqual([
      "30",
      "30",
      "30",
    ]);
    expect(await after({ ...EQUAL, target: { kind: "leverage", leverage: "1.2" } })).toEqual(["120", "120"]);
    const exposure = { kind: "exposure", percent: "-60" } as const;
    expect(await after({ ...EQUAL, markets: [market], target: exposure })).toEqual(["-60", "-60", "-60"]);
    const mirror = { kind: "mirror", accountId: "paper-2" } as const;
    expect(await after({ ...EQUAL, target: mirror })).toEqual(["30", "30", "30"]);
  });

  test("inside its band nothing is traded, and the answer says why without a plan", async () => {
    const at = await holding("0.101", "0.1", "0.099");
    const { rebalance, plan } = await previewed(at, {
      ...EQUAL,
      band: { kind: "optimal", volatilityPercent: "20", penalty: "1" },
    });
    expect(plan).toBeUndefined();
    expect(rebalance.reason).toBe("Nothing to do: everything is within its band.");
    expect(rebalance.rows[0]?.offPercent).toBe("0.6");
    expect(Decimal.of(rebalance.rows[0]?.bandPercent ?? "0").toFloat()).toBeGreaterThan(1);
    expect(rebalance.rows.map(({ tradeSigned }) => tradeSigned)).toEqual(["0", "0", "0"]);
  });

  test("what is missing is refused at the field that would mend it", async () => {
    const at = await holding("0.1", "0", "0");
    const named: Draft = { ...EQUAL, markets: [{ listing: LISTING }] };
    expect(await refused(at, EQUAL, "gone")).toBe("unknown-group at groupId");
    expect(await refused(at, { ...named, markets: [{ listing: "paper:NONE" }] })).toBe(
      "unknown-listing at markets.0.listing",
    );
    expect(await refused(at, { ...named, target: { kind: "exposure", percent: "x" } })).toBe(
      "not-a-number at target.percent",
    );
    expect(await refused(at, { ...EQUAL, target: { kind: "exposure", percent: "1" } })).toBe(
      "market-missing at markets",
    );
    expect(await refused(at, { ...EQUAL, band: { kind: "fixed", widthPercent: "101" } })).toBe(
      "bad-band at band.widthPercent",
    );
    expect(
      await refused(at, { ...EQUAL, band: { kind: "optimal", volatilityPercent: "", penalty: "1" } }),
    ).toBe("missing at band.volatilityPercent");
    expect(await refused(at, { ...EQUAL, target: { kind: "mirror", accountId: "nobody" } })).toBe(
      "account-unknown at target.accountId",
    );
  });

  test("a stale price or a silent account is refused, never traded on", async () => {
    const at = await holding("0.1", "0", "0");
    await at.clock.pass(4_000);
    expect(await refused(at, EQUAL)).toBe("price-stale at markets");
    at.venue.quote("60000");
    await at.clock.pass(20);
    expect(await refused(at, EQUAL)).toBeUndefined();
    at.venue.account("paper-2").say({ kind: "stream", state: "gap", atMs: at.clock.nowMs() });
    expect(await refused(at, EQUAL)).toBe("account-stale at groupId");
  });

  test("nothing held and nothing named is a question of which symbol", async () => {
    expect(await refused(await holding("0", "0", "0"), EQUAL)).toBe("nothing-held at markets");
  });
});

import { describe, expect, test } from "vitest";
import type { RiskView } from "../../src-core/contract/risk-views.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import { succeed } from "../../src-core/money/outcome.ts";
import type { LedgerFlow } from "../../src-core/order-terms/venue-event.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const SCOPE = "environment:paper";
const DAY_MS = 86_400_000;

async function decided(at: TestTerminal, draft = DRAFT) {
  at.venue.quote("60000");
  const answer = await at.ask("plan/preview-order", { draft });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failures));
  return answer.value;
}

const risk = (at: TestTerminal) => (at.shown("risk") as readonly RiskView[])[0];

/** What the venue holds for the first account from now on. */
function holds(at: TestTerminal, wallet: string): void {
  const account = at.venue.account("paper-1");
  const amount = Decimal.of(wallet);
  const balances = [{ asset: "USDT", wallet: amount, available: amount }];
  if (account.snapshot !== undefined) account.snapshot = { ...account.snapshot, balances };
  account.say({ kind: "balances", balances, atMs: at.clock.nowMs() });
}

const flow = (
  at: TestTerminal,
  amount: string,
  kind: LedgerFlow["kind"],
  id = `${kind}-${amount}`,
): LedgerFlow => ({
  id,
  asset: "USDT",
  amount: Decimal.of(amount),
  kind,
  atMs: at.clock.nowMs(),
});

async function withLossLimit(maxDailyLoss = "1000"): Promise<TestTerminal> {
  const at = await testTerminal();
  await at.ask("limits/save", { scope: SCOPE, limits: { maxDailyLoss } });
  await at.clock.pass(2_000);
  return at;
}

describe("the day's loss", () => {
  test("is known from the first reading on, so a limit does not close trading by itself", async () => {
    const at = await withLossLimit();
    expect((await decided(at)).decision).toBe("approve");
    expect(risk(at)?.day).toMatchObject({ baseline: "30000", transfers: "0", loss: "0" });
  });

  test("counts funding and fees, and a withdrawal does not look like one", async () => {
    const at = await withLossLimit();
    at.venue.account("paper-1").say({ kind: "flow", flow: flow(at, "-5000", "transfer") });
    holds(at, "5000");
    at.venue.account("paper-1").say({ kind: "flow", flow: flow(at, "-400", "funding") });
    holds(at, "4600");
    await at.clock.pass(2_000);
    expect(risk(at)?.day).toMatchObject({ baseline: "25000", transfers: "-5000", loss: "400" });
    expect((await decided(at)).decision).toBe("approve");
  });

  test("trips at the limit, outlives a restart and a better price, and ends with a new day and a person", async () => {
    const at = await withLossLimit();
    at.venue.account("paper-1").say({ kind: "flow", flow: flow(at, "-1000", "funding") });
    holds(at, "9000");
    await at.clock.pass(2_000);
    expect(at.shown("environment")).toMatchObject([{ riskState: "REDUCING" }]);
    expect(risk(at)?.causes).toMatchObject([{ kind: "daily-loss", byPerson: false }]);
    at.venue.account("paper-1").say({ kind: "flow", flow: flow(at, "1000", "funding") });
    holds(at, "10000");
    await at.clock.pass(2_000);
    await at.ask("kill/resume", { scope: { kind: "all" } });
    expect((await decided(at)).decision).toBe("refuse");
    const again = await testTerminal(at.journal.texts, 1);
    expect(again.shown("environment")).toMatchObject([{ riskState: "REDUCING" }]);
    again.clock.jumpWall(DAY_MS);
    await again.clock.pass(60_000);
    expect((await decided(again)).decision).toBe("refuse");
    expect(risk(again)?.causes).toMatchObject([{ kind: "daily-loss", byPerson: true }]);
    await again.ask("kill/resume", { scope: { kind: "all" } });
    expect((await decided(again)).decision).toBe("approve");
  });

  test("of an earlier day does not trip a terminal that starts on a later one", async () => {
    const first = await withLossLimit();
    first.venue.account("paper-1").say({ kind: "flow", flow: flow(first, "-900", "funding") });
    holds(first, "9100");
    await first.clock.pass(2_000);
    const texts = first.journal.texts.map((text) =>
      text
        .replaceAll(/"day":"[\d-]+"/g, '"day":"2020-01-01"')
        .replaceAll('"equity":"10000"', '"equity":"12000"'),
    );
    const again = await testTerminal(texts, 1);
    again.venue.quote("60000");
    await again.clock.pass(5_000);
    expect(risk(again)?.day).toMatchObject({ baseline: "30000", loss: "0" });
    expect(again.shown("environment")).toMatchObject([{ riskState: "ACTIVE" }]);
  });

  test("is not known while a balance moved by something that nobody told, and the limit then denies", async () => {
    const at = await withLossLimit();
    holds(at, "9700");
    await at.clock.pass(46_000);
    expect((await decided(at)).decision).toBe("refuse");
    expect(risk(at)?.day).toMatchObject({ missing: "Paper one" });
    expect(risk(at)?.limits[0]).toMatchObject({
      key: "maxDailyLoss",
      missing: "the day's figures of Paper one",
    });
    at.venue.account("paper-1").say({ kind: "flow", flow: flow(at, "-300", "fee") });
    await at.clock.pass(46_000);
    expect(risk(at)?.day).toMatchObject({ loss: "300" });
  });

  test("waits for the venue's own history where it has one, and counts a transfer once", async () => {
    const at = await withLossLimit();
    const session = at.terminal.runtime.state.sessions.get("paper-1");
    if (session === undefined) throw new Error("no session");
    let history: readonly LedgerFlow[] = [];
    Object.assign(session.port, { flowsSince: async () => succeed(history) });
    session.flowsReadToMs = at.clock.nowMs();
    at.venue.account("paper-1").say({ kind: "flow", flow: flow(at, "-5000", "transfer", "stream-id") });
    holds(at, "5000");
    await at.clock.pass(3_000);
    expect(risk(at)?.day).toHaveProperty("missing");
    expect(at.shown("environment")).toMatchObject([{ riskState: "ACTIVE" }]);
    history = [flow(at, "-5000", "transfer", "history-id")];
    await at.clock.pass(8_000);
    expect(risk(at)?.day).toMatchObject({ transfers: "-5000", loss: "0" });
  });
});

describe("a gesture that repeats itself", () => {
  test("sets its accounts REDUCING when it is submitted past the limit, until a person resumes", async () => {
    const at = await testTerminal();
    await at.ask("limits/save", { scope: SCOPE, limits: { maxRepeats: "2", duplicateWindowMs: "" } });
    const submit = async (quantity: string) => {
      const plan = await decided(at, { ...DRAFT, quantity });
      const answer = await at.ask("plan/submit", { planId: plan.planId, hash: plan.hash });
      await at.clock.pass(100);
      return answer.ok;
    };
    expect([await submit("0.03"), await submit("0.06"), await submit("0.09")]).toEqual([true, true, false]);
    expect(risk(at)?.causes.map(({ kind, state }) => [kind, state])).toEqual([
      ["repeat", "REDUCING"],
      ["repeat", "REDUCING"],
      ["repeat", "REDUCING"],
    ]);
    await at.clock.pass(61_000);
    expect((await decided(at)).decision).toBe("refuse");
    await at.ask("kill/resume", { scope: { kind: "all" } });
    expect((await decided(at)).decision).toBe("approve");
  });
});

test("slippage is counted from the price that the gate saw, also after a restart", async () => {
  const at = await testTerminal();
  await at.ask("limits/save", { scope: SCOPE, limits: { maxSlippage: "100" } });
  const plan = await decided(at, { ...DRAFT, quantity: "0.3" });
  await at.ask("plan/submit", { planId: plan.planId, hash: plan.hash });
  await at.clock.pass(100);
  const order = at.venue.account("paper-1").created[0];
  if (order === undefined) throw new Error("nothing was sent");
  at.venue.account("paper-1").say({
    kind: "fill",
    fill: {
      listing: order.terms.listing,
      tradeId: "t1",
      venueOrderId: `v-${order.clientId}`,
      clientId: order.clientId,
      side: "buy",
      positionSide: "both",
      quantity: Decimal.of("0.1"),
      price: Decimal.of("61000"),
      fee: Decimal.of("0"),
      feeAsset: "USDT",
      liquidity: "taker",
      realisedPnl: Decimal.of("0"),
      atMs: at.clock.nowMs(),
    },
  });
  await at.clock.pass(1_100);
  for (const each of [at, await testTerminal(at.journal.texts, 1)]) {
    await each.clock.pass(1_100);
    const row = risk(each)?.limits.find(({ key }) => key === "maxSlippage");
    expect(row).toMatchObject({ reading: "100", limit: "100", usedPercent: "100" });
    expect((await decided(each)).readings).toContainEqual(
      expect.objectContaining({ rule: "slippage-window", outcome: "deny" }),
    );
  }
});

test("others who eat into what is kept for cancels raise an alarm, once", async () => {
  const at = await testTerminal();
  const bucket = {
    id: "ip",
    venue: "paper",
    title: "Requests in 1 min",
    used: 95,
    usedByOthers: 90,
    capacity: 100,
    keptForCancels: 20,
    windowMs: 60_000,
    perOrder: 0,
  };
  Object.assign(at.venue, { buckets: () => [bucket] });
  await at.clock.pass(5_000);
  const alarms = at.shown("notice").filter((notice) => JSON.stringify(notice).includes("others sent 90"));
  expect(alarms).toHaveLength(1);
  expect(risk(at)?.buckets).toMatchObject([{ used: 95, usedByOthers: 90, keptForCancels: 20 }]);
});

import { describe, expect, test } from "vitest";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { Fill } from "../../src-core/order-terms/venue-event.ts";
import { hold } from "./testing/filling-venue.ts";
import { resting } from "./testing/scripted-venue.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const d = (text: string): Decimal => Decimal.of(text);

/** What the venue shows from the next reading on, without an event. */
function shows(at: TestTerminal, quantity: string | undefined) {
  const account = at.venue.account("paper-1");
  const { snapshot } = account;
  if (snapshot === undefined) throw new Error("no snapshot");
  const [row] = snapshot.positions;
  if (row === undefined) throw new Error("no position");
  const positions = quantity === undefined ? [] : [{ ...row, quantitySigned: d(quantity) }];
  account.snapshot = { ...snapshot, positions };
}

const held = (at: TestTerminal) =>
  Object.values(at.terminal.runtime.state.portfolio.accounts["paper-1"]?.positions ?? {}).map((row) =>
    row.quantitySigned.toString(),
  );
const causes = (at: TestTerminal) =>
  at.terminal.runtime.state.durable.causes
    .filter(({ scope }) => scope === "account:paper-1")
    .map(({ kind }) => kind);

function sale(at: TestTerminal, quantity: string): Fill {
  return {
    listing: at.venue.listing.key,
    tradeId: "t9",
    venueOrderId: "elsewhere",
    side: "sell",
    positionSide: "both",
    quantity: d(quantity),
    price: d("60000"),
    fee: d("0"),
    feeAsset: "USDT",
    liquidity: "taker",
    atMs: at.clock.nowMs() + 5_000,
  };
}

describe("a position that shrank at the venue", () => {
  test("without a fill is not believed at first, and then sets the account REDUCING", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.2" });
    await at.clock.pass(45_000);
    shows(at, undefined);
    await at.clock.pass(45_000);
    expect(held(at)).toEqual(["0.2"]);
    expect(causes(at)).toContain("sync");
    await at.clock.pass(10_000);
    expect(held(at)).toEqual(["0"]);
    expect(causes(at)).toEqual(["liquidation"]);
  });

  test("by a fill that the stream lost is believed at once, and the fill is kept", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.2" });
    await at.clock.pass(45_000);
    shows(at, "0.05");
    at.venue.account("paper-1").fills = [sale(at, "0.15")];
    await at.clock.pass(46_000);
    expect(held(at)).toEqual(["0.05"]);
    expect(causes(at)).toEqual([]);
    expect(at.terminal.runtime.state.fills.map(({ fill }) => fill.tradeId)).toContain("t9");
  });

  test("for one reading only was never gone", async () => {
    const at = await testTerminal();
    await hold(at, "paper-1", { both: "0.2" });
    await at.clock.pass(45_000);
    shows(at, "0.1");
    await at.clock.pass(45_200);
    shows(at, "0.2");
    await at.clock.pass(10_000);
    expect(held(at)).toEqual(["0.2"]);
    expect(causes(at)).toEqual([]);
  });
});

describe("a stream that is down", () => {
  test("is stood in for by readings every few seconds, which find what it did not say", async () => {
    const at = await testTerminal();
    const account = at.venue.account("paper-1");
    const draft = { ...DRAFT, type: "limit" as const, timeInForce: "GTC" as const, price: "59000" };
    const plan = await at.ask("plan/preview-order", { draft });
    if (!plan.ok) throw new Error("no plan");
    account.onCreate = (order) => ({ kind: "accepted", venueOrderId: `v-${order.clientId}` });
    await at.ask("plan/submit", { planId: plan.value.planId, hash: plan.value.hash });
    await at.clock.pass(100);
    account.say({ kind: "stream", state: "down", atMs: at.clock.nowMs() });
    const [order] = account.created;
    const { snapshot } = account;
    if (order === undefined || snapshot === undefined) throw new Error("nothing was sent");
    let reads = 0;
    Object.defineProperty(account, "snapshot", {
      configurable: true,
      get: () => {
        reads += 1;
        return { ...snapshot, openOrders: [resting(order, at.clock.nowMs())] };
      },
    });
    account.onQuery = () => ({ kind: "unknown", reason: "timeout" });
    await at.clock.pass(40_000);
    expect(at.terminal.runtime.state.durable.orders.get(order.clientId)?.status).toBe("OPEN");
    expect(reads).toBeGreaterThanOrEqual(8);
    expect(reads).toBeLessThanOrEqual(16);
  });

  test("keeps its account SYNCING, however well the readings go, until it is live again", async () => {
    const at = await testTerminal();
    const account = at.venue.account("paper-1");
    account.say({ kind: "stream", state: "down", atMs: at.clock.nowMs() });
    await at.clock.pass(40_000);
    expect(at.terminal.runtime.state.sessions.get("paper-1")?.readAtMs).toBeGreaterThan(
      at.clock.nowMs() - 10_000,
    );
    expect(causes(at)).toEqual(["sync"]);
    account.say({ kind: "stream", state: "live", atMs: at.clock.nowMs() });
    await at.clock.pass(1_000);
    expect(causes(at)).toEqual([]);
  });
});

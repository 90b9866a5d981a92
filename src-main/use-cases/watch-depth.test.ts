import { describe, expect, test } from "vitest";
import { Decimal } from "../../src-core/money/decimal.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const BTC = "paper:BTCUSDT";
/** 0.1 of each account in turn would be at the touch; 0.3 is not. */
const SMALL_TOUCH = "0.2";

async function previewed(at: TestTerminal) {
  const answer = await at.ask("plan/preview-order", { draft: DRAFT });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failures));
  return answer.value;
}

/** The first account holds 0.3 from now on. */
async function hold(at: TestTerminal): Promise<void> {
  const [quantitySigned, entryPrice] = [Decimal.of("0.3"), Decimal.of("60000")];
  at.venue.account("paper-1").say({
    kind: "positions",
    positions: [{ listing: BTC, positionSide: "both", quantitySigned, entryPrice }],
    atMs: at.clock.nowMs(),
  });
  await at.clock.pass(20);
}

describe("the book that a market order would take from", () => {
  test("is followed while a window plans with it, and decides cost and verdict", async () => {
    const at = await testTerminal();
    at.venue.quote("60000", SMALL_TOUCH);
    const blind = await previewed(at);
    expect(blind).toMatchObject({ decision: "refuse", bookAwaited: true });
    expect(blind.slippageBps).toBeUndefined();
    const denied = blind.legs.flatMap(({ readings }) => readings).find(({ outcome }) => outcome === "deny");
    expect(denied?.message).toMatch(/book of BTC\/USDT:USDT is not known deep enough/);

    at.venue.book(3);
    const seen = await previewed(at);
    expect(seen).toMatchObject({ decision: "approve", slippageBps: "0.02" });
    expect(seen.bookAwaited).toBeUndefined();
  });

  test("grows old: what it held may be gone", async () => {
    const at = await testTerminal();
    await previewed(at);
    at.venue.book(3);
    await at.clock.pass(3_100);
    at.venue.quote("60000", SMALL_TOUCH);
    expect((await previewed(at)).decision).toBe("refuse");
    at.venue.book(3);
    expect((await previewed(at)).decision).toBe("approve");
  });

  test("is known no more when the window plans with nothing and looks at nothing there", async () => {
    const at = await testTerminal();
    await previewed(at);
    at.venue.book(3);
    const { state } = at.terminal.runtime;
    expect(state.portfolio.depths.get(BTC)?.book?.asks).toHaveLength(3);
    await at.ask("market/watch", { listing: "paper:NONE", interval: "1m" });
    expect(at.venue.bookListeners()).toBe(1);
    await at.ask("plan/preview-order", { draft: { ...DRAFT, groupId: "none" } });
    expect(at.venue.bookListeners()).toBe(0);
    expect(state.portfolio.depths.size).toBe(0);
  });

  test("is followed for a position that is to be acted on", async () => {
    const at = await testTerminal();
    await at.ask("market/watch", { listing: "paper:NONE", interval: "1m" });
    expect(at.venue.bookListeners()).toBe(0);
    await hold(at);
    const scope = { kind: "account", accountId: "paper-1" } as const;
    const made = await at.ask("plan/preview-flatten", { scope, act: "halve" });
    expect(made.ok).toBe(true);
    expect(at.venue.bookListeners()).toBe(1);
  });

  test("tells a rebalance what it costs, all accounts of the venue together", async () => {
    const at = await testTerminal();
    await hold(at);
    at.venue.book(3);
    const answer = await at.ask("plan/preview-rebalance", {
      groupId: "paper-group",
      draft: { markets: [], target: { kind: "flat" }, band: { kind: "none" } },
    });
    expect(answer.ok && answer.value.rebalance.impact).toBe("0");
  });
});

describe("the market's day", () => {
  test("is read from its candles, again after an hour, and a failed reading after a minute", async () => {
    const at = await testTerminal();
    const asked: string[] = [];
    const day = (close: number) => {
      const price = Decimal.fromInteger(close);
      return { startMs: 0, open: price, high: price, low: price, close: price, volume: Decimal.of("7") };
    };
    let days = [60_000, 61_000].map(day);
    at.venue.market.candles = async (_listing, interval) => {
      if (interval === "1d") asked.push(interval);
      return { ok: true, value: days };
    };
    const daily = () => at.terminal.runtime.state.portfolio.depths.get(BTC)?.daily;
    await at.clock.pass(60_000);
    expect([asked.length, daily()]).toEqual([1, undefined]);
    days = [60_000, 61_000, 60_000, 61_000, 60_000, 61_000].map(day);
    await at.clock.pass(60_000);
    expect([asked.length, daily()?.volume.toString()]).toEqual([2, "7"]);
    await at.clock.pass(3_500_000);
    expect(asked).toHaveLength(2);
    await at.clock.pass(200_000);
    expect(asked).toHaveLength(3);
  });
});

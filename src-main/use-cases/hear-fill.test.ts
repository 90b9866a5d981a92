// Fills that the stream hid and a reading shows: whose they are, and how far back they are looked for.
import { describe, expect, test } from "vitest";
import { Decimal, ZERO } from "../../src-core/money/decimal.ts";
import type { Fill } from "../../src-core/order-terms/venue-event.ts";
import type { RiskApproved } from "../../src-core/risk/verdict.ts";
import { resync } from "./testing/filling-venue.ts";
import { resting } from "./testing/scripted-venue.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const NEARLY_TWO_HOURS_MS = 7_140_000;

async function sent(at: TestTerminal, type: "limit" | "stop"): Promise<RiskApproved> {
  const terms = type === "limit" ? { price: "59000" } : { trigger: "61000" };
  const draft = { ...DRAFT, type, timeInForce: "GTC" as const, ...terms };
  const plan = await at.ask("plan/preview-order", { draft });
  if (!plan.ok) throw new Error(JSON.stringify(plan.failures));
  const { planId, hash } = plan.value;
  const receipt = await at.ask("plan/submit", { planId, hash });
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.failures));
  await at.clock.pass(100);
  const [order] = at.venue.account("paper-1").created;
  if (order === undefined) throw new Error("an order is needed");
  return order;
}

function fillOf({ terms }: RiskApproved, more: Partial<Fill> & Pick<Fill, "atMs">): Fill {
  return {
    listing: terms.listing,
    side: terms.side,
    positionSide: terms.positionSide,
    tradeId: "t-1",
    venueOrderId: "v-unknown",
    quantity: terms.quantity,
    price: Decimal.of("59000"),
    fee: ZERO,
    feeAsset: "USDT",
    liquidity: "maker",
    ...more,
  };
}

const orderOf = (at: TestTerminal, { clientId }: RiskApproved) =>
  at.terminal.runtime.state.durable.orders.get(clientId);

const heldBy = (at: TestTerminal) =>
  Object.values(at.terminal.runtime.state.portfolio.accounts["paper-1"]?.positions ?? {}).map(
    ({ quantitySigned }) => quantitySigned.toString(),
  );

describe("a fill that only a reading shows", () => {
  test("is found although our clock was nearly two hours ahead when its order was made", async () => {
    const at = await testTerminal();
    at.clock.jumpWall(NEARLY_TWO_HOURS_MS);
    at.venue.quote("60000");
    const order = await sent(at, "limit");
    at.clock.jumpWall(-NEARLY_TWO_HOURS_MS);
    const account = at.venue.account("paper-1");
    account.fills = [fillOf(order, { clientId: order.clientId, atMs: at.clock.nowMs() })];
    account.onQuery = () => ({
      kind: "found",
      order: { ...resting(order, at.clock.nowMs()), status: "filled", filled: order.terms.quantity },
    });
    await resync(at, "paper-1");
    expect(orderOf(at, order)).toMatchObject({ status: "FILLED", fillIds: { length: 1 } });
    expect(orderOf(at, order)?.knownFilled.equals(order.terms.quantity)).toBe(true);
  });

  test.each([
    ["the venue's id of the order that a trigger made, unseen", "v-made", undefined],
    ["our client id", "v-elsewhere", "ours"],
  ] as const)("is ours by %s, and is booked once", async (_, venueOrderId, named) => {
    const at = await testTerminal();
    const order = await sent(at, "stop");
    const account = at.venue.account("paper-1");
    const clientId = named === undefined ? {} : { clientId: order.clientId };
    const fill = fillOf(order, { venueOrderId, ...clientId, atMs: at.clock.nowMs() });
    account.fills = [fill];
    account.onQuery = () => ({
      kind: "found",
      order: {
        ...resting(order, at.clock.nowMs()),
        venueOrderId: "v-made",
        status: "filled",
        filled: order.terms.quantity,
      },
    });
    await resync(at, "paper-1");
    account.say({ kind: "fill", fill });
    await at.clock.pass(100);
    expect(orderOf(at, order)).toMatchObject({ status: "FILLED", fillIds: { length: 1 } });
    expect(at.journal.texts.filter((text) => text.includes('"foreign-fill"'))).toEqual([]);
  });

  test("of nobody known stays somebody else's, and is booked once however often it is said", async () => {
    const at = await testTerminal();
    const order = await sent(at, "limit");
    const account = at.venue.account("paper-1");
    const fill = fillOf(order, { atMs: at.clock.nowMs() });
    account.say({ kind: "fill", fill });
    account.fills = [fill];
    await resync(at, "paper-1");
    account.say({ kind: "fill", fill });
    await at.clock.pass(100);
    expect(orderOf(at, order)).toMatchObject({ fillIds: [] });
    expect(at.journal.texts.filter((text) => text.includes('"foreign-fill"'))).toHaveLength(1);
  });

  test("with a client id of ours on another account is not that order's", async () => {
    const at = await testTerminal();
    const order = await sent(at, "limit");
    const fill = fillOf(order, { clientId: order.clientId, atMs: at.clock.nowMs() });
    at.venue.account("paper-2").say({ kind: "fill", fill });
    await at.clock.pass(100);
    expect(orderOf(at, order)).toMatchObject({ fillIds: [] });
    expect(heldBy(at)).toEqual([]);
  });
});

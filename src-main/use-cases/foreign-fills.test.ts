import { expect, test } from "vitest";
import { Decimal, ZERO } from "../../src-core/money/decimal.ts";
import type { Fill } from "../../src-core/order-terms/venue-event.ts";
import { testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const strange = (at: TestTerminal, tradeId: string): Fill => ({
  listing: at.venue.listing.key,
  side: "buy",
  positionSide: "both",
  tradeId,
  venueOrderId: "v-of-others",
  quantity: Decimal.of("0.1"),
  price: Decimal.of("60000"),
  fee: ZERO,
  feeAsset: "USDT",
  liquidity: "taker",
  atMs: at.clock.nowMs(),
});

const position = (at: TestTerminal) =>
  Object.values(at.terminal.runtime.state.portfolio.accounts["paper-1"]?.positions ?? {}).map(
    ({ quantitySigned }) => quantitySigned.toString(),
  );
const noted = (at: TestTerminal) => at.journal.texts.filter((text) => text.includes('"foreign-fill"')).length;

test("a fill of somebody else's order moves the position once, however often it is told, also after a restart", async () => {
  const at = await testTerminal();
  await at.clock.pass(100);
  const fill = strange(at, "t1");
  const account = at.venue.account("paper-1");
  for (let times = 0; times < 3; times += 1) account.say({ kind: "fill", fill });
  await at.clock.pass(100);
  expect(position(at)).toEqual(["0.1"]);
  expect(noted(at)).toBe(1);
  const after = await testTerminal([...at.journal.texts], 1);
  after.venue.account("paper-1").say({ kind: "fill", fill });
  await after.clock.pass(100);
  expect(noted(after)).toBe(1);
  expect(after.terminal.runtime.state.fills).toHaveLength(1);
});

test("another trade of the same order is another fill", async () => {
  const at = await testTerminal();
  await at.clock.pass(100);
  const account = at.venue.account("paper-1");
  for (const tradeId of ["t1", "t2"]) account.say({ kind: "fill", fill: strange(at, tradeId) });
  await at.clock.pass(100);
  expect(position(at)).toEqual(["0.2"]);
  expect(noted(at)).toBe(2);
});

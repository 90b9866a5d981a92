import { expect, test } from "vitest";
import type { OrderDraft } from "../../src-core/contract/requests.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import { ALLOCATION_METHODS } from "../../src-core/portfolio/account.ts";
import { DRAFT, testTerminal } from "./testing/test-terminal.ts";

const SIZES: Readonly<Record<OrderDraft["method"], Partial<OrderDraft>>> = {
  equal: {},
  "equal-position": {},
  equity: {},
  available: {},
  ratio: {},
  capacity: {},
  percent: {},
  quantity: { quantity: "" },
  change: { quantity: "50" },
  risk: { quantity: "1", stop: "59000" },
  volatility: { quantity: "30", annualVolatility: "60" },
};
/** A weight is the percent for `percent` and the quantity for `quantity`. */
const WEIGHTS: Partial<Record<OrderDraft["method"], readonly string[]>> = {
  percent: ["50", "30", "20"],
  quantity: ["0.1", "0.1", "0.1"],
};

test.each(ALLOCATION_METHODS)("%s makes a plan from what the ticket sends", async (method) => {
  const at = await testTerminal();
  for (const id of ["paper-1", "paper-2", "paper-3"]) {
    const row = { quantitySigned: Decimal.of("0.01"), entryPrice: Decimal.of("60000") };
    at.venue.account(id).say({
      kind: "positions",
      positions: [{ listing: "paper:BTCUSDT", positionSide: "both", ...row }],
      atMs: at.clock.nowMs(),
    });
  }
  const weights = WEIGHTS[method];
  if (weights !== undefined) {
    const members = weights.map((weight, index) => ({ accountId: `paper-${String(index + 1)}`, weight }));
    await at.ask("group/save", { groupId: "paper-group", name: "Paper", method, members });
  }
  await at.clock.pass(20);
  const draft = { ...DRAFT, method, ...SIZES[method] };
  const answer = await at.ask("plan/preview-order", { draft });
  expect(answer).toMatchObject({ ok: true, value: { decision: "approve" } });
  expect(answer.ok && answer.value.legs.filter(({ decision }) => decision === "approve")).toHaveLength(3);
});

test.each([
  ["notional", { quantity: "18000" }, ["0.1", "0.1", "0.099"]],
  ["equity-percent", { quantity: "60" }, ["0.1", "0.1", "0.099"]],
  ["risk", { quantity: "300", stop: "59000.1" }, ["0.1", "0.1", "0.1"]],
] as const)(
  "a size counted in %s becomes lots at the order's price",
  async (quantityIn, size, quantities) => {
    const at = await testTerminal();
    const draft = { ...DRAFT, quantityIn, ...size };
    const answer = await at.ask("plan/preview-order", { draft });
    expect(answer.ok && answer.value.legs.map(({ quantity }) => quantity)).toEqual(quantities);
  },
);

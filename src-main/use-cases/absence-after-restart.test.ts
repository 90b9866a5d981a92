import { describe, expect, test } from "vitest";
import type { QueryAnswer } from "../../src-core/orders/order-event.ts";
import { resting } from "./testing/scripted-venue.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

async function submit(at: TestTerminal, quantity: string) {
  const draft = { ...DRAFT, quantity, type: "limit" as const, timeInForce: "GTC" as const, price: "59000" };
  const plan = await at.ask("plan/preview-order", { draft });
  if (!plan.ok) throw new Error(JSON.stringify(plan.failures));
  const receipt = await at.ask("plan/submit", { planId: plan.value.planId, hash: plan.value.hash });
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.failures));
  await at.clock.pass(100);
  at.venue.quote("60000");
}

/** A run that stopped while the second order of each account was on its way; the first rests. */
async function interrupted() {
  const before = await testTerminal();
  await submit(before, "0.3");
  const account = before.venue.account("paper-1");
  account.onCreate = () => new Promise(() => undefined);
  await submit(before, "0.6");
  const [control, lost] = account.created;
  if (control === undefined || lost === undefined) throw new Error("two orders are needed");
  return { texts: before.journal.texts, control, lost };
}

async function restarted(
  { texts, control }: Awaited<ReturnType<typeof interrupted>>,
  script: (at: TestTerminal, shown: ReturnType<typeof resting>) => void,
) {
  const at = await testTerminal([...texts], 1);
  const shown = resting(control, at.clock.nowMs());
  const account = at.venue.account("paper-1");
  account.onQuery = ({ clientId }): QueryAnswer =>
    clientId === control.clientId ? { kind: "found", order: shown } : { kind: "not-found" };
  account.record = [shown];
  script(at, shown);
  await at.clock.pass(40_000);
  return at;
}

const statusOf = (at: TestTerminal, clientId: string) =>
  at.terminal.runtime.state.durable.orders.get(clientId)?.status;

describe("an order that a restart cut off", () => {
  test("is proven absent by complete readings, and frees its reservation", async () => {
    const run = await interrupted();
    const at = await restarted(run, () => undefined);
    expect(statusOf(at, run.lost.clientId)).toBe("ABSENT");
    expect(
      at.terminal.runtime.state.portfolio.accounts["paper-1"]?.working[run.lost.clientId],
    ).toBeUndefined();
    expect(at.venue.account("paper-1").created).toHaveLength(0);
  });

  test.each<[string, (at: TestTerminal, shown: ReturnType<typeof resting>) => void]>([
    ["the readings fail", (at) => (at.venue.account("paper-1").record = undefined)],
    ["the readings are empty, as in maintenance", (at) => (at.venue.account("paper-1").record = [])],
    [
      "a fill belongs to nobody known",
      (at) => {
        at.venue.account("paper-1").fills = [
          {
            listing: at.venue.listing.key,
            tradeId: "7",
            venueOrderId: "v-strange",
            side: "buy",
            positionSide: "both",
            quantity: at.venue.listing.lot,
            price: at.venue.listing.lot,
            fee: at.venue.listing.lot,
            feeAsset: "USDT",
            liquidity: "taker",
            atMs: at.clock.nowMs(),
          },
        ];
      },
    ],
    [
      "the query finds no order at all",
      (at) => (at.venue.account("paper-1").onQuery = () => ({ kind: "not-found" })),
    ],
  ])("stays UNKNOWN while %s", async (_, script) => {
    const run = await interrupted();
    const at = await restarted(run, script);
    expect(statusOf(at, run.lost.clientId)).toBe("UNKNOWN");
  });
});

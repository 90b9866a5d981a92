// Gestures that act on what stands already: changes of working orders, choices about unfinished groups, rebalances, presets.
import { Decimal } from "../../src-core/money/decimal.ts";
import type { RebalanceDraft } from "../../src-core/contract/preset-requests.ts";
import type { AnswerOf } from "../../src-core/contract/answers.ts";
import type { Gesture } from "./gesture.ts";
import type { Random } from "./random.ts";
import { SYMBOLS, type Trader } from "./trader.ts";

/** A person reads what is shown, thinks, and submits. */
async function think(trader: Trader, seen: AnswerOf<"plan/preview-amend">, chance: Random): Promise<void> {
  if (!seen.ok) return;
  trader.previews.set(seen.value.planId, seen.value);
  await trader.wait(chance.next() * 2000);
  await trader.submit(seen.value, chance);
}

/** Moves one or two working orders of ours by up to half a percent, or to another size. */
const amend: Gesture = (trader, chance) => {
  const { desk, venue } = trader.scene;
  const order = chance.pickFrom(trader.working().filter(({ price }) => price !== undefined));
  if (order?.price === undefined) return;
  const { instrument } = venue.venue.market.of(order.listing.replace("binance-usdm:", ""));
  const bps = Decimal.fromInteger(10_000 + chance.between(-50, 50));
  const moved = Decimal.of(order.price).times(bps).dividedBy(Decimal.fromInteger(10_000), 8, "half-even");
  const halves = Decimal.fromInteger(chance.between(1, 4));
  const sized = Decimal.of(order.quantity).times(halves).dividedBy(Decimal.of("2"), 8, "down");
  const draft = {
    orderIds: [order.id],
    ...(chance.chance(0.8) ? { price: moved.toStep(instrument.tick, "half-even").toString() } : {}),
    ...(chance.chance(0.5)
      ? { quantity: sized.toStep(instrument.lot, "down").max(instrument.lot).toString() }
      : {}),
  };
  trader.act(async () => think(trader, await desk.ask("plan/preview-amend", { draft }), chance));
};

/** Says what is to become of a group's unfinished legs, whether it was asked or not. */
const choose: Gesture = (trader, chance) => {
  const { desk } = trader.scene;
  const groups = desk.entities("groupOrder");
  const asked = groups.filter(({ question }) => question !== undefined);
  const group = chance.pickFrom(asked.length > 0 ? asked : groups);
  if (group === undefined) return;
  const choice = chance.pick(["leave", "complete", "unwind"] as const);
  trader.act(async () => {
    await desk.ask("plan/choose", { groupOrderId: group.id, choice });
  });
};

const rebalance: Gesture = (trader, chance) => {
  const { desk } = trader.scene;
  const listings = SYMBOLS.filter(() => chance.chance(0.6)).map((symbol) => `binance-usdm:${symbol}`);
  const markets = listings.map((listing) => ({ listing }));
  const weighed = listings.map((listing) => ({ listing, weight: String(chance.between(-40, 40)) }));
  const band = { kind: "none" } as const;
  const draft = chance.pick<RebalanceDraft>([
    { markets: weighed, target: { kind: "weights", others: "keep" }, band },
    { markets, target: { kind: "leverage", leverage: "0.5" }, band },
    { markets, target: { kind: "equal" }, band },
    { markets, target: { kind: "flat" }, band },
  ]);
  trader.act(async () => {
    const seen = await desk.ask("plan/preview-rebalance", { groupId: trader.groupId, draft });
    if (seen.ok && seen.value.plan !== undefined)
      await think(trader, { ok: true, value: seen.value.plan }, chance);
  });
};

/** One click: what is armed and leaves nothing to read goes at once, the rest waits for a submit. */
const preset: Gesture = (trader, chance) => {
  const { desk } = trader.scene;
  const kept = chance.pickFrom(desk.entities("preset"));
  if (kept === undefined) return;
  const side = chance.pick(["buy", "sell"] as const);
  trader.act(async () => {
    if (!kept.armed && chance.chance(0.7)) await desk.ask("preset/arm", { presetId: kept.id, armed: true });
    const seen = await desk.ask("plan/preview-preset", { presetId: kept.id, side });
    if (!seen.ok) return;
    const { plan, fires } = seen.value;
    trader.previews.set(plan.planId, plan);
    if (fires || chance.chance(0.5)) await trader.submit(plan, chance);
  });
};

export const PLAN_GESTURES = { amend, choose, rebalance, preset } as const;

// The person at the desk: what was previewed, what was submitted, and the gestures that a hand can make.
import type { OrderDraft } from "../../src-core/contract/requests.ts";
import type { OrderView, PlanPreview } from "../../src-core/contract/views.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { Random } from "./random.ts";
import type { Scene } from "./scene.ts";

export const SYMBOLS = ["BTCUSDT", "ETHUSDT", "SOLUSDT"] as const;
export type TradedSymbol = (typeof SYMBOLS)[number];

/** Largest total of one group order, in lots. */
const MOST_LOTS: Readonly<Record<TradedSymbol, number>> = { BTCUSDT: 900, ETHUSDT: 18_000, SOLUSDT: 40_000 };

export class Trader {
  groupId = "";
  /** What a person saw of each plan before submitting it. */
  readonly previews = new Map<string, PlanPreview>();
  /** Client ids by plan, as answered. */
  readonly receipts = new Map<string, readonly string[]>();
  /** What a person saw of the plan that an order came from. */
  readonly previewOf = new Map<string, PlanPreview>();
  /** Flatten plans that were asked for by name. */
  readonly flattens = new Set<string>();
  readonly scene: Scene;

  constructor(scene: Scene) {
    this.scene = scene;
  }

  /** What an order was made by; a later change of it is another plan. */
  shownFor(orders: readonly string[], preview: PlanPreview): void {
    for (const clientId of orders) if (!this.previewOf.has(clientId)) this.previewOf.set(clientId, preview);
  }

  /** Runs a gesture in the life of the terminal that stands now. */
  act(gesture: () => Promise<void>): void {
    const { desk, world } = this.scene;
    if (!desk.runs || world.isAsleep(desk.owner)) return;
    world.schedule(0, desk.owner, () => void gesture());
  }

  wait(ms: number): Promise<void> {
    const { world } = this.scene;
    return new Promise((done) => {
      world.schedule(ms, world.owner, done);
    });
  }

  draft(chance: Random): OrderDraft {
    const symbol = chance.pick(SYMBOLS);
    const { instrument, mark } = this.scene.venue.venue.market.of(symbol);
    const side = chance.pick(["buy", "sell"]);
    const type = chance.pick([
      "market",
      "market",
      "limit",
      "limit",
      "limit",
      "stop",
      "take-profit",
      "stop-limit",
    ]);
    const lots = Decimal.fromInteger(chance.between(1, MOST_LOTS[symbol]));
    const away = (low: number, high: number): string => {
      const bps = Decimal.fromInteger(10_000 + chance.between(low, high) * (side === "buy" ? -1 : 1));
      const price = mark.times(bps).dividedBy(Decimal.fromInteger(10_000), 8, "half-even");
      return price.toStep(instrument.tick, "half-even").toString();
    };
    const rises = type.startsWith("stop") ? -1 : 1;
    const hasPrice = type === "limit" || type === "stop-limit";
    return {
      groupId: this.groupId,
      listing: `binance-usdm:${symbol}`,
      side,
      type,
      quantity: instrument.lot.times(lots).toString(),
      ...(hasPrice ? { price: away(-20, 60) } : {}),
      ...(type === "market" || type === "limit"
        ? {}
        : { trigger: away(Math.min(5 * rises, 80 * rises), Math.max(5 * rises, 80 * rises)) }),
      timeInForce: type === "market" ? "IOC" : chance.pick(["GTC", "GTC", "GTC", "IOC"]),
      postOnly: type === "limit" && chance.chance(0.2),
      reduceOnly: chance.chance(0.15),
      method: chance.pick(["equity", "equal", "available", "ratio"]),
      leftover: chance.pick(["redistribute", "leave"]),
      denial: chance.pick(["reject-all", "reduce", "redistribute"]),
      failure: chance.pick(["leave", "leave", "complete", "unwind", "ask"]),
    };
  }

  /** Previews, looks again when the price was not there yet, thinks, and submits; now and then twice. */
  async placeOrder(draft: OrderDraft, chance: Random): Promise<void> {
    const { desk } = this.scene;
    await desk.ask("plan/preview-order", { draft });
    await this.wait(400 + chance.next() * 600);
    const seen = await desk.ask("plan/preview-order", { draft });
    if (!seen.ok) return;
    this.previews.set(seen.value.planId, seen.value);
    if (chance.chance(0.1)) await this.askTwice(draft, seen.value);
    await this.wait(chance.next() * 3000);
    await this.submit(seen.value, chance);
  }

  /** I11 At one moment the gate has one word on one draft, and twice as much is never allowed where this much is over a limit. */
  private async askTwice(draft: OrderDraft, first: PlanPreview): Promise<void> {
    const { desk } = this.scene;
    const again = await desk.ask("plan/preview-order", { draft });
    if (again.ok && wordOf(again.value) !== wordOf(first))
      this.scene.violate("I11", `one draft, two words: ${wordOf(first)} and ${wordOf(again.value)}`);
    if (first.decision === "approve" || draft.denial !== "reject-all") return;
    if (!rulesDenying(first).some((rule) => OVER_A_LIMIT.has(rule))) return;
    const twice = Decimal.of(draft.quantity).times(Decimal.of("2")).toString();
    const more = await desk.ask("plan/preview-order", { draft: { ...draft, quantity: twice } });
    if (more.ok && more.value.decision === "approve")
      this.scene.violate("I11", `${draft.quantity} was refused and ${twice} approved`);
  }

  async flatten(accountId: string | undefined, chance: Random): Promise<void> {
    const { desk } = this.scene;
    const scope =
      accountId === undefined
        ? ({ kind: "environment", environment: "live" } as const)
        : ({ kind: "account", accountId } as const);
    const seen = await desk.ask("plan/preview-flatten", { scope });
    if (!seen.ok) return;
    this.previews.set(seen.value.planId, seen.value);
    this.flattens.add(seen.value.planId);
    await this.wait(chance.next() * 1500);
    await this.submit(seen.value, chance);
  }

  async submit(seen: PlanPreview, chance: Random): Promise<void> {
    const { desk } = this.scene;
    if (seen.needsConfirmation && chance.chance(0.5))
      await desk.ask("plan/confirm-duplicate", { planId: seen.planId });
    const send = async (): Promise<void> => {
      const receipt = await desk.ask("plan/submit", { planId: seen.planId, hash: seen.hash });
      if (receipt.ok) this.receipts.set(seen.planId, receipt.value.orders);
    };
    const again = chance.chance(0.2) ? send() : Promise.resolve();
    await Promise.all([send(), again]);
  }

  /** Orders that the screen shows as ours and working. */
  working(): readonly OrderView[] {
    return this.scene.desk.entities("order").filter((order) => order.working && order.origin === "yoke");
  }
}

const OVER_A_LIMIT = new Set(["order-notional", "position", "margin", "exposure"]);

function rulesDenying(preview: PlanPreview): readonly string[] {
  const readings = [...preview.readings, ...preview.legs.flatMap((leg) => leg.readings)];
  return readings.filter(({ outcome }) => outcome === "deny").map(({ rule }) => rule);
}

function wordOf(preview: PlanPreview): string {
  const legs = preview.legs.map((leg) => `${leg.accountId} ${leg.quantity} ${leg.decision}`);
  return [preview.decision, ...legs, ...rulesDenying(preview)].join(" ");
}

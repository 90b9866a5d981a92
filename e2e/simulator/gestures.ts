// What the script may make the person do, by name.
import type { Gesture } from "./gesture.ts";
import { PLAN_GESTURES } from "./gestures-of-plans.ts";
import { moveTo } from "./market-walk.ts";
import { SYMBOLS, type Trader } from "./trader.ts";
import { Decimal } from "../../src-core/money/decimal.ts";

export const GESTURES = {
  ...PLAN_GESTURES,
  order: (trader, chance) => {
    const draft = trader.draft(chance);
    trader.act(() => trader.placeOrder(draft, chance));
  },
  cancel: (trader, chance) => {
    const order = chance.pickFrom(trader.working());
    if (order === undefined) return;
    const whole = chance.chance(0.3) && order.groupOrderId !== undefined;
    trader.act(async () => {
      const which = whole ? { groupOrderId: order.groupOrderId } : { orderId: order.id };
      await trader.scene.desk.ask("order/cancel", which);
    });
  },
  query: (trader, chance) => {
    const order = chance.pickFrom(trader.scene.desk.entities("order"));
    if (order === undefined) return;
    trader.act(async () => {
      await trader.scene.desk.ask("order/query", { orderId: order.id });
    });
  },
  flatten: (trader, chance) => {
    const account = chance.chance(0.5) ? undefined : chance.pickFrom(trader.scene.accounts)?.id;
    trader.act(() => trader.flatten(account, chance));
  },
  kill: (trader, chance) => {
    const account = chance.pickFrom(trader.scene.accounts);
    const scope =
      account === undefined || chance.chance(0.6)
        ? ({ kind: "all" } as const)
        : ({ kind: "account", accountId: account.id } as const);
    trader.act(async () => {
      await trader.scene.desk.ask("kill/engage", { scope });
      if (chance.chance(0.3)) await trader.scene.desk.ask("kill/engage", { scope });
      if (chance.chance(0.4)) await trader.flatten(undefined, chance);
    });
    trader.scene.world.schedule(3000 + chance.next() * 12_000, "script", () => resumeAll(trader));
  },
  resume: (trader) => resumeAll(trader),
  restart: (trader) => {
    const { desk, world } = trader.scene;
    if (!desk.runs) return;
    world.schedule(0, desk.owner, () => {
      void desk.close();
    });
    world.schedule(3000, "script", () => {
      if (!desk.runs) desk.start();
    });
  },
  jump: (trader, chance) => {
    const market = trader.scene.venue.venue.market.of(chance.pick(SYMBOLS));
    const bps = Decimal.fromInteger(10_000 + chance.between(-150, 150));
    const bid = market.mark.times(bps).dividedBy(Decimal.fromInteger(10_000), 8, "half-even");
    moveTo(trader.scene, market, bid.toStep(market.instrument.tick, "half-even"), "1");
  },
} as const satisfies Record<string, Gesture>;
export type GestureName = keyof typeof GESTURES;

/** A person resumes twice: the first takes back the halt, the second what waits for his eyes. */
export function resumeAll(trader: Trader): void {
  trader.act(async () => {
    const { desk, accounts } = trader.scene;
    await desk.ask("kill/resume", { scope: { kind: "all" } });
    await trader.wait(500);
    await desk.ask("kill/resume", { scope: { kind: "all" } });
    for (const account of accounts) {
      const shown = desk.entities("account").find((it) => it.id === account.id);
      if (
        shown !== undefined &&
        (shown.health === "locked" || shown.health === "failed" || shown.problem !== undefined)
      )
        await desk.ask("account/retry", { accountId: account.id });
    }
  });
}

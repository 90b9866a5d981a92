// The table from channel to use case: one line each, all that a window can cause.
import type { Answer, Answers } from "../../src-core/contract/answers.ts";
import type { RequestChannel } from "../../src-core/contract/channels.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import { answer } from "./answer.ts";
import { cancelOrders } from "./cancel-orders.ts";
import { connectAccount, removeAccount } from "./connect-account.ts";
import { engageKill, resume } from "./kill.ts";
import { readLimits, saveLimits } from "./manage-limits.ts";
import { removeGroup, saveGroup } from "./manage-groups.ts";
import { queryOrder } from "./order-effects.ts";
import { confirmDuplicate } from "./preview-plan.ts";
import { previewFlatten } from "./preview-flatten.ts";
import { listingsOf, previewOrder } from "./preview-order.ts";
import type { Window } from "./publish/publisher.ts";
import { retryAccount } from "./open-session.ts";
import type { Runtime } from "./runtime.ts";
import { saveSettings } from "./settings-cases.ts";
import { submitPlan } from "./submit-plan.ts";
import { readCandles, type MarketWatch } from "./watch-market.ts";
import type { CandleWatch } from "./watch-candles.ts";

/** What belongs to one window of a host. */
export interface WindowContext {
  readonly id: string;
  readonly frames: Window;
  readonly market: MarketWatch;
  readonly candles: CandleWatch;
  /** Sends a snapshot frame at once: the window lost count. */
  resync(): void;
  close(): void;
}

export type Handlers = {
  readonly [C in RequestChannel]: (body: RequestOf<C>) => Answer<Answers[C]> | Promise<Answer<Answers[C]>>;
};

/** The handlers of one window. */
export function handlers(runtime: Runtime, window: WindowContext): Handlers {
  return {
    "session/open": () => {
      const { settings, setAside } = runtime.ports.settings.read();
      const opened = { frame: window.frames.snapshot(), settings };
      return answer(setAside === undefined ? opened : { ...opened, settingsSetAside: setAside });
    },
    "frames/acknowledge": ({ sequence }) => {
      window.frames.acknowledge(sequence);
      return answer(null);
    },
    "frames/resync": () => {
      window.resync();
      return answer(null);
    },
    "plan/preview-order": ({ draft }) => {
      window.market.plan(window.id, listingsOf(runtime.state.portfolio, draft));
      return previewOrder(runtime, draft);
    },
    "plan/preview-flatten": ({ scope }) => previewFlatten(runtime, scope),
    "plan/confirm-duplicate": ({ planId }) => confirmDuplicate(runtime, planId),
    "plan/submit": ({ planId, hash }) => submitPlan(runtime, planId, hash),
    "order/cancel": (which) => cancelOrders(runtime, which),
    "order/query": async ({ orderId }) => {
      await queryOrder(runtime, orderId);
      return answer(null);
    },
    "kill/engage": async ({ scope }) => {
      const engaged = engageKill(runtime, scope);
      // It holds at once; it is answered when it would also hold after a crash.
      await runtime.keeper.settled();
      return engaged;
    },
    "kill/resume": ({ scope }) => resume(runtime, scope),
    "account/connect": (request) => connectAccount(runtime, request),
    "account/remove": ({ accountId }) => removeAccount(runtime, accountId),
    "account/retry": ({ accountId }) => retryAccount(runtime, accountId),
    "group/save": (request) => saveGroup(runtime, request),
    "group/remove": ({ groupId }) => removeGroup(runtime, groupId),
    "limits/read": ({ scope }) => readLimits(runtime, scope),
    "limits/save": ({ scope, limits }) => saveLimits(runtime, scope, limits),
    "market/watch": ({ listing, interval }) => {
      window.market.look(window.id, listing);
      window.candles.look(window.id, listing, interval);
      return answer(null);
    },
    "market/candles": ({ listing, interval, limit }) => readCandles(runtime, listing, interval, limit),
    "settings/read": () => answer(runtime.ports.settings.read().settings),
    "settings/save": ({ settings }) => saveSettings(runtime, settings),
  };
}

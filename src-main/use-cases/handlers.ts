// The table from channel to use case: one line each, all that a window can cause.
import type { Answer, Answers } from "../../src-core/contract/answers.ts";
import type { RequestChannel } from "../../src-core/contract/channels.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import type { Settings, SettingsFile } from "../../src-core/settings/settings.ts";
import { answer } from "./answer.ts";
import { cancelOrders } from "./cancel-orders.ts";
import { connectAccount, removeAccount } from "./connect-account.ts";
import { cancelNamed, haltForGood, lookAtKill, resume } from "./kill.ts";
import { clearHold, setHold } from "./manage-holds.ts";
import { armDeadMan, disarmDeadMan, lookAtDeadMan } from "./manage-dead-men.ts";
import { limitChanges, readLimits, saveLimits } from "./manage-limits.ts";
import { removeGroup, saveGroup } from "./manage-groups.ts";
import { armPreset, confirmSaved, removePreset, savePreset } from "./manage-presets.ts";
import { pricedByPreset, previewPreset } from "./preview-preset.ts";
import { pricedByRebalance, previewRebalance } from "./preview-rebalance.ts";
import { queryOrder } from "./order-effects.ts";
import { confirmDuplicate } from "./preview-plan.ts";
import { previewAmend } from "./preview-amend.ts";
import { previewFlatten, tradedByActing } from "./preview-flatten.ts";
import { acknowledgeOrder, choosePlan } from "./take-over.ts";
import { listingsOf, previewOrder } from "./preview-order.ts";
import type { Window } from "./publish/publisher.ts";
import { retryAccount } from "./open-session.ts";
import type { AlertWatch } from "./price-alerts.ts";
import { journalMoment, journalPage, journalRecord } from "./read-journal.ts";
import type { Runtime } from "./runtime.ts";
import { saveSettings } from "./settings-cases.ts";
import { submitPlan } from "./submit-plan.ts";
import { readCandles, type MarketWatch } from "./watch-market.ts";
import type { BookWatch } from "./watch-books.ts";
import type { CandleWatch } from "./watch-candles.ts";

/** What belongs to one window of a host. */
export interface WindowContext {
  readonly id: string;
  readonly frames: Window;
  readonly market: MarketWatch;
  readonly candles: CandleWatch;
  readonly alerts: AlertWatch;
  readonly books: BookWatch;
  /** Sends a snapshot frame at once: the window lost count. */
  resync(): void;
  close(): void;
}

export type Handlers = {
  readonly [C in RequestChannel]: (body: RequestOf<C>) => Answer<Answers[C]> | Promise<Answer<Answers[C]>>;
};

/** The handlers of one window. */
export function handlers(runtime: Runtime, window: WindowContext): Handlers {
  return { ...windowHandlers(runtime, window), ...planHandlers(runtime, window), ...keepHandlers(runtime) };
}

/** What a window shows and remembers. */
function windowHandlers(runtime: Runtime, window: WindowContext) {
  return {
    "session/open": () => {
      const { settings, setAside } = runtime.ports.settings.read();
      const opened = { frame: window.frames.snapshot(), settings: withoutAlerts(settings) };
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
    "market/watch": ({ listing, interval, second }) => {
      const chart = second === true ? `${window.id} second` : window.id;
      window.market.look(chart, listing);
      window.candles.look(chart, listing, interval);
      return answer(null);
    },
    "market/watch-books": ({ listings }) => {
      window.books.look(window.id, listings);
      return answer(null);
    },
    "market/candles": ({ listing, interval, limit }) => readCandles(runtime, listing, interval, limit),
    "journal/page": (request) => journalPage(runtime, request),
    "journal/moment": ({ sequence }) => journalMoment(runtime, sequence),
    "journal/record": ({ sequence }) => journalRecord(runtime, sequence),
    "alert/save": (draft) => window.alerts.save(draft),
    "alert/remove": ({ alertId }) => window.alerts.remove(alertId),
    "settings/read": () => answer(withoutAlerts(runtime.ports.settings.read().settings)),
    "settings/save": ({ settings }) => saveSettings(runtime, settings),
  } satisfies Partial<Handlers>;
}

/** What trades, and what stops it. */
function planHandlers(runtime: Runtime, window: WindowContext) {
  return {
    "plan/preview-order": ({ draft }) => {
      window.market.plan(window.id, listingsOf(runtime.state.portfolio, draft));
      return previewOrder(runtime, draft);
    },
    "plan/preview-flatten": ({ scope, clear, act }) => {
      window.market.plan(`${window.id} act`, tradedByActing(runtime, scope));
      return previewFlatten(runtime, scope, clear, act);
    },
    "plan/preview-rebalance": (request) => {
      window.market.plan(`${window.id} rebalance`, pricedByRebalance(runtime, request));
      return previewRebalance(runtime, request);
    },
    "plan/preview-preset": ({ presetId, side }) => {
      window.market.plan(`${window.id} preset`, pricedByPreset(runtime, presetId));
      return previewPreset(runtime, presetId, side);
    },
    "plan/preview-amend": ({ draft }) => previewAmend(runtime, draft),
    "plan/confirm-duplicate": ({ planId }) => confirmDuplicate(runtime, planId),
    "plan/submit": ({ planId, hash }) => submitPlan(runtime, planId, hash),
    "plan/choose": (choice) => choosePlan(runtime, choice),
    "order/acknowledge": (request) => acknowledgeOrder(runtime, request),
    "order/cancel": (which) => cancelOrders(runtime, which),
    "order/query": async ({ orderId }) => {
      await queryOrder(runtime, orderId);
      return answer(null);
    },
    "kill/engage": ({ scope }) => haltForGood(runtime, scope),
    "kill/look": ({ scope }) => lookAtKill(runtime, scope),
    "kill/cancel-named": ({ scope, orders }) => cancelNamed(runtime, scope, orders),
    "kill/resume": ({ scope }) => resume(runtime, scope),
  } satisfies Partial<Handlers>;
}

/** What is kept: accounts, groups, presets, limits, holds. */
function keepHandlers(runtime: Runtime) {
  return {
    "account/connect": (request) => connectAccount(runtime, request),
    "account/remove": ({ accountId }) => removeAccount(runtime, accountId),
    "account/retry": ({ accountId }) => retryAccount(runtime, accountId),
    "dead-man/look": ({ accountId }) => lookAtDeadMan(runtime, accountId),
    "dead-man/arm": ({ accountId, windowMs }) => armDeadMan(runtime, accountId, windowMs),
    "dead-man/disarm": ({ accountId }) => disarmDeadMan(runtime, accountId),
    "group/save": (request) => saveGroup(runtime, request),
    "group/remove": ({ groupId }) => removeGroup(runtime, groupId),
    "preset/save": (request) => savePreset(runtime, request),
    "preset/remove": ({ presetId }) => removePreset(runtime, presetId),
    "preset/confirm": ({ presetId }) => confirmSaved(runtime, presetId),
    "preset/arm": ({ presetId, armed }) => armPreset(runtime, presetId, armed),
    "limits/read": ({ scope }) => readLimits(runtime, scope),
    "limits/changes": () => limitChanges(runtime),
    "hold/set": (hold) => setHold(runtime, hold),
    "hold/clear": (hold) => clearHold(runtime, hold),
    "limits/save": ({ scope, limits }) => saveLimits(runtime, scope, limits),
  } satisfies Partial<Handlers>;
}

/** The part of the file that is a window's: alerts are published like everything else. */
function withoutAlerts({ alerts: _alerts, ...settings }: SettingsFile): Settings {
  return settings;
}

// What each channel answers: a value, or failures that name the field and the way out. Types only.
import type { Failure } from "../money/outcome.ts";
import type { Settings } from "../settings/settings.ts";
import type { RequestChannel } from "./channels.ts";
import type { DeadManLook } from "./dead-man-views.ts";
import type { PresetPreview } from "./preset-preview.ts";
import type { RebalancePreview } from "./rebalance-view.ts";
import type { JournalMoment, JournalPage, JournalRecordText } from "./journal-views.ts";
import type { LimitsDraft } from "./requests.ts";
import type { KillView } from "./outcome-views.ts";
import type { LimitChangeView } from "./risk-views.ts";
import type { CandleView, ConnectionCheck, Frame, PlanPreview, SubmitReceipt } from "./views.ts";

/** `failures` is never empty. `place` is a field of the request, or `request`, `venue`, `risk`, `journal`, `keychain`. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failures: readonly Failure[] };

export interface Answers {
  readonly "session/open": {
    readonly frame: Frame;
    readonly settings: Settings;
    readonly settingsSetAside?: string;
  };
  readonly "frames/acknowledge": null;
  readonly "frames/resync": null;
  readonly "plan/preview-order": PlanPreview;
  readonly "plan/preview-flatten": PlanPreview;
  readonly "plan/preview-rebalance": RebalancePreview;
  readonly "plan/preview-preset": PresetPreview;
  readonly "plan/preview-amend": PlanPreview;
  readonly "plan/confirm-duplicate": PlanPreview;
  readonly "plan/submit": SubmitReceipt;
  readonly "plan/choose": null;
  readonly "order/cancel": { readonly asked: number };
  readonly "order/query": null;
  readonly "order/acknowledge": null;
  readonly "kill/engage": { readonly cancelling: number };
  readonly "kill/look": KillView;
  readonly "kill/cancel-named": { readonly asked: number };
  readonly "kill/resume": null;
  readonly "account/connect": { readonly accountId: string; readonly check: ConnectionCheck };
  readonly "account/remove": null;
  readonly "account/retry": null;
  readonly "dead-man/look": DeadManLook;
  readonly "dead-man/arm": null;
  readonly "dead-man/disarm": null;
  readonly "group/save": { readonly groupId: string };
  readonly "group/remove": null;
  readonly "preset/save": { readonly presetId: string };
  readonly "preset/remove": null;
  readonly "preset/confirm": null;
  readonly "preset/arm": null;
  readonly "limits/read": LimitsDraft;
  readonly "limits/save": null;
  readonly "limits/changes": readonly LimitChangeView[];
  readonly "hold/set": null;
  readonly "hold/clear": null;
  readonly "market/watch": null;
  readonly "market/watch-books": null;
  readonly "market/candles": readonly CandleView[];
  readonly "journal/page": JournalPage;
  readonly "journal/moment": JournalMoment;
  readonly "journal/record": JournalRecordText;
  readonly "alert/save": { readonly alertId: string };
  readonly "alert/remove": null;
  readonly "settings/read": Settings;
  readonly "settings/save": null;
}
export type AnswerOf<C extends RequestChannel> = Answer<Answers[C]>;

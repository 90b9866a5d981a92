// Names of everything that crosses the process wall. The preload knows these and nothing else.

export const REQUEST_CHANNELS = [
  "session/open",
  "frames/acknowledge",
  "frames/resync",
  "plan/preview-order",
  "plan/preview-flatten",
  "plan/preview-rebalance",
  "plan/preview-preset",
  "plan/preview-amend",
  "plan/confirm-duplicate",
  "plan/submit",
  "plan/choose",
  "order/cancel",
  "order/query",
  "order/acknowledge",
  "kill/engage",
  "kill/look",
  "kill/cancel-named",
  "kill/resume",
  "account/connect",
  "account/remove",
  "account/retry",
  "dead-man/look",
  "dead-man/arm",
  "dead-man/disarm",
  "group/save",
  "group/remove",
  "preset/save",
  "preset/remove",
  "preset/confirm",
  "preset/arm",
  "limits/read",
  "limits/save",
  "limits/changes",
  "hold/set",
  "hold/clear",
  "market/watch",
  "market/candles",
  "journal/page",
  "journal/moment",
  "journal/record",
  "alert/save",
  "alert/remove",
  "market/watch-books",
  "settings/read",
  "settings/save",
] as const;
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

/** The one event channel: numbered frames of changed entities. */
export const FRAME_CHANNEL = "frame";

/** The one request channel of the transport; the request's own channel is inside, so that both hosts carry the same text. */
export const REQUEST_CHANNEL = "request";

// The kinds of events in the words of the list and the settings.
import type { NoticeKind } from "../../src-core/settings/attention.ts";

export const KIND_WORDS: Readonly<Record<NoticeKind, string>> = {
  fill: "Fill",
  rejection: "Rejection",
  unknown: "Unknown order",
  limit: "Limits, risk state",
  margin: "Margin",
  venue: "Venue",
  clock: "Clock",
  alert: "Price alert",
  system: "Yoke",
};

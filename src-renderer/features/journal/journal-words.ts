// The journal's kinds and actors in words.
import type { JournalLine } from "../../../src-core/contract/journal-views.ts";

export const RECORD_WORDS: Readonly<Record<JournalLine["kind"], string>> = {
  submitted: "Plan sent",
  "plan-choice": "Plan choice",
  "plan-settled": "Plan settled",
  order: "Order",
  "foreign-fill": "Fill of others",
  "cause-set": "State set",
  "cause-cleared": "State cleared",
  "limits-changed": "Limits",
  "limits-lost": "Limits unreadable",
  "hold-set": "Hold set",
  "hold-cleared": "Hold cleared",
  "ledger-flow": "Money moved",
  "preset-saved": "Preset saved",
  "preset-removed": "Preset removed",
  "account-saved": "Account saved",
  "account-removed": "Account removed",
  "group-saved": "Group saved",
  "group-removed": "Group removed",
  "dead-man-armed": "Dead-man armed",
  "dead-man-disarmed": "Dead-man off",
  "dead-man-fired": "Dead-man went off",
  "countdown-started": "Countdown started",
  "countdown-ended": "Countdown ended",
  baseline: "Day baseline",
  opened: "Start",
  resumed: "Journal mended",
};

export const ACTOR_WORDS: Readonly<Record<JournalLine["who"], string>> = {
  you: "You",
  rule: "A rule",
  venue: "The venue",
  yoke: "Yoke",
  others: "Others",
};

// The list of what happened and the price alerts, as actions.
import type { Action } from "../../stores/action.ts";
import { showSide } from "../../stores/workspace.ts";

export const ALERT_COMMANDS: readonly Action[] = [
  {
    id: "alerts.show",
    title: "Alerts: what happened, and prices to wait for",
    section: "View",
    keywords: "notifications events price alert news",
    hotkey: "N",
    run: ({ workspace }) => showSide(workspace, { kind: "alerts" }),
  },
  {
    id: "settings.notices",
    title: "What to be told, and how",
    section: "Settings",
    keywords: "notifications sound desktop quiet hours toast",
    run: ({ workspace }) => showSide(workspace, { kind: "settings", page: "notices" }),
  },
];

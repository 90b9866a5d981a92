// What the chart draws, as an action.
import type { Action } from "../../stores/action.ts";
import { togglePin, toggleSecondChart } from "./chart-slot.ts";

export const CHART_COMMANDS: readonly Action[] = [
  {
    id: "chart.entry-by-account",
    title: "Entry lines of each account on the chart, or of the sum alone",
    section: "View",
    keywords: "average entry lines toggle",
    run: ({ workspace }) => workspace.setState(({ entryByAccount }) => ({ entryByAccount: !entryByAccount })),
  },
  {
    id: "chart.second",
    title: "Second chart: open it beside the first, or close it",
    section: "View",
    keywords: "split two charts interval pin",
    run: ({ workspace }) => toggleSecondChart(workspace),
  },
  {
    id: "chart.second-pin",
    title: "Second chart: stay at its symbol, or follow the ticket",
    section: "View",
    keywords: "pin link",
    obstacle: ({ workspace }) =>
      workspace.getState().secondChart === undefined ? "Open the second chart first" : undefined,
    run: ({ workspace }) => togglePin(workspace),
  },
];

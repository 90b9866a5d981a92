// What the chart draws, as an action.
import type { Action } from "../../stores/action.ts";

export const CHART_COMMANDS: readonly Action[] = [
  {
    id: "chart.entry-by-account",
    title: "Entry lines of each account on the chart, or of the sum alone",
    section: "View",
    keywords: "average entry lines toggle",
    run: ({ workspace }) => workspace.setState(({ entryByAccount }) => ({ entryByAccount: !entryByAccount })),
  },
];

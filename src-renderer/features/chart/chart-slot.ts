// Which symbol and interval a chart shows: the first follows the ticket, the second too unless it is pinned.
import { useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import type { Interval, WorkspaceStore } from "../../stores/workspace.ts";

export type ChartSlot = "first" | "second";

export interface ShownChart {
  /** Empty while there is no symbol. */
  readonly listing: string;
  readonly interval: Interval;
  readonly show: (interval: Interval) => void;
}

/** What the chart in a slot shows now, and how to show another interval. */
export function useChartSlot(slot: ChartSlot): ShownChart {
  const { workspace } = useTerminal();
  const followed = useWorkspace((state) => state.listing);
  const interval = useWorkspace((state) => state.interval);
  const second = useWorkspace((state) => state.secondChart);
  if (slot === "first") {
    return { listing: followed, interval, show: (next) => workspace.setState({ interval: next }) };
  }
  return {
    listing: second?.listing ?? followed,
    interval: second?.interval ?? interval,
    show: (next) => workspace.setState({ secondChart: { ...second, interval: next } }),
  };
}

/** Opens a second chart of the same symbol, or closes the one that is there. */
export function toggleSecondChart(workspace: WorkspaceStore): void {
  workspace.setState(({ secondChart }) => ({
    secondChart: secondChart === undefined ? { interval: "5m" } : undefined,
  }));
}

/** Holds the second chart at the symbol it shows, or lets it follow the ticket again. */
export function togglePin(workspace: WorkspaceStore): void {
  workspace.setState(({ secondChart, listing }) => {
    if (secondChart === undefined) return {};
    const { listing: pinned, ...rest } = secondChart;
    return { secondChart: pinned === undefined ? { ...rest, listing } : rest };
  });
}

// The first arrangement of the panels, for the size that the window has now.
import type { DockviewApi } from "dockview-react";
import { PANELS, type PanelId } from "./panels.tsx";

export interface Sizes {
  readonly left: number;
  readonly right: number;
  readonly book: number;
  readonly risk: number;
}

/** Pixels for a window of this size; the chart takes the rest. */
export function sizesFor(width: number, height: number): Sizes {
  const wide = width >= 1680;
  const medium = width >= 1400;
  return {
    left: wide ? 336 : 312,
    right: wide ? 464 : medium ? 400 : 360,
    book: Math.round(Math.min(wide ? 368 : medium ? 296 : 256, height * 0.45)),
    risk: 184,
  };
}

/** The sizes that stand now, to be kept when the window changes. */
export function sizesNow(api: DockviewApi): Sizes {
  const now = (id: PanelId): { readonly width: number; readonly height: number } => ({
    width: api.getPanel(id)?.group.api.width ?? 0,
    height: api.getPanel(id)?.group.api.height ?? 0,
  });
  return {
    left: now("accounts").width,
    right: now("ticket").width,
    book: now("positions").height,
    risk: now("risk").height,
  };
}

/** Gives the panels around the chart their sizes. */
export function fit(api: DockviewApi, { left, right, book, risk }: Sizes): void {
  api.getPanel("ticket")?.group.api.setSize({ width: right });
  api.getPanel("positions")?.group.api.setSize({ height: book });
  api.getPanel("accounts")?.group.api.setSize({ width: left });
  api.getPanel("risk")?.group.api.setSize({ height: risk });
}

/** From here on the ladder stands beside the chart; in smaller windows it is a tab of it. */
const WIDE_PX = 1680;
const LADDER_PX = 264;

/** Puts every panel into its first place: accounts over risk, chart, book below both, ticket at the right. */
export function arrange(api: DockviewApi): void {
  const { left, right, book, risk } = sizesFor(api.width, api.height);
  const add = (id: PanelId, place?: Place): void => {
    const { reference, direction, ...size } = place ?? {};
    api.addPanel({
      id,
      component: "panel",
      title: PANELS[id].title,
      ...(reference === undefined
        ? {}
        : { position: { referencePanel: reference, direction: direction ?? "within" } }),
      ...size,
    });
  };
  add("chart", { minimumWidth: 320, minimumHeight: 160 });
  add("ticket", {
    reference: "chart",
    direction: "right",
    initialWidth: right,
    minimumWidth: 336,
    maximumWidth: 560,
  });
  add("positions", { reference: "chart", direction: "below", initialHeight: book, minimumHeight: 120 });
  add("orders", { reference: "positions" });
  add("fills", { reference: "positions" });
  add("rebalance", { reference: "chart" });
  add("journal", { reference: "positions" });
  add("accounts", { reference: "chart", direction: "left", initialWidth: left, minimumWidth: 240 });
  add("risk", { reference: "accounts", direction: "below", initialHeight: risk, minimumHeight: 96 });
  add(
    "ladder",
    api.width >= WIDE_PX
      ? { reference: "chart", direction: "right", initialWidth: LADDER_PX, minimumWidth: 216 }
      : { reference: "chart" },
  );
  api.getPanel("chart")?.api.setActive();
  api.getPanel("positions")?.api.setActive();
}

interface Place {
  readonly reference?: PanelId;
  readonly direction?: "right" | "below" | "left" | "within";
  readonly initialWidth?: number;
  readonly initialHeight?: number;
  readonly minimumWidth?: number;
  readonly minimumHeight?: number;
  readonly maximumWidth?: number;
}

/** Beside which panel each one lies in the first arrangement; the first of these that is there takes it in. */
const NEIGHBOURS: Readonly<Record<PanelId, readonly PanelId[]>> = {
  chart: ["ladder", "rebalance"],
  chart2: ["chart"],
  ladder: ["chart"],
  rebalance: ["chart"],
  ticket: [],
  positions: ["orders", "fills", "journal"],
  orders: ["positions", "fills", "journal"],
  fills: ["positions", "orders", "journal"],
  journal: ["positions", "orders", "fills"],
  accounts: ["risk"],
  risk: ["accounts"],
};

/**
 * A restored arrangement must still show everything: a panel that is nowhere could not be opened. One that came with a newer
 * version is added as a tab behind its neighbour. False: it cannot be completed, and the first arrangement is due.
 */
export function addMissingPanels(api: DockviewApi): boolean {
  const missing = (Object.keys(PANELS) as PanelId[]).filter(
    (id) => id !== "chart2" && api.getPanel(id) === undefined,
  );
  return missing.every((id) => {
    const neighbour = NEIGHBOURS[id].find((other) => api.getPanel(other) !== undefined);
    if (neighbour === undefined) return false;
    const position = { referencePanel: neighbour, direction: "within" } as const;
    api.addPanel({ id, component: "panel", title: PANELS[id].title, position, inactive: true });
    return true;
  });
}

/** Puts the second chart beside the first, each with half of the room, or takes it away; the others stay. */
export function showSecondChart(api: DockviewApi, wanted: boolean): void {
  const there = api.getPanel("chart2");
  if (wanted === (there !== undefined)) return;
  if (there !== undefined) {
    api.removePanel(there);
    return;
  }
  const first = api.getPanel("chart");
  if (first === undefined) return;
  api.addPanel({
    id: "chart2",
    component: "panel",
    title: PANELS.chart2.title,
    position: { referencePanel: "chart", direction: "right" },
    initialWidth: Math.round(first.group.api.width / 2),
    minimumWidth: 240,
    minimumHeight: 160,
    inactive: true,
  });
}

// What the person is looking at: environment, symbol, panels, rows. Nothing here protects money.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { FlattenScope, PositionAct, RequestOf } from "../../src-core/contract/requests.ts";
import type { EnvironmentView } from "../../src-core/contract/views.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../src-core/settings/settings.ts";

export type Environment = EnvironmentView["id"];
export type { Settings } from "../../src-core/settings/settings.ts";
export type Interval = RequestOf<"market/watch">["interval"];

/** The right column: the ticket, or one thing in its place. Prices are never covered. */
export type SidePanel =
  | { readonly kind: "ticket" }
  | {
      readonly kind: "flatten";
      /** What is done with the positions; absent: to zero. */
      readonly act?: PositionAct;
      readonly scope: FlattenScope;
      readonly title: string;
      readonly clear?: readonly string[];
    }
  | { readonly kind: "rebalance" }
  | {
      readonly kind: "preset";
      readonly presetId: string;
      readonly orderSide: "buy" | "sell";
      readonly title: string;
    }
  | { readonly kind: "presets"; readonly groupId: string }
  | { readonly kind: "kill" }
  | { readonly kind: "connect"; readonly environment: Environment }
  | { readonly kind: "group"; readonly groupId?: string }
  | { readonly kind: "limits"; readonly scope: string; readonly title: string }
  | { readonly kind: "dead-man"; readonly accountId: string; readonly title: string }
  | { readonly kind: "settings"; readonly page?: SettingsPage }
  | { readonly kind: "keys" }
  | { readonly kind: "alerts" };

export const SETTINGS_PAGES = ["look", "hotkeys", "notices"] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];
export const POSITIONS_BY = ["instrument", "underlying", "group", "venue"] as const;
export type PositionsBy = (typeof POSITIONS_BY)[number];
export const BOOK_TABS = ["positions", "orders", "fills", "journal"] as const;
export type BookTab = (typeof BOOK_TABS)[number];
export type SelectedRow = "account" | "position" | "order";

/** A chart beside the first: of the same symbol at another interval, or of one that it is pinned to. */
export interface SecondChart {
  /** Absent: it follows the symbol of the ticket. */
  readonly listing?: string;
  readonly interval: Interval;
}

export interface WorkspaceState {
  readonly environment: Environment;
  readonly listing: string;
  readonly interval: Interval;
  readonly side: SidePanel;
  readonly book: BookTab;
  /** The wish to see a panel that lies behind another; `count` tells one wish from the next. */
  readonly wished?: { readonly panel: "chart" | "rebalance"; readonly count: number };
  readonly selected: Readonly<Partial<Record<SelectedRow, string>>>;
  /** Positions that are acted on together, by row id; empty: the marked row. */
  readonly picked: readonly string[];
  /** What the rows of the positions are gathered by. */
  readonly positionsBy: PositionsBy;
  /** Rows whose legs are shown or hidden against the default, by row id. */
  readonly open: Readonly<Record<string, boolean>>;
  readonly theme: Settings["theme"];
  readonly sides: Settings["sides"];
  readonly density: Settings["density"];
  /** Letters that rows must have to be shown. */
  readonly filters: Readonly<Record<"orders" | "fills", string>>;
  /** The ladder: how many ticks are one row (0: what fits the depth), whether venues are merged, and a count of the wishes to recentre. */
  readonly ladder: { readonly ticks: number; readonly merged: boolean; readonly recentred: number };
  /** Absent: there is one chart. */
  readonly secondChart?: SecondChart | undefined;
  /** Whether the chart draws each account's entry beside that of the sum. */
  readonly entryByAccount: boolean;
  /** The arrangement of the panels as the dock wrote it; undefined: the first one. */
  readonly dock?: unknown;
  /** Counts the wishes for the first arrangement. */
  readonly rearranged: number;
  /** The panel that was asked for last; counted, so that the same one can be asked for again. */
  readonly wanted?: { readonly panel: string; readonly count: number };
  readonly paletteOpen: boolean;
  readonly hotkeys: Settings["hotkeys"];
  readonly recentActions: Settings["recentActions"];
  readonly attention: Settings["attention"];
  readonly welcomed: boolean;
}

export type WorkspaceStore = StoreApi<WorkspaceState>;

/** A workspace before settings and accounts are known. */
export function createWorkspaceStore(): WorkspaceStore {
  return createStore<WorkspaceState>(() => ({
    environment: "paper",
    listing: "",
    interval: "1h",
    side: { kind: "ticket" },
    book: "positions",
    selected: {},
    picked: [],
    positionsBy: "instrument",
    open: {},
    theme: "dark",
    sides: "classic",
    density: "regular",
    filters: { orders: "", fills: "" },
    ladder: { ticks: 0, merged: true, recentred: 0 },
    entryByAccount: false,
    rearranged: 0,
    paletteOpen: false,
    hotkeys: DEFAULT_SETTINGS.hotkeys,
    recentActions: DEFAULT_SETTINGS.recentActions,
    attention: DEFAULT_SETTINGS.attention,
    welcomed: true,
  }));
}

/** Brings a panel of the dock to the front. */
export function openPanel(store: WorkspaceStore, panel: string): void {
  store.setState(({ wanted }) => ({ wanted: { panel, count: (wanted?.count ?? 0) + 1 } }));
}

/** Marks a row of one table as the one that its actions apply to. */
export function selectRow(store: WorkspaceStore, table: SelectedRow, id: string): void {
  store.setState((state) => ({ selected: { ...state.selected, [table]: id } }));
}

/** Takes a position into what is acted on together, or out of it. */
export function pickRow(store: WorkspaceStore, id: string): void {
  store.setState(({ picked }) => ({
    picked: picked.includes(id) ? picked.filter((other) => other !== id) : [...picked, id],
  }));
}

/** Shows or hides the legs of a row. */
export function setOpen(store: WorkspaceStore, id: string, open: boolean): void {
  store.setState((state) => ({ open: { ...state.open, [id]: open } }));
}

/** What is done with positions, as its buttons are named. */
export const ACT_WORDS: Readonly<Record<PositionAct, string>> = {
  flatten: "Flatten",
  halve: "Halve",
  reverse: "Reverse",
  "stop-to-entry": "Stop to entry",
};

/** What stands in the ticket's place, as its tab and its dialog are named. */
export function sideTitle(side: SidePanel): string {
  switch (side.kind) {
    case "ticket":
      return "Order ticket";
    case "flatten":
      return `${ACT_WORDS[side.act ?? "flatten"]} ${side.title}`;
    case "rebalance":
      return "Rebalance plan";
    case "preset":
      return `${side.orderSide === "buy" ? "Buy" : "Sell"} ${side.title}`;
    case "presets":
      return "Presets";
    case "kill":
      return "Kill";
    case "connect":
      return "Add account";
    case "group":
      return side.groupId === undefined ? "New group" : "Edit group";
    case "limits":
      return `Limits: ${side.title}`;
    case "dead-man":
      return `Dead-man switch: ${side.title}`;
    case "settings":
      return "Settings";
    case "keys":
      return "Hotkeys";
    case "alerts":
      return "Alerts";
  }
}

/** Puts something in the ticket's place; `ticket` brings the ticket back. */
export function showSide(store: WorkspaceStore, side: SidePanel): void {
  store.setState({ side });
}

/** Brings a panel to the front of its tabs. */
export function showPanel(store: WorkspaceStore, panel: "chart" | "rebalance"): void {
  store.setState(({ wished }) => ({ wished: { panel, count: (wished?.count ?? 0) + 1 } }));
}

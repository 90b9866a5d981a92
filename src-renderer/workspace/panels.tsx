// The panels of the workspace: what each shows, and what stands in its head beside the tab.
import type { FunctionComponent, ReactNode } from "react";
import { AccountsActions, AccountsPanel } from "../features/accounts/accounts-panel.tsx";
import {
  ChartPanel,
  ChartTitle,
  IntervalTabs,
  SecondChartPanel,
  SecondChartTitle,
  SecondIntervalTabs,
} from "../features/chart/chart-panel.tsx";
import { FillActions } from "../features/fills/fill-actions.tsx";
import { FillsPanel } from "../features/fills/fills-panel.tsx";
import { JournalFilters } from "../features/journal/journal-filters.tsx";
import { JournalPanel } from "../features/journal/journal-panel.tsx";
import { LadderActions, LadderPanel } from "../features/ladder/ladder-panel.tsx";
import { OrderActions } from "../features/orders/order-actions.tsx";
import { OrdersPanel } from "../features/orders/orders-panel.tsx";
import { PositionActions } from "../features/positions/position-actions.tsx";
import { PositionsPanel } from "../features/positions/positions-panel.tsx";
import { RebalanceActions, RebalancePanel } from "../features/rebalance/rebalance-panel.tsx";
import { RiskActions, RiskPanel } from "../features/risk/risk-panel.tsx";
import { RightColumn, SideActions } from "./right-column.tsx";

export type PanelId =
  | "accounts"
  | "risk"
  | "chart"
  | "chart2"
  | "ladder"
  | "rebalance"
  | "ticket"
  | "positions"
  | "orders"
  | "fills"
  | "journal";

export interface PanelParts {
  /** Name of its tab, and of its region while it is the open one. */
  readonly title: string;
  readonly Body: FunctionComponent;
  /** Beside the tab. */
  readonly Start?: FunctionComponent;
  /** At the end of the head. */
  readonly End?: FunctionComponent;
}

export const PANELS: Readonly<Record<PanelId, PanelParts>> = {
  accounts: { title: "Accounts", Body: AccountsPanel, End: AccountsActions },
  risk: { title: "Risk", Body: RiskPanel, End: RiskActions },
  chart: { title: "Chart", Body: ChartPanel, Start: ChartTitle, End: IntervalTabs },
  chart2: {
    title: "Chart 2",
    Body: SecondChartPanel,
    Start: SecondChartTitle,
    End: SecondIntervalTabs,
  },
  rebalance: { title: "Rebalance", Body: RebalancePanel, End: RebalanceActions },
  ladder: { title: "Book", Body: LadderPanel, End: LadderActions },
  ticket: { title: "Order ticket", Body: RightColumn, End: SideActions },
  positions: { title: "Positions", Body: PositionsPanel, End: PositionActions },
  orders: { title: "Orders", Body: OrdersPanel, End: OrderActions },
  fills: { title: "Fills", Body: FillsPanel, End: FillActions },
  journal: { title: "Journal", Body: JournalPanel, End: JournalFilters },
};

/** The parts of a panel; undefined for an id that this version does not know. */
export function panelParts(id: string | undefined): PanelParts | undefined {
  return Object.entries(PANELS).find(([known]) => known === id)?.[1];
}

/** The panel's body in the box that all panels share. */
export function PanelBody({ id }: { readonly id: string }): ReactNode {
  const Body = panelParts(id)?.Body;
  return <div className={`panel ${id}`}>{Body === undefined ? null : <Body />}</div>;
}

// The frame: top, left, chart, ticket, book, status. Panels swap inside it, the frame never moves.
import { useLayoutEffect, type ReactNode } from "react";
import { AccountsPanel } from "../features/accounts/accounts-panel.tsx";
import { ChartPanel } from "../features/chart/chart-panel.tsx";
import { RiskPanel } from "../features/risk/risk-panel.tsx";
import { useLink, useWorkspace } from "../stores/use-terminal.ts";
import { DensityContext } from "../ui/use-row-height.ts";
import { Book } from "./book.tsx";
import { useHotkeys } from "./hotkeys.ts";
import { RightColumn } from "./right-column.tsx";
import { StatusBar } from "./status-bar.tsx";
import { TopBar } from "./top-bar.tsx";

export function Workspace(): ReactNode {
  const link = useLink((state) => state.state);
  const density = useWorkspace((state) => state.density);
  useAppearance();
  useHotkeys();
  return (
    <DensityContext value={density}>
      <div className={link === "lost" ? "frame lost" : "frame"}>
        <TopBar />
        <main className="work">
          <div className="side">
            <AccountsPanel />
            <RiskPanel />
          </div>
          <ChartPanel />
          <div className="right">
            <RightColumn />
          </div>
          <Book />
        </main>
        <StatusBar />
      </div>
    </DensityContext>
  );
}

/** Theme, side palette and density stand on the root element before anything that reads the tokens runs. */
function useAppearance(): void {
  const { theme, sides, density } = useWorkspace((state) => state);
  useLayoutEffect(() => {
    Object.assign(document.documentElement.dataset, { theme, sides, density });
  }, [theme, sides, density]);
}

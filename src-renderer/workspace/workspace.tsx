// The frame: top, left, chart, ticket, book, status. Panels swap inside it, the frame never moves.
import { useLayoutEffect, type ReactNode } from "react";
import { ActionsContext } from "../stores/use-actions.ts";
import { AmendCard } from "../features/amend/amend-card.tsx";
import { useLink, useWorkspace } from "../stores/use-terminal.ts";
import { useFullText } from "../ui/full-text.ts";
import { DensityContext } from "../ui/use-row-height.ts";
import { Toasts } from "../features/alerts/toasts.tsx";
import { useFirstStepsEnd } from "../features/onboarding/first-steps.tsx";
import { useLimitNotices } from "../features/risk/limit-notices.ts";
import { EmptyState } from "../ui/messages.tsx";
import { ACTIONS } from "./actions.ts";
import { CommandPalette } from "./command-palette.tsx";
import { Dock } from "./dock.tsx";
import { useHotkeys } from "./hotkeys.ts";
import { StatusBar } from "./status-bar.tsx";
import { TopBar } from "./top-bar.tsx";

export function Workspace(): ReactNode {
  const link = useLink((state) => state.state);
  const density = useWorkspace((state) => state.density);
  useAppearance();
  useHotkeys();
  useFirstStepsEnd();
  useFullText();
  useLimitNotices();
  return (
    <DensityContext value={density}>
      <ActionsContext value={ACTIONS}>
        <div className={link === "lost" ? "frame lost" : "frame"}>
          <TopBar />
          <main className="work">{link === "opening" ? <Opening /> : <Dock />}</main>
          <StatusBar />
          <AmendCard />
        </div>
        <CommandPalette />
        <Toasts />
      </ActionsContext>
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

/** Stands until main has told what there is: a screen without figures is not a screen of zeros. */
function Opening(): ReactNode {
  return <EmptyState title="Opening">Reading accounts, positions and orders.</EmptyState>;
}

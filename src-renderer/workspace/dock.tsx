// The docking layout. Nothing else knows dockview: panels are moved and resized here, and the arrangement is kept.
import {
  DockviewReact,
  type DockviewApi,
  type DockviewTheme,
  type IDockviewHeaderActionsProps,
  type IDockviewPanelHeaderProps,
  type IDockviewPanelProps,
} from "dockview-react";
import "dockview-react/dist/styles/dockview.css";
import { useEffect, useState, type ReactNode } from "react";
import { useTerminal, useWorkspace } from "../stores/use-terminal.ts";
import { BOOK_TABS, sideTitle, type WorkspaceStore } from "../stores/workspace.ts";
import { arrange, hasAllPanels } from "./arrangement.ts";
import { PanelBody, panelParts } from "./panels.tsx";
import { PanelTab } from "./panel-tab.tsx";

const THEME: DockviewTheme = { name: "yoke", className: "dock-theme", gap: 1, dndTabIndicator: "line" };
const COMPONENTS = { panel: Panel };

export function Dock(): ReactNode {
  const { workspace } = useTerminal();
  const [api, setApi] = useState<DockviewApi>();
  useFollowing(api, workspace);
  return (
    <DockviewReact
      className="dock"
      theme={THEME}
      components={COMPONENTS}
      defaultTabComponent={Tab}
      leftHeaderActionsComponent={HeadStart}
      rightHeaderActionsComponent={HeadEnd}
      disableFloatingGroups
      disableTabsOverflowList
      proportionalLayout={false}
      onReady={(event) => {
        restore(event.api, workspace.getState().dock);
        setApi(event.api);
      }}
    />
  );
}

/** The saved arrangement if it still fits, else the first one. */
function restore(api: DockviewApi, saved: unknown): void {
  if (saved !== undefined) {
    try {
      api.fromJSON(saved as Parameters<DockviewApi["fromJSON"]>[0]);
      if (hasAllPanels(api)) return;
    } catch {
      // An arrangement of another version: the first one is as good.
    }
  }
  api.clear();
  arrange(api);
}

/** What is asked for opens; what a person opens is remembered; what is moved is kept. */
function useFollowing(api: DockviewApi | undefined, workspace: WorkspaceStore): void {
  const book = useWorkspace((state) => state.book);
  const side = useWorkspace((state) => state.side);
  const rearranged = useWorkspace((state) => state.rearranged);
  useEffect(() => {
    api?.getPanel(book)?.api.setActive();
  }, [api, book]);
  useEffect(() => {
    const panel = api?.getPanel("ticket");
    panel?.api.setTitle(sideTitle(side));
    if (side.kind !== "ticket") panel?.api.setActive();
  }, [api, side]);
  useEffect(() => {
    if (api === undefined || rearranged === 0) return;
    api.clear();
    arrange(api);
  }, [api, rearranged]);
  useEffect(() => {
    if (api === undefined) return;
    const stops = [
      api.onDidLayoutChange(() => {
        workspace.setState({ dock: api.toJSON() });
      }),
      api.onDidActivePanelChange((event) => {
        const id = event.panel?.id;
        const opened = BOOK_TABS.find((tab) => tab === id);
        if (opened !== undefined) workspace.setState({ book: opened });
      }),
    ];
    return () => {
      for (const stop of stops) stop.dispose();
    };
  }, [api, workspace]);
}

function Panel({ api }: IDockviewPanelProps): ReactNode {
  return <PanelBody id={api.id} />;
}

function Tab({ api }: IDockviewPanelHeaderProps): ReactNode {
  const [title, setTitle] = useState(api.title);
  useEffect(() => {
    const stop = api.onDidTitleChange((event) => {
      setTitle(event.title);
    });
    return () => {
      stop.dispose();
    };
  }, [api]);
  return <PanelTab id={api.id} title={title ?? ""} />;
}

function HeadStart({ activePanel }: IDockviewHeaderActionsProps): ReactNode {
  const Start = panelParts(activePanel?.id)?.Start;
  return Start === undefined ? null : (
    <div className="head-part">
      <Start />
    </div>
  );
}

function HeadEnd({ activePanel }: IDockviewHeaderActionsProps): ReactNode {
  const End = panelParts(activePanel?.id)?.End;
  return End === undefined ? null : (
    <div className="head-part">
      <End />
    </div>
  );
}

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
import { Activity, useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import type { Told } from "../stores/attention-rules.ts";
import { useTerminal, useWorkspace } from "../stores/use-terminal.ts";
import { BOOK_TABS, showSide, sideTitle, type WorkspaceStore } from "../stores/workspace.ts";
import { arrange, fit, addMissingPanels, showSecondChart, sizesFor, sizesNow } from "./arrangement.ts";
import { PanelBody, panelParts } from "./panels.tsx";
import { PanelTab } from "./panel-tab.tsx";

const THEME: DockviewTheme = { name: "yoke", className: "dock-theme", gap: 1, dndTabIndicator: "line" };
const UNREADABLE: Told = {
  kind: "system",
  level: "warn",
  text: "The saved arrangement of the panels could not be read. The first one stands instead.",
  remedy: "Move the panels again: what you move is kept.",
};
const COMPONENTS = { panel: Panel };

export function Dock(): ReactNode {
  const { workspace, attention } = useTerminal();
  const [api, setApi] = useState<DockviewApi>();
  const box = useRef<HTMLDivElement>(null);
  useFollowing(api, workspace);
  useKeeping(api, box, workspace);
  useFitting(api, box, workspace);
  return (
    <div className="dock" ref={box}>
      <DockviewReact
        theme={THEME}
        components={COMPONENTS}
        defaultTabComponent={Tab}
        leftHeaderActionsComponent={HeadStart}
        rightHeaderActionsComponent={HeadEnd}
        disableFloatingGroups
        disableTabsOverflowList
        proportionalLayout={false}
        disableAutoResizing
        onReady={(event) => {
          event.api.layout(box.current?.clientWidth ?? 0, box.current?.clientHeight ?? 0);
          if (!restore(event.api, workspace.getState().dock)) {
            workspace.setState({ dock: undefined });
            attention.tell(UNREADABLE);
          }
          setApi(event.api);
        }}
      />
    </div>
  );
}

/** The saved arrangement if it still fits, else the first one; false: what was saved could not be read. */
function restore(api: DockviewApi, saved: unknown): boolean {
  if (saved === undefined) {
    arrange(api);
    return true;
  }
  try {
    api.fromJSON(saved as Parameters<DockviewApi["fromJSON"]>[0]);
    if (addMissingPanels(api)) return true;
  } catch {
    // Of another version, or damaged on its way: dockview says so in words of its own.
  }
  api.clear();
  arrange(api);
  return false;
}

/** What is asked for opens; what a person opens is remembered; what is moved is kept. */
function useFollowing(api: DockviewApi | undefined, workspace: WorkspaceStore): void {
  const book = useWorkspace((state) => state.book);
  const side = useWorkspace((state) => state.side);
  const rearranged = useWorkspace((state) => state.rearranged);
  const wanted = useWorkspace((state) => state.wanted);
  useEffect(() => {
    api?.getPanel(book)?.api.setActive();
  }, [api, book]);
  const wished = useWorkspace((state) => state.wished);
  useEffect(() => {
    if (wished !== undefined) api?.getPanel(wished.panel)?.api.setActive();
  }, [api, wished]);
  useEffect(() => {
    if (wanted !== undefined) api?.getPanel(wanted.panel)?.api.setActive();
  }, [api, wanted]);
  useEffect(() => {
    const panel = api?.getPanel("ticket");
    panel?.api.setTitle(sideTitle(side));
    if (side.kind !== "ticket") panel?.api.setActive();
  }, [api, side]);
  useEffect(() => {
    if (api === undefined || rearranged === 0) return;
    api.clear();
    arrange(api);
    workspace.setState({ dock: undefined });
  }, [api, rearranged, workspace]);
  const second = useWorkspace((state) => state.secondChart !== undefined);
  useEffect(() => {
    if (api !== undefined) showSecondChart(api, second);
  }, [api, rearranged, second]);
  useEffect(() => {
    const stop = api?.onDidActivePanelChange((event) => {
      const opened = BOOK_TABS.find((tab) => tab === event.panel?.id);
      if (opened !== undefined) workspace.setState({ book: opened });
      followRebalance(workspace, event.panel?.id);
    });
    return () => {
      stop?.dispose();
    };
  }, [api, workspace]);
}

/** The plan of a rebalance stands in the ticket's place while its panel is open; nothing else gives way to it. */
function followRebalance(workspace: WorkspaceStore, opened: string | undefined): void {
  const { side } = workspace.getState();
  if (opened === "rebalance" && side.kind === "ticket") showSide(workspace, { kind: "rebalance" });
  if (opened === "chart" && side.kind === "rebalance") showSide(workspace, { kind: "ticket" });
}

/** An arrangement is kept from the first time that a hand has changed it; until then it follows the window. */
function useKeeping(
  api: DockviewApi | undefined,
  box: RefObject<HTMLDivElement | null>,
  workspace: WorkspaceStore,
): void {
  useEffect(() => {
    const element = box.current;
    if (api === undefined || element === null) return;
    const keep = (): void => workspace.setState({ dock: api.toJSON() });
    const isSash = ({ target }: Event): boolean =>
      target instanceof Element && target.closest(".dv-sash") !== null;
    const afterSash = (event: Event): void => {
      if (isSash(event)) window.addEventListener("pointerup", keep, { once: true });
    };
    const stop = api.onDidMovePanel(keep);
    element.addEventListener("pointerdown", afterSash, true);
    return () => {
      stop.dispose();
      element.removeEventListener("pointerdown", afterSash, true);
      window.removeEventListener("pointerup", keep);
    };
  }, [api, box, workspace]);
}

/** When the window changes, the chart takes or gives the room: ticket, accounts and book keep their sizes. */
function useFitting(
  api: DockviewApi | undefined,
  box: RefObject<HTMLDivElement | null>,
  workspace: WorkspaceStore,
): void {
  useEffect(() => {
    const element = box.current;
    if (api === undefined || element === null) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      if (clientWidth === api.width && clientHeight === api.height) return;
      const touched = workspace.getState().dock !== undefined;
      const sizes = touched ? sizesNow(api) : sizesFor(clientWidth, clientHeight);
      api.layout(clientWidth, clientHeight);
      fit(api, sizes);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [api, box, workspace]);
}

/** A panel that lies behind another keeps what it holds, but hears and draws nothing until it is in front again. */
function Panel({ api }: IDockviewPanelProps): ReactNode {
  const [visible, setVisible] = useState(api.isVisible);
  useEffect(() => {
    const stop = api.onDidVisibilityChange((event) => {
      setVisible(event.isVisible);
    });
    return () => {
      stop.dispose();
    };
  }, [api]);
  return (
    <Activity mode={visible ? "visible" : "hidden"}>
      <PanelBody id={api.id} />
    </Activity>
  );
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
    <div className="head-part" data-goes-whole="">
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

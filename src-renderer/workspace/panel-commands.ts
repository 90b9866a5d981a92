// Each panel of the dock as an action that brings it to the front.
import type { Action } from "../stores/action.ts";
import { openPanel, showSide } from "../stores/workspace.ts";
import { PANELS } from "./panels.tsx";

const KEYS: Readonly<Record<string, string>> = { positions: "1", orders: "2", fills: "3", journal: "4" };

export const PANEL_COMMANDS: readonly Action[] = Object.entries(PANELS)
  .filter(([id]) => id !== "ticket" && id !== "chart2")
  .map(([id, { title }]) => ({
    id: `panel.${id}`,
    title: `Show ${title.toLowerCase()}`,
    section: "View",
    keywords: "panel tab",
    ...(KEYS[id] === undefined ? {} : { hotkey: KEYS[id] }),
    run: ({ workspace }) => {
      if (workspace.getState().side.kind === "keys") showSide(workspace, { kind: "ticket" });
      openPanel(workspace, id);
    },
  }));

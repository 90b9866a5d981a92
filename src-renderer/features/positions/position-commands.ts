// What can be done with positions from the palette and the keyboard: always a plan that is shown first.
import type { Action } from "../../stores/action.ts";
import type { PositionAct } from "../../../src-core/contract/requests.ts";
import { pickRow, showSide } from "../../stores/workspace.ts";
import { ENVIRONMENT_WORDS } from "../../ui/words.ts";
import { positionTarget, showActOn } from "./position-target.ts";
import { chosenPosition } from "./use-chosen-position.ts";

export const POSITION_COMMANDS: readonly Action[] = [
  actOn("flatten", "Flatten the selected position: show the plan", "F", "close zero exit"),
  actOn(
    "stop-to-entry",
    "Stop of the selected position to its entry: show the plan",
    "E",
    "break even protect",
  ),
  actOn("halve", "Halve the selected position: show the plan", "H", "half reduce close part"),
  actOn("reverse", "Reverse the selected position: show the plan", "R", "flip turn round other side"),
  {
    id: "position.pick",
    title: "Pick the selected position, to act on several",
    section: "Positions and orders",
    keywords: "mark multiple rows",
    hotkey: "X",
    obstacle: (terminal) => (chosenPosition(terminal) === undefined ? "Select a position first" : undefined),
    run: (terminal) => {
      const id = chosenPosition(terminal);
      if (id !== undefined) pickRow(terminal.workspace, id);
    },
  },
  {
    id: "environment.flatten",
    title: "Flatten everything in this environment: show the plan",
    section: "Emergency",
    keywords: "close all exit zero",
    obstacle: ({ entities, workspace }) => {
      const { environment } = workspace.getState();
      const open = Object.values(entities.position.getState().byId).some(
        (position) => position.environment === environment,
      );
      return open ? undefined : "No position is open";
    },
    run: ({ workspace }) => {
      const { environment } = workspace.getState();
      showSide(workspace, {
        kind: "flatten",
        scope: { kind: "environment", environment },
        title: `all ${ENVIRONMENT_WORDS[environment]}`,
      });
    },
  },
];

function actOn(act: PositionAct, title: string, hotkey: string, keywords: string): Action {
  return {
    id: `position.${act}`,
    title,
    section: "Positions and orders",
    keywords,
    hotkey,
    obstacle: (terminal) => (positionTarget(terminal) === undefined ? "Select a position first" : undefined),
    run: (terminal) => {
      showActOn(terminal, act);
    },
  };
}

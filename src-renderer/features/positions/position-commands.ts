// What can be done with positions from the palette and the keyboard: always a plan that is shown first.
import type { Action } from "../../stores/action.ts";
import type { Terminal } from "../../stores/terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { ENVIRONMENT_WORDS } from "../../ui/words.ts";
import { chosenPosition } from "./use-chosen-position.ts";

export const POSITION_COMMANDS: readonly Action[] = [
  {
    id: "position.flatten",
    title: "Flatten the selected position: show the plan",
    section: "Positions and orders",
    keywords: "close zero exit",
    hotkey: "F",
    obstacle: (terminal) => (chosenPosition(terminal) === undefined ? "Select a position first" : undefined),
    run: flattenChosen,
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

/** Shows the plan that brings the chosen row to zero. */
export function flattenChosen(terminal: Terminal): void {
  const { entities, workspace } = terminal;
  const positionId = chosenPosition(terminal);
  const position = entities.position.getState().byId[positionId ?? ""];
  if (positionId === undefined || position === undefined) return;
  const account = entities.account.getState().byId[position.accountId ?? ""]?.name;
  const title = account === undefined ? position.name : `${account} ${position.name}`;
  showSide(workspace, { kind: "flatten", scope: { kind: "position", positionId }, title });
}

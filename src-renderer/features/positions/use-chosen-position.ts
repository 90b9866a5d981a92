// The row that Flatten applies to. A row that went away is not replaced by another: that would move the aim.
import { useStore } from "zustand";
import type { Terminal } from "../../stores/terminal.ts";
import { useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { isHeading, positionHeadings } from "./position-groups.ts";
import { positionLines, positionRows } from "./position-rows.ts";

/** The chosen position's id; the first row while nobody has chosen; undefined when the chosen one is gone. */
export function useChosenPosition(): string | undefined {
  const terminal = useTerminal();
  useWorkspace((state) => state.environment);
  useWorkspace((state) => state.selected.position);
  useWorkspace((state) => state.positionsBy);
  return useStore(terminal.entities.position, () => chosenPosition(terminal));
}

/** The same for an action, at this moment. */
export function chosenPosition(terminal: Terminal): string | undefined {
  const { entities, workspace } = terminal;
  const { environment, selected } = workspace.getState();
  const table = entities.position.getState();
  const headings = positionHeadings(terminal);
  const wanted = selected.position;
  if (wanted !== undefined && isHeading(wanted)) return headings.has(wanted) ? wanted : undefined;
  if (wanted !== undefined) return table.byId[wanted]?.environment === environment ? wanted : undefined;
  const [first] = headings.keys();
  return first ?? positionRows(positionLines(table, entities.account.getState(), environment))[0]?.id;
}

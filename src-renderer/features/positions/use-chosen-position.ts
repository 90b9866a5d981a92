// The row that Flatten applies to. A row that went away is not replaced by another: that would move the aim.
import { useStore } from "zustand";
import type { Terminal } from "../../stores/terminal.ts";
import { useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { positionLines, positionRows } from "./position-rows.ts";

/** The chosen position's id; the first row while nobody has chosen; undefined when the chosen one is gone. */
export function useChosenPosition(): string | undefined {
  const terminal = useTerminal();
  useWorkspace((state) => state.environment);
  useWorkspace((state) => state.selected.position);
  return useStore(terminal.entities.position, () => chosenPosition(terminal));
}

/** The same for an action, at this moment. */
export function chosenPosition({ entities, workspace }: Terminal): string | undefined {
  const { environment, selected } = workspace.getState();
  const table = entities.position.getState();
  const wanted = selected.position;
  if (wanted !== undefined) return table.byId[wanted]?.environment === environment ? wanted : undefined;
  return positionRows(positionLines(table, entities.account.getState(), environment))[0]?.id;
}

// The row that Flatten applies to. A row that went away is not replaced by another: that would move the aim.
import { useStore } from "zustand";
import { useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { positionLines, positionRows } from "./position-rows.ts";

/** The chosen position's id; the first row while nobody has chosen; undefined when the chosen one is gone. */
export function useChosenPosition(): string | undefined {
  const { entities } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const wanted = useWorkspace((state) => state.selected.position);
  return useStore(entities.position, (table) => {
    if (wanted !== undefined) return table.byId[wanted]?.environment === environment ? wanted : undefined;
    return positionRows(positionLines(table, entities.account.getState(), environment))[0]?.id;
  });
}

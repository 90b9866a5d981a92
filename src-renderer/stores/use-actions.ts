// How components reach the registry of actions and the keys that run them.
import { createContext, useContext, useMemo } from "react";
import { bindingsOf } from "../../src-core/settings/hotkeys.ts";
import type { Action } from "./action.ts";
import { useWorkspace } from "./use-terminal.ts";

/** Every action that can have a key; the workspace puts them here. */
export const ActionsContext = createContext<readonly Action[]>([]);

export function useActions(): readonly Action[] {
  return useContext(ActionsContext);
}

/** The chord of each action that has one, by action id. */
export function useBindings(): ReadonlyMap<string, string> {
  const actions = useActions();
  const hotkeys = useWorkspace((state) => state.hotkeys);
  return useMemo(() => bindingsOf(actions, hotkeys), [actions, hotkeys]);
}

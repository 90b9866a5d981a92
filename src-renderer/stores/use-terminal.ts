// How components reach the terminal and read its stores.
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Entities, EntityKind } from "../../src-core/contract/views.ts";
import type { EntityTable } from "./entities.ts";
import type { LinkState } from "./link.ts";
import type { PlanDesk } from "./plan-desk.ts";
import type { PlanState } from "./plan-state.ts";
import type { Terminal } from "./terminal.ts";
import type { TicketState } from "./ticket.ts";
import type { WorkspaceState } from "./workspace.ts";

export const TerminalContext = createContext<Terminal | undefined>(undefined);

/** The terminal of this window. Throws `Invariant:` outside of it. */
export function useTerminal(): Terminal {
  const terminal = useContext(TerminalContext);
  if (terminal === undefined) throw new Error("Invariant: no terminal above this component");
  return terminal;
}

/** One entity, or what the selector picks of it; undefined while it does not exist. */
export function useEntity<K extends EntityKind, R>(
  kind: K,
  id: string | undefined,
  pick: (entity: Entities[K]) => R,
): R | undefined {
  return useStore(useTerminal().entities[kind], (table: EntityTable<Entities[K]>) => {
    const entity = id === undefined ? undefined : table.byId[id];
    return entity === undefined ? undefined : pick(entity);
  });
}

/** Something derived from a whole kind, compared member by member: make it a list of ids or primitives. */
export function useEntities<K extends EntityKind, R>(
  kind: K,
  derive: (table: EntityTable<Entities[K]>) => R,
): R {
  return useStore(useTerminal().entities[kind], useShallow(derive));
}

export function useWorkspace<R>(pick: (state: WorkspaceState) => R): R {
  return useStore(useTerminal().workspace, pick);
}

export function useTicket<R>(pick: (form: TicketState) => R): R {
  return useStore(useTerminal().ticket, pick);
}

export function usePlan<R>(desk: PlanDesk, pick: (state: PlanState) => R): R {
  return useStore(desk.store, pick);
}

export function useLink<R>(pick: (state: LinkState) => R): R {
  return useStore(useTerminal().link, pick);
}

/** Wall clock in whole seconds, in milliseconds. */
export function useNow(): number {
  return useStore(useTerminal().time, ({ nowMs }) => nowMs);
}

// Everything a window holds, made once and handed down: client, mirrors, workspace, ticket and its plan.
import type { StoreApi } from "zustand/vanilla";
import type { HostBridge } from "../../src-core/contract/wire.ts";
import { createClient, type Client } from "../bridge/client.ts";
import { createClockStore, type Clock, type ClockState } from "./clock.ts";
import { createEntityStores, type EntityStores } from "./entities.ts";
import { createLinkStore, type LinkStore } from "./link.ts";
import { createPlanDesk, type PlanDesk } from "./plan-desk.ts";
import { createTicketStore, draftOf, missingOf, type TicketStore } from "./ticket.ts";
import { createWorkspaceStore, type WorkspaceStore } from "./workspace.ts";

export interface Terminal {
  readonly client: Client;
  readonly clock: Clock;
  readonly time: StoreApi<ClockState>;
  readonly entities: EntityStores;
  readonly link: LinkStore;
  readonly workspace: WorkspaceStore;
  readonly ticket: TicketStore;
  /** The plan of the order ticket. */
  readonly desk: PlanDesk;
}

/** A terminal that has not opened its session yet. */
export function createTerminal(bridge: HostBridge, clock: Clock): Terminal {
  const link = createLinkStore();
  const client = createClient(bridge, () => {
    link.setState({ state: "lost" });
  });
  const ticket = createTicketStore();
  const desk = createPlanDesk(client, clock, () => {
    const form = ticket.getState();
    return missingOf(form) === undefined ? client.request("plan/preview-order", { draft: draftOf(form) }) : undefined;
  });
  ticket.subscribe(() => {
    desk.changed();
  });
  return {
    client,
    clock,
    time: createClockStore(clock),
    entities: createEntityStores(),
    link,
    workspace: createWorkspaceStore(),
    ticket,
    desk,
  };
}

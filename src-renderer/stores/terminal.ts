// Everything a window holds, made once and handed down: client, mirrors, workspace, ticket and its plan.
import type { StoreApi } from "zustand/vanilla";
import type { HostBridge } from "../../src-core/contract/wire.ts";
import { createAlertHand, type AlertHand } from "./alert-hand.ts";
import { createAmendDesk, type AmendDesk } from "./amend-desk.ts";
import { createClient, type Client } from "../bridge/client.ts";
import { createAttentionDesk, type AttentionDesk } from "./attention.ts";
import { createClockStore, type Clock, type ClockState } from "./clock.ts";
import { createEntityStores, type EntityStores } from "./entities.ts";
import { createKillDesk, type KillDesk } from "./kill-desk.ts";
import { createLinkStore, type LinkStore } from "./link.ts";
import { createPlanDesk, type PlanDesk } from "./plan-desk.ts";
import { createPresetRoom, type PresetRoom } from "./preset-room.ts";
import { createRebalanceRoom, type RebalanceRoom } from "./rebalance.ts";
import { toDraft } from "../../src-core/ticket/ticket.ts";
import { createTicketStore, problemsOf, type TicketStore } from "./ticket.ts";
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
  /** The plan of the flatten panel. */
  readonly flattenDesk: PlanDesk;
  /** The form, table and plan of the rebalance panel. */
  readonly rebalance: RebalanceRoom;
  /** The plan of the preset that was last run. */
  readonly presets: PresetRoom;
  /** Changes of working orders. */
  readonly amend: AmendDesk;
  /** The price alert that is being moved on a chart. */
  readonly alertHand: AlertHand;
  readonly kill: KillDesk;
  readonly attention: AttentionDesk;
}

/** A terminal that has not opened its session yet. */
export function createTerminal(bridge: HostBridge, clock: Clock): Terminal {
  const link = createLinkStore();
  const client = createClient(bridge, () => {
    link.setState({ state: "lost" });
  });
  const entities = createEntityStores();
  const ticket = createTicketStore();
  const desk = createPlanDesk(client, clock, () => {
    const form = ticket.getState();
    const problems = problemsOf(form, entities.listing.getState().byId[form.listing]);
    return problems.length === 0 ? client.request("plan/preview-order", { draft: toDraft(form) }) : undefined;
  });
  ticket.subscribe(() => {
    desk.changed();
  });
  const workspace = createWorkspaceStore();
  const flattenDesk = createPlanDesk(client, clock, () => {
    const { side } = workspace.getState();
    if (side.kind !== "flatten") return undefined;
    const { scope, clear = [], act: how } = side;
    const act = how === undefined ? {} : { act: how };
    return client.request("plan/preview-flatten", { scope, clear: [...clear], ...act });
  });
  const attention = createAttentionDesk({ entities, workspace, link, clock });
  return {
    client,
    clock,
    time: createClockStore(clock),
    entities,
    link,
    workspace,
    ticket,
    desk,
    flattenDesk,
    rebalance: createRebalanceRoom(client, clock),
    presets: createPresetRoom(client, clock, workspace),
    amend: createAmendDesk(client, clock),
    kill: createKillDesk(client, workspace),
    alertHand: createAlertHand(client, entities, attention),
    attention,
  };
}

/** The desk whose plan stands in the right column; undefined while something else does. */
export function shownDesk(terminal: Terminal): PlanDesk | undefined {
  const { side } = terminal.workspace.getState();
  if (side.kind === "ticket") return terminal.desk;
  if (side.kind === "rebalance") return terminal.rebalance.desk;
  if (side.kind === "preset") return terminal.presets.desk;
  return side.kind === "flatten" ? terminal.flattenDesk : undefined;
}

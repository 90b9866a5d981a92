// The kill switch: its scope, and what main answered. The frame's button and the panel share it.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { KillOrderView, KillView } from "../../src-core/contract/outcome-views.ts";
import type { KillScope } from "../../src-core/contract/requests.ts";
import type { Client, Failure } from "../bridge/client.ts";
import type { WorkspaceStore } from "./workspace.ts";

export interface KillState {
  readonly reach: "environment" | "all";
  readonly failures: readonly Failure[];
  /** What the halt has reached, as main last said it. */
  readonly look?: KillView;
}

export interface KillDesk {
  readonly store: StoreApi<KillState>;
  setReach(reach: KillState["reach"]): void;
  /** Halts and cancels; safe to call twice, and never held back by anything here. */
  engage(): void;
  resume(): void;
  /** Asks main what the halt has reached and what it leaves alone. */
  look(): void;
  /** Cancels these by name: protection of ours, orders of others. */
  cancelNamed(orders: readonly KillOrderView[]): void;
}

/** A kill switch for the environment on the screen, or for everything. */
export function createKillDesk(client: Client, workspace: WorkspaceStore): KillDesk {
  const store = createStore<KillState>(() => ({ reach: "environment", failures: [] }));
  const scope = (): KillScope =>
    store.getState().reach === "all"
      ? { kind: "all" }
      : { kind: "environment", environment: workspace.getState().environment };
  const look = (): void => {
    void client.request("kill/look", { scope: scope() }).then((answer) => {
      if (answer.ok) store.setState({ look: answer.value });
    });
  };
  const ask = (channel: "kill/engage" | "kill/resume"): void => {
    void client.request(channel, { scope: scope() }).then((answer) => {
      store.setState({ failures: answer.ok ? [] : answer.failures });
    });
  };
  return {
    store,
    setReach: (reach) => {
      store.setState({ reach, failures: [] });
    },
    engage: () => {
      ask("kill/engage");
    },
    resume: () => {
      ask("kill/resume");
    },
    look,
    cancelNamed: (orders) => {
      const named = orders.map(({ accountId, orderId }) => ({ accountId, orderId }));
      void client.request("kill/cancel-named", { scope: scope(), orders: named }).then((answer) => {
        store.setState({ failures: answer.ok ? [] : answer.failures });
        look();
      });
    },
  };
}

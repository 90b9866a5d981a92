// The kill switch: its scope, and what main answered. The frame's button and the panel share it.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { KillScope } from "../../src-core/contract/requests.ts";
import type { Client, Failure } from "../bridge/client.ts";
import type { WorkspaceStore } from "./workspace.ts";

export interface KillState {
  readonly reach: "environment" | "all";
  readonly failures: readonly Failure[];
}

export interface KillDesk {
  readonly store: StoreApi<KillState>;
  setReach(reach: KillState["reach"]): void;
  /** Halts and cancels; safe to call twice, and never held back by anything here. */
  engage(): void;
  resume(): void;
}

/** A kill switch for the environment on the screen, or for everything. */
export function createKillDesk(client: Client, workspace: WorkspaceStore): KillDesk {
  const store = createStore<KillState>(() => ({ reach: "environment", failures: [] }));
  const scope = (): KillScope =>
    store.getState().reach === "all"
      ? { kind: "all" }
      : { kind: "environment", environment: workspace.getState().environment };
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
  };
}

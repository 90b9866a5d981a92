// A price alert in the hand: dragged or stepped on the chart. It is no order, so letting go is enough.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AlertView } from "../../src-core/contract/views.ts";
import { stepBy } from "../../src-core/ticket/step-by.ts";
import type { Client } from "../bridge/client.ts";
import type { AttentionDesk } from "./attention.ts";
import type { EntityStores } from "./entities.ts";

export interface HeldAlert {
  readonly alert: AlertView;
  readonly to: string;
}

export interface AlertHand {
  readonly store: StoreApi<{ readonly held?: HeldAlert }>;
  /** Takes hold of an alert; false where it is gone. */
  take(alertId: string): boolean;
  moveTo(level: string): void;
  stepBy(step: string, times: number): void;
  /** Saves the new level; one that did not change is left alone. */
  drop(): void;
  leave(): void;
  /** A new alert, once. */
  set(listing: string, level: string): void;
  remove(alertId: string): void;
}

/** The hand of one window; what main refuses is told. */
export function createAlertHand(
  client: Client,
  { alert: alerts }: Pick<EntityStores, "alert">,
  attention: Pick<AttentionDesk, "tell">,
): AlertHand {
  const store = createStore<{ readonly held?: HeldAlert }>(() => ({}));
  const moveTo = (to: string): void => {
    const { held } = store.getState();
    if (held !== undefined) store.setState({ held: { ...held, to } }, true);
  };
  const save = async (draft: Parameters<typeof client.request<"alert/save">>[1]): Promise<void> => {
    const answer = await client.request("alert/save", draft);
    if (answer.ok) return;
    const text = answer.failures.map(({ message }) => message).join(" ");
    attention.tell({ kind: "alert", level: "warn", text: `The alert was not set. ${text}` });
  };
  return {
    store,
    take: (alertId) => {
      const alert = alerts.getState().byId[alertId];
      if (alert !== undefined) store.setState({ held: { alert, to: alert.level } }, true);
      return alert !== undefined;
    },
    moveTo,
    stepBy: (step, times) => {
      const { held } = store.getState();
      if (held !== undefined) moveTo(stepBy(held.to, step, times));
    },
    drop: () => {
      const { held } = store.getState();
      store.setState({}, true);
      if (held === undefined || held.to === held.alert.level) return;
      const { id, listing, repeats } = held.alert;
      void save({ alertId: id, listing, level: held.to, repeats });
    },
    leave: () => store.setState({}, true),
    set: (listing, level) => void save({ listing, level, repeats: false }),
    remove: (alertId) => void client.request("alert/remove", { alertId }),
  };
}

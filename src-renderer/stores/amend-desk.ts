// One change of working orders at a time: dragged, typed or stepped; planned by main; sent by nothing but Submit.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { OrderView } from "../../src-core/contract/views.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import { stepBy } from "../../src-core/ticket/step-by.ts";
import type { Client } from "../bridge/client.ts";
import type { Clock } from "./clock.ts";
import { createPlanDesk, type PlanDesk } from "./plan-desk.ts";

/** What can be changed by one gesture: one or more orders at one price. */
export interface Amendable {
  readonly orderIds: readonly string[];
  readonly listing: string;
  /** What it is called, for example `Buy 0.300`. */
  readonly label: string;
  readonly field: "price" | "trigger" | "quantity";
  /** Decimal text, as it is now. */
  readonly from: string;
}

/** A place in the window, in pixels. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
}

export interface AmendWish extends Amendable {
  readonly to: string;
  /** What the card with the preview stands beside. */
  readonly beside: Anchor;
  /** The hand is still on it: it can be looked at and not sent. */
  readonly held: boolean;
}

export interface AmendState {
  readonly wish?: AmendWish;
}

export interface AmendDesk {
  readonly store: StoreApi<AmendState>;
  readonly plans: PlanDesk;
  /** Takes hold; what was wished before and not sent is forgotten. False while a change before it is unanswered. */
  begin(what: Amendable, beside: Anchor, held: boolean): boolean;
  /** To another value. */
  moveTo(to: string, beside?: Anchor): void;
  stepBy(step: string, times: number): void;
  /** Lets go: a value that did not change is no wish. */
  drop(): void;
  /** Forgets the wish; what was sent stays sent. */
  leave(): void;
}

/** The desk of a window's changes. */
export function createAmendDesk(client: Client, clock: Clock): AmendDesk {
  const store = createStore<AmendState>(() => ({}));
  const plans = createPlanDesk(client, clock, () => {
    const { wish } = store.getState();
    if (wish === undefined || !isChange(wish)) return undefined;
    const { orderIds, field, to } = wish;
    return client.request("plan/preview-amend", { draft: { orderIds: [...orderIds], [field]: to } });
  });
  const put = (wish: AmendWish): void => {
    store.setState({ wish }, true);
    plans.changed();
  };
  const leave = (): void => {
    store.setState({}, true);
    plans.clear();
  };
  plans.store.subscribe(({ submission }) => {
    if (submission?.state === "sent" && store.getState().wish !== undefined) leave();
  });
  const isBusy = (): boolean => {
    const state = plans.store.getState().submission?.state;
    return state === "sending" || state === "unanswered";
  };
  return {
    store,
    plans,
    begin: (what, beside, held) => {
      if (isBusy()) return false;
      plans.clear();
      put({ ...what, to: what.from, beside, held });
      return true;
    },
    moveTo: (to, beside) => {
      const { wish } = store.getState();
      if (wish !== undefined && wish.to !== to && !isBusy())
        put({ ...wish, to, beside: beside ?? wish.beside });
    },
    stepBy: (step, times) => {
      const { wish } = store.getState();
      if (wish !== undefined && !isBusy()) put({ ...wish, to: stepBy(wish.to, step, times) });
    },
    drop: () => {
      const { wish } = store.getState();
      if (wish === undefined) return;
      if (isChange(wish)) store.setState({ wish: { ...wish, held: false } }, true);
      else leave();
    },
    leave: () => {
      if (!isBusy()) leave();
    },
  };
}

/** Whether the wish differs from what is there. */
function isChange({ from, to }: Pick<AmendWish, "from" | "to">): boolean {
  const [before, after] = [Decimal.parse(from), Decimal.parse(to)];
  return after !== undefined && (before === undefined || !before.equals(after));
}

/** Orders that certainly work and have no other change under way. */
export function amendableOf(
  legs: readonly OrderView[],
  label: string,
  price: string | undefined,
): Amendable | undefined {
  const movable = legs.filter(
    ({ status, amend }) =>
      (status === "OPEN" || status === "PARTIAL") && (amend === undefined || amend.status === "rejected"),
  );
  const [first] = movable;
  if (first === undefined || price === undefined) return undefined;
  return {
    orderIds: movable.map(({ id }) => id),
    listing: first.listing,
    label,
    field: first.trigger === undefined ? "price" : "trigger",
    from: price,
  };
}

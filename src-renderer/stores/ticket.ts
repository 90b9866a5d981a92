// The order form as typed: texts only. Numbers are read in core, where a wrong field can be named.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { OrderDraft } from "../../src-core/contract/requests.ts";
import { hasLimitPrice, hasTrigger } from "../../src-core/order-terms/order-terms.ts";

export interface TicketForm {
  readonly groupId: string;
  readonly listing: string;
  readonly side: OrderDraft["side"];
  readonly type: OrderDraft["type"];
  readonly quantity: string;
  readonly price: string;
  readonly trigger: string;
  readonly timeInForce: OrderDraft["timeInForce"];
  readonly postOnly: boolean;
  readonly reduceOnly: boolean;
  readonly method: OrderDraft["method"];
  readonly leftover: OrderDraft["leftover"];
  readonly denial: OrderDraft["denial"];
  readonly failure: OrderDraft["failure"];
}

export type TicketStore = StoreApi<TicketForm>;

export const EMPTY_TICKET: TicketForm = {
  groupId: "",
  listing: "",
  side: "buy",
  type: "limit",
  quantity: "",
  price: "",
  trigger: "",
  timeInForce: "GTC",
  postOnly: false,
  reduceOnly: false,
  method: "equity",
  leftover: "redistribute",
  denial: "reject-all",
  failure: "ask",
};

/** A ticket with nothing typed. */
export function createTicketStore(): TicketStore {
  return createStore<TicketForm>(() => EMPTY_TICKET);
}

/** What the form asks to preview; prices that the type does not use are left out, whatever is still typed in them. */
export function draftOf(form: TicketForm): OrderDraft {
  const { price, trigger, postOnly, ...rest } = form;
  return {
    ...rest,
    quantity: rest.quantity.trim(),
    postOnly: postOnly && form.type === "limit",
    ...(hasLimitPrice(form.type) ? { price: price.trim() } : {}),
    ...(hasTrigger(form.type) ? { trigger: trigger.trim() } : {}),
  };
}

/** The first thing that keeps the form from being asked about, in the words of the fire button; undefined when it can be. */
export function missingOf(form: TicketForm): string | undefined {
  if (form.groupId === "") return "Choose a group to send";
  if (form.listing === "") return "Choose a symbol to send";
  if (form.quantity.trim() === "") return "Type a quantity to send";
  if (hasTrigger(form.type) && form.trigger.trim() === "") return "Type a trigger price to send";
  if (hasLimitPrice(form.type) && form.price.trim() === "") return "Type a price to send";
  return undefined;
}

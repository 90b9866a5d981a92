// The order ticket as typed: texts and choices. Numbers are read where a wrong field can be named.
import type { OrderManner, QuantityIn } from "../allocation/group-order.ts";
import { sharesTotal, sizedByRisk } from "../allocation/size-kind.ts";
import { MAX_DECIMAL_LENGTH } from "../money/decimal.ts";
import { type OrderType, type Side, hasLimitPrice, hasTrigger } from "../order-terms/order-terms.ts";
import { stepBy } from "./step-by.ts";

export interface TicketState extends OrderManner {
  readonly groupId: string;
  readonly listing: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly quantity: string;
  /** What a shared total is counted in; other methods have a meaning of their own. */
  readonly quantityIn: QuantityIn;
  readonly price: string;
  readonly trigger: string;
  /** For a size by risk. */
  readonly stop: string;
  /** For `volatility`, in percent a year. */
  readonly annualVolatility: string;
}

type Unused = "quantityIn" | "price" | "trigger" | "stop" | "annualVolatility";

/** What is asked to be previewed: the state, without what the type and the method do not use. */
export type TicketDraft = Omit<TicketState, Unused> & {
  readonly quantityIn?: QuantityIn;
  readonly price?: string;
  readonly trigger?: string;
  readonly stop?: string;
  readonly annualVolatility?: string;
};

export type TextField = "quantity" | "price" | "trigger" | "stop" | "annualVolatility";
type Choices = Omit<TicketState, TextField | "listing">;

export type TicketAction =
  | { readonly kind: "typed"; readonly field: TextField; readonly text: string }
  | { readonly kind: "stepped"; readonly field: TextField; readonly step: string; readonly times: number }
  | { readonly kind: "chosen"; readonly choices: Partial<Choices> }
  /** The price of a click on the book or chart: it makes a market order a limit order. */
  | { readonly kind: "price-picked"; readonly price: string }
  | { readonly kind: "listing-chosen"; readonly listing: string }
  | { readonly kind: "cleared" };

export const EMPTY_TICKET: TicketState = {
  groupId: "",
  listing: "",
  side: "buy",
  type: "limit",
  quantity: "",
  quantityIn: "size",
  price: "",
  trigger: "",
  stop: "",
  annualVolatility: "",
  timeInForce: "GTC",
  postOnly: false,
  reduceOnly: false,
  method: "equity",
  leftover: "redistribute",
  denial: "reject-all",
  failure: "ask",
};

const NO_TEXTS = { quantity: "", price: "", trigger: "", stop: "", annualVolatility: "" } as const;

/** The ticket after the action. Nothing changes that the hand did not change, but numbers of another listing are cleared: their unit and price are not this one's. */
export function reduceTicket(state: TicketState, action: TicketAction): TicketState {
  switch (action.kind) {
    case "typed":
      return { ...state, [action.field]: action.text.slice(0, MAX_DECIMAL_LENGTH) };
    case "stepped":
      return { ...state, [action.field]: stepBy(state[action.field], action.step, action.times) };
    case "chosen":
      return { ...state, ...action.choices };
    case "price-picked":
      return { ...state, ...typeForPrice(state.type), price: action.price };
    case "listing-chosen":
      return action.listing === state.listing ? state : { ...state, ...NO_TEXTS, listing: action.listing };
    case "cleared":
      return { ...state, ...NO_TEXTS };
  }
}

/** What the ticket asks: numbers trimmed, prices only where the type has them. */
export function toDraft(state: TicketState): TicketDraft {
  const { quantityIn, price, trigger, stop, annualVolatility, ...rest } = state;
  return {
    ...rest,
    quantity: tidyNumber(rest.quantity),
    ...(sharesTotal(state.method) ? { quantityIn } : {}),
    ...(sizedByRisk(state) ? { stop: tidyNumber(stop) } : {}),
    ...(state.method === "volatility" ? { annualVolatility: tidyNumber(annualVolatility) } : {}),
    ...(hasLimitPrice(state.type) ? { price: tidyNumber(price) } : {}),
    ...(hasTrigger(state.type) ? { trigger: tidyNumber(trigger) } : {}),
  };
}

/** A number as typed without what hands leave in it: spaces around, `.5` for 0.5, `5.` for 5. Other text stays. */
export function tidyNumber(text: string): string {
  const trimmed = text.trim();
  if (/^-?\.\d+$/.test(trimmed)) return trimmed.replace(".", "0.");
  return /^-?\d+\.$/.test(trimmed) ? trimmed.slice(0, -1) : trimmed;
}

function typeForPrice(type: OrderType): { readonly type: OrderType } {
  switch (type) {
    case "market":
      return { type: "limit" };
    case "stop":
      return { type: "stop-limit" };
    case "take-profit":
      return { type: "take-profit-limit" };
    default:
      return { type };
  }
}

// The ticket's store: core's reducer holds the rules, this holds the state and says what is still missing.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ListingView } from "../../src-core/contract/views.ts";
import {
  EMPTY_TICKET,
  reduceTicket,
  type TicketAction,
  type TicketState,
} from "../../src-core/ticket/ticket.ts";
import { ticketProblems, type TicketProblem } from "../../src-core/ticket/ticket-problems.ts";

export type TicketStore = StoreApi<TicketState>;
export type Choose = (choices: Extract<TicketAction, { kind: "chosen" }>["choices"]) => void;
export type { TicketAction, TicketState } from "../../src-core/ticket/ticket.ts";
export type { TicketProblem } from "../../src-core/ticket/ticket-problems.ts";

/** A ticket with nothing typed. */
export function createTicketStore(): TicketStore {
  return createStore<TicketState>(() => EMPTY_TICKET);
}

/** One action of the hand; nobody is told of an action that changes nothing. */
export function act(store: TicketStore, action: TicketAction): void {
  const before = store.getState();
  const after = reduceTicket(before, action);
  if (JSON.stringify(after) !== JSON.stringify(before)) store.setState(after, true);
}

/** What is wrong with the ticket as typed, in the order of the fields. */
export function problemsOf(state: TicketState, listing: ListingView | undefined): readonly TicketProblem[] {
  return ticketProblems(state, listing);
}

const TO_SEND: Readonly<Partial<Record<TicketProblem["field"], string>>> = {
  groupId: "Choose a group to send",
  listing: "Choose a symbol to send",
  quantity: "Type a quantity to send",
  price: "Type a price to send",
  trigger: "Type a trigger price to send",
  stop: "Type a stop price to send",
  annualVolatility: "Type the volatility to send",
};

/** The first problem in the words of the fire button; undefined when main can be asked. */
export function obstacleIn(problems: readonly TicketProblem[]): string | undefined {
  const first = problems[0];
  if (first === undefined) return undefined;
  if (first.code === "required") return TO_SEND[first.field] ?? first.message;
  return first.field === "postOnly" ? "Mend post-only to send" : `Mend the ${first.field} to send`;
}

// What can be done with the ticket from the palette and the keyboard. Only one of them sends, and it sends the plan shown.
import { obstacleOf } from "../../stores/plan-state.ts";
import type { Action } from "../../stores/action.ts";
import { shownDesk, type Terminal } from "../../stores/terminal.ts";
import { act, type TicketState } from "../../stores/ticket.ts";
import { showSide } from "../../stores/workspace.ts";
import { focusTicketField } from "./focus-field.ts";

type Choices = Partial<Pick<TicketState, "side" | "type" | "groupId" | "method" | "postOnly">>;

export const TICKET_COMMANDS: readonly Action[] = [
  choice("ticket.buy", "Buy", "B", { side: "buy" }, "long", "Quantity"),
  choice("ticket.sell", "Sell", "S", { side: "sell" }, "short", "Quantity"),
  choice("ticket.market", "Market order", "M", { type: "market", postOnly: false }, "type"),
  choice("ticket.limit", "Limit order", "L", { type: "limit" }, "type"),
  field("ticket.quantity", "Type the quantity", "Q", "Quantity", "size amount"),
  field("ticket.price", "Type the price", "P", "Price", "limit"),
  field("ticket.symbol", "Choose the symbol", "/", "Symbol", "instrument listing market"),
  {
    id: "ticket.group",
    title: "Next group",
    section: "Order",
    keywords: "accounts",
    hotkey: "G",
    obstacle: (terminal) => (groupsOf(terminal).length === 0 ? "Make a group first" : undefined),
    run: chooseNextGroup,
  },
  {
    id: "ticket.submit",
    title: "Send the plan shown",
    section: "Order",
    keywords: "submit fire order",
    hotkey: "Mod+Enter",
    obstacle: (terminal) => {
      const desk = shownDesk(terminal);
      if (desk === undefined) return "No plan is shown";
      return obstacleOf(desk.store.getState(), terminal.clock.now());
    },
    run: (terminal) => void shownDesk(terminal)?.submit(),
  },
  {
    id: "ticket.show",
    title: "Show the order ticket",
    section: "View",
    hotkey: "T",
    run: ({ workspace }) => showSide(workspace, { kind: "ticket" }),
  },
  {
    id: "ticket.clear",
    title: "Empty the ticket",
    section: "Order",
    keywords: "new reset",
    run: ({ ticket, desk }) => {
      act(ticket, { kind: "cleared" });
      desk.clear();
    },
  },
];

function choice(
  id: string,
  title: string,
  hotkey: string,
  choices: Choices,
  keywords: string,
  focus?: string,
): Action {
  return {
    id,
    title,
    section: "Order",
    hotkey,
    keywords,
    run: (terminal) => {
      act(terminal.ticket, { kind: "chosen", choices });
      if (focus !== undefined) focusTicketField(terminal, focus);
    },
  };
}

function field(id: string, title: string, hotkey: string, label: string, keywords: string): Action {
  return {
    id,
    title,
    section: "Order",
    hotkey,
    keywords,
    run: (terminal) => {
      focusTicketField(terminal, label);
    },
  };
}

function groupsOf({ entities, workspace }: Terminal) {
  const { environment } = workspace.getState();
  return Object.values(entities.group.getState().byId).filter((group) => group.environment === environment);
}

function chooseNextGroup(terminal: Terminal): void {
  const groups = groupsOf(terminal);
  const now = groups.findIndex(({ id }) => id === terminal.ticket.getState().groupId);
  const next = groups[(now + 1) % groups.length];
  if (next === undefined) return;
  act(terminal.ticket, { kind: "chosen", choices: { groupId: next.id, method: next.method } });
}

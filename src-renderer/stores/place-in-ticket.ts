// A price picked on the chart or in the book goes into the ticket, and nothing is sent by it.
import { Decimal } from "../../src-core/money/decimal.ts";
import type { Terminal } from "./terminal.ts";
import { act } from "./ticket.ts";
import { showSide } from "./workspace.ts";

/**
 * Below the market a limit buys and a stop sells; above it a limit sells and a stop buys. Without a known market the side
 * stays as it is.
 */
export function placeInTicket(terminal: Terminal, price: string, stop: boolean): void {
  const { ticket, workspace, entities } = terminal;
  const quote = entities.quote.getState().byId[workspace.getState().listing];
  const market = Decimal.parse(quote?.mark ?? quote?.last);
  const picked = Decimal.parse(price);
  showSide(workspace, { kind: "ticket" });
  if (market !== undefined && picked !== undefined) {
    const buys = picked.lessThan(market) !== stop;
    act(ticket, { kind: "chosen", choices: { side: buys ? "buy" : "sell" } });
  }
  act(ticket, { kind: "chosen", choices: { type: stop ? "stop" : "limit" } });
  act(ticket, { kind: "typed", field: stop ? "trigger" : "price", text: price });
}

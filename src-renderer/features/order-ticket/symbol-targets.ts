// Each symbol as an action: the palette finds them by name.
import type { Action } from "../../stores/action.ts";
import type { Terminal } from "../../stores/terminal.ts";
import { act } from "../../stores/ticket.ts";
import { symbolChoices } from "./symbols.ts";

/** Symbols that the accounts of the environment on the screen can trade. */
export function symbolTargets({ entities, workspace }: Terminal): readonly Action[] {
  const { environment } = workspace.getState();
  const accounts = Object.values(entities.account.getState().byId);
  const venues = accounts.filter((account) => account.environment === environment).map(({ venue }) => venue);
  const listings = Object.values(entities.listing.getState().byId);
  const own = listings.filter(({ venue }) => venues.includes(venue));
  return symbolChoices(own, venues).map(({ value, label }) => ({
    id: `symbol:${value}`,
    title: label,
    section: "Symbol",
    run: (terminal) => {
      act(terminal.ticket, { kind: "listing-chosen", listing: value });
      terminal.workspace.setState({ listing: value });
    },
  }));
}

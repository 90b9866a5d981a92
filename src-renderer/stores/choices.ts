// Choices that must always name something that exists: environment, group and symbol follow what main published.
import type { AccountView, GroupView, ListingView } from "../../src-core/contract/views.ts";
import type { EntityTable } from "./entities.ts";
import type { Terminal } from "./terminal.ts";
import { act } from "./ticket.ts";
import type { Environment } from "./workspace.ts";

const STARTING_ORDER: readonly Environment[] = ["live", "testnet", "paper"];

/**
 * Replaces choices that name nothing any more. While a quantity stands in the ticket, a vanished group or symbol is left
 * open instead: nobody's order moves to other accounts by itself.
 */
export function fillGaps(terminal: Terminal): void {
  const { workspace, ticket, entities } = terminal;
  const accounts = entities.account.getState();
  const state = workspace.getState();
  const environment = existingEnvironment(accounts, state.environment);
  if (environment !== state.environment) workspace.setState({ environment });
  const form = ticket.getState();
  const inUse = form.quantity.trim() !== "";
  const group = existingGroup(entities.group.getState(), environment, form.groupId, inUse);
  const listing = existingListing(
    entities.listing.getState(),
    accounts,
    environment,
    group,
    form.listing,
    inUse,
  );
  if ((group?.id ?? "") !== form.groupId || listing !== form.listing) {
    const method = group !== undefined && group.id !== form.groupId ? { method: group.method } : {};
    act(ticket, { kind: "listing-chosen", listing });
    act(ticket, { kind: "chosen", choices: { groupId: group?.id ?? "", ...method } });
  }
  if (listing !== "" && workspace.getState().listing !== listing) workspace.setState({ listing });
}

/** Shows another environment. A quantity typed for the one before does not come along. */
export function showEnvironment(terminal: Terminal, environment: Environment): void {
  if (terminal.workspace.getState().environment === environment) return;
  terminal.workspace.setState({ environment, selected: {}, side: { kind: "ticket" } });
  act(terminal.ticket, { kind: "cleared" });
  act(terminal.ticket, { kind: "chosen", choices: { groupId: "" } });
  fillGaps(terminal);
}

/** The environment itself if it has accounts, else the first that has. */
function existingEnvironment(accounts: EntityTable<AccountView>, wanted: Environment): Environment {
  const inhabited = new Set(Object.values(accounts.byId).map(({ environment }) => environment));
  if (inhabited.has(wanted)) return wanted;
  return STARTING_ORDER.find((environment) => inhabited.has(environment)) ?? wanted;
}

function existingGroup(
  groups: EntityTable<GroupView>,
  environment: Environment,
  wanted: string,
  inUse: boolean,
): GroupView | undefined {
  const group = groups.byId[wanted];
  if (group?.environment === environment) return group;
  if (inUse) return undefined;
  return Object.values(groups.byId).find((other) => other.environment === environment);
}

/** A symbol that the group's own accounts can trade, else the environment's: no price of elsewhere stands beside its orders. */
function existingListing(
  listings: EntityTable<ListingView>,
  accounts: EntityTable<AccountView>,
  environment: Environment,
  group: GroupView | undefined,
  wanted: string,
  inUse: boolean,
): string {
  const members = (group?.members ?? []).flatMap(({ accountId }) => accounts.byId[accountId]?.venue ?? []);
  const venues = members.length > 0 ? members : venuesIn(accounts, environment);
  const before = listings.byId[wanted];
  if (before !== undefined && venues.includes(before.venue)) return wanted;
  const own = Object.values(listings.byId).filter(({ venue }) => venues.includes(venue));
  const near = own.filter(({ venue }) => venue === venues[0]);
  const choices = near.length > 0 ? near : own;
  const same = choices.find(({ name }) => name === before?.name);
  if (inUse) return same?.id ?? "";
  // A contract names what it settles in after a colon; it comes before spot.
  const contract = choices.find(({ name }) => name.includes(":"));
  return (same ?? contract ?? choices[0])?.id ?? "";
}

function venuesIn(accounts: EntityTable<AccountView>, environment: Environment): readonly string[] {
  return Object.values(accounts.byId).flatMap((account) =>
    account.environment === environment ? account.venue : [],
  );
}

// What can be done with accounts and groups: the menu of the panel, the palette and the keyboard share these.
import type { AccountView, GroupView } from "../../../src-core/contract/views.ts";
import type { Action } from "../../stores/action.ts";
import type { Terminal } from "../../stores/terminal.ts";
import { act } from "../../stores/ticket.ts";
import { openPanel, selectRow, showSide } from "../../stores/workspace.ts";
import { ENVIRONMENT_WORDS } from "../../ui/words.ts";
import { accountRow, NO_GROUP, partsOf } from "./tree-rows.ts";

export const ACCOUNT_COMMANDS: readonly Action[] = [
  {
    id: "account.add",
    title: "Add account",
    section: "Accounts",
    keywords: "connect key venue exchange",
    run: ({ workspace }) =>
      showSide(workspace, { kind: "connect", environment: workspace.getState().environment }),
  },
  {
    id: "group.new",
    title: "New group",
    section: "Accounts",
    keywords: "make",
    run: ({ workspace }) => showSide(workspace, { kind: "group" }),
  },
  {
    id: "group.edit",
    title: "Edit the selected group",
    section: "Accounts",
    keywords: "members weights",
    obstacle: (terminal) => (chosenGroup(terminal) === undefined ? "Select a group first" : undefined),
    run: (terminal) => {
      const group = chosenGroup(terminal);
      if (group !== undefined) showSide(terminal.workspace, { kind: "group", groupId: group.id });
    },
  },
  {
    id: "limits.edit",
    title: "Limits of the selected account, or of all",
    section: "Accounts",
    keywords: "risk maximum",
    run: (terminal) => showSide(terminal.workspace, { kind: "limits", ...limitsTarget(terminal) }),
  },
  {
    id: "dead-man.edit",
    title: "Dead-man switch of the selected account",
    section: "Accounts",
    keywords: "cancel on disconnect countdown timer",
    obstacle: (terminal) => (chosenAccount(terminal) === undefined ? "Select an account first" : undefined),
    run: (terminal) => {
      const account = chosenAccount(terminal);
      if (account !== undefined)
        showSide(terminal.workspace, { kind: "dead-man", accountId: account.id, title: account.name });
    },
  },
  {
    id: "account.retry",
    title: "Connect the selected account again",
    section: "Accounts",
    keywords: "reconnect",
    obstacle: (terminal) => {
      const account = chosenAccount(terminal);
      return account === undefined || account.health === "live"
        ? "Select an account that is not connected"
        : undefined;
    },
    run: (terminal) => {
      const account = chosenAccount(terminal);
      if (account !== undefined) void terminal.client.request("account/retry", { accountId: account.id });
    },
  },
];

/** Each group as an action that puts it into the ticket, each account as one that selects it. */
export function accountTargets({ entities, workspace }: Terminal): readonly Action[] {
  const { environment } = workspace.getState();
  const groups = Object.values(entities.group.getState().byId).filter(
    (group) => group.environment === environment,
  );
  const accounts = Object.values(entities.account.getState().byId).filter(
    (account) => account.environment === environment,
  );
  return [...groups.map(groupAction), ...accounts.map(accountAction)];
}

function groupAction({ id, name, method }: GroupView): Action {
  return {
    id: `group:${id}`,
    title: `${name}: put it into the ticket`,
    section: "Group",
    run: (terminal) => {
      act(terminal.ticket, { kind: "chosen", choices: { groupId: id, method } });
      showSide(terminal.workspace, { kind: "ticket" });
    },
  };
}

function accountAction({ id, name, venueTitle, digit, groups }: AccountView): Action {
  return {
    id: `account:${id}`,
    title: `${name}: select it`,
    section: "Account",
    keywords: `${venueTitle} ${String(digit)}`,
    run: ({ workspace }) => {
      selectRow(workspace, "account", accountRow(groups[0] ?? NO_GROUP, id));
      openPanel(workspace, "accounts");
    },
  };
}

/** The group whose row is selected. */
function chosenGroup({ entities, workspace }: Terminal): GroupView | undefined {
  const { groupId, accountId } = partsOf(workspace.getState().selected.account ?? "");
  return accountId === undefined && groupId !== NO_GROUP
    ? entities.group.getState().byId[groupId]
    : undefined;
}

/** The account whose row is selected. */
function chosenAccount({ entities, workspace }: Terminal): AccountView | undefined {
  const { accountId } = partsOf(workspace.getState().selected.account ?? "");
  return accountId === undefined ? undefined : entities.account.getState().byId[accountId];
}

/** Whose limits are meant: the selected account's, else those of every account on the screen. */
function limitsTarget(terminal: Terminal): { readonly scope: string; readonly title: string } {
  const account = chosenAccount(terminal);
  const { environment } = terminal.workspace.getState();
  return account === undefined
    ? { scope: `environment:${environment}`, title: `${ENVIRONMENT_WORDS[environment]}, every account` }
    : { scope: `account:${account.id}`, title: account.name };
}

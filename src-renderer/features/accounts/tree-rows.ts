// The tree of one environment: groups with their accounts in the group's order, then accounts without a group.
import type { GroupView } from "../../../src-core/contract/views.ts";
import type { EntityTable } from "../../stores/entities.ts";
import type { Environment } from "../../stores/workspace.ts";
import type { TableRow } from "../../ui/data-table.tsx";

export const NO_GROUP = "no-group";
const SEPARATOR = " ";

/** Each group of one environment as one text, `group account account`: a list that compares by value. */
export function groupLines(table: EntityTable<GroupView>, environment: Environment): readonly string[] {
  return Object.values(table.byId)
    .filter((group) => group.environment === environment)
    .map((group) => [group.id, ...group.members.map(({ accountId }) => accountId)].join(SEPARATOR));
}

/** Rows for the tree; a row of an account is named `group account`, because an account may be in several groups. */
export function treeRows(accounts: readonly string[], lines: readonly string[]): readonly TableRow[] {
  const groups = lines.map((line) => line.split(SEPARATOR));
  const grouped = new Set(groups.flatMap(([, ...members]) => members));
  const known = new Set(accounts);
  const rows = groups.map(([id = "", ...members]) =>
    branch(
      id,
      members.filter((member) => known.has(member)),
    ),
  );
  const rest = accounts.filter((id) => !grouped.has(id));
  return rest.length === 0 ? rows : [...rows, branch(NO_GROUP, rest)];
}

/** Group and account that a row stands for. */
export function partsOf(rowId: string): { readonly groupId: string; readonly accountId: string | undefined } {
  const [groupId = "", accountId] = rowId.split(SEPARATOR);
  return { groupId, accountId };
}

/** The row of an account in a group. */
export function accountRow(groupId: string, accountId: string): string {
  return `${groupId}${SEPARATOR}${accountId}`;
}

function branch(id: string, members: readonly string[]): TableRow {
  return { id, legs: members.map((member) => ({ id: accountRow(id, member) })) };
}

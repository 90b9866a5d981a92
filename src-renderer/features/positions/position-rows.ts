// Which positions are shown and in what order: by symbol, legs by the accounts' digits; figures play no part in it.
import type { AccountView, PositionView } from "../../../src-core/contract/views.ts";
import { listOf, rememberedBy, type EntityTable } from "../../stores/entities.ts";
import type { Environment } from "../../stores/workspace.ts";
import type { TableRow } from "../../ui/data-table.tsx";

const SEPARATOR = "\u0000";
const linesOf = rememberedBy<readonly string[]>();
const rowsOf = rememberedBy<readonly TableRow[]>();

/** `id parent` of every position of one environment, in the order of the table: a list that compares by value. */
export function positionLines(
  table: EntityTable<PositionView>,
  accounts: EntityTable<AccountView>,
  environment: Environment,
): readonly string[] {
  // What orders the rows is in a position's id, but for the digits: figures that move do not sort a thousand rows again.
  const digits = accounts.ids.map((id) => `${id} ${String(accounts.byId[id]?.digit ?? 0)}`).join();
  return linesOf(table.ids, `${environment} ${digits}`, () => sortedLines(table, accounts, environment));
}

function sortedLines(
  table: EntityTable<PositionView>,
  accounts: EntityTable<AccountView>,
  environment: Environment,
): readonly string[] {
  const digit = (position: PositionView): number => accounts.byId[position.accountId ?? ""]?.digit ?? 0;
  return listOf(table)
    .filter((position) => position.environment === environment)
    .sort((a, b) => compareText(a.name, b.name) || digit(a) - digit(b) || compareText(a.id, b.id))
    .map(({ id, parent }) => `${id}${SEPARATOR}${parent ?? ""}`);
}

/** Aggregates with their legs. A leg whose aggregate is not there stands alone rather than nowhere. */
export function positionRows(lines: readonly string[]): readonly TableRow[] {
  return rowsOf(lines, "", () => rowsWithLegs(lines));
}

function rowsWithLegs(lines: readonly string[]): readonly TableRow[] {
  const pairs = lines.map((line) => line.split(SEPARATOR));
  const ids = new Set(pairs.map(([id]) => id));
  const legs = new Map<string, TableRow[]>();
  const rows: TableRow[] = [];
  for (const [id = "", parent = ""] of pairs) {
    const own = legs.get(parent);
    if (own !== undefined) own.push({ id });
    else if (parent !== "" && ids.has(parent)) legs.set(parent, [{ id }]);
    else rows.push({ id });
  }
  return rows.map((row) => ({ ...row, legs: legs.get(row.id) ?? [] }));
}

/** By code units: the same order in every locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// The accounts of one environment, as every list of them shows them.
import type { AccountView } from "../../src-core/contract/views.ts";
import type { EntityTable } from "./entities.ts";
import type { Environment } from "./workspace.ts";

/** Account ids of one environment, by their digits. */
export function accountIds(table: EntityTable<AccountView>, environment: Environment): readonly string[] {
  return Object.values(table.byId)
    .filter((account) => account.environment === environment)
    .sort((a, b) => a.digit - b.digit)
    .map(({ id }) => id);
}

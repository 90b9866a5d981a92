// Each environment as an action that shows it.
import type { Action } from "../stores/action.ts";
import { showEnvironment } from "../stores/choices.ts";
import type { Environment } from "../stores/workspace.ts";
import { ENVIRONMENT_WORDS } from "../ui/words.ts";

const ENVIRONMENTS: readonly Environment[] = ["live", "testnet", "paper"];

export const ENVIRONMENT_COMMANDS: readonly Action[] = ENVIRONMENTS.map((environment) => ({
  id: `environment.${environment}`,
  title: `Show ${ENVIRONMENT_WORDS[environment]}`,
  section: "Environment",
  keywords: "totals accounts",
  obstacle: ({ entities, workspace }) => {
    if (workspace.getState().environment === environment) return "It is shown";
    const accounts = Object.values(entities.account.getState().byId);
    return accounts.some((account) => account.environment === environment) ? undefined : "It has no account";
  },
  run: (terminal) => {
    showEnvironment(terminal, environment);
  },
}));

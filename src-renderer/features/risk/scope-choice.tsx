// Which scope's limits are edited: everything of the environment, a venue, a group, or one account.
import type { ReactNode } from "react";
import { useEntities, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Select, type Choice } from "../../ui/select.tsx";
import { ENVIRONMENT_WORDS } from "../../ui/words.ts";

export function ScopeChoice({ scope }: { readonly scope: string }): ReactNode {
  const { workspace, entities } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const accounts = useEntities("account", ({ byId }) =>
    Object.values(byId)
      .filter((account) => account.environment === environment)
      .map(({ id }) => id),
  );
  const groups = useEntities("group", ({ byId }) =>
    Object.values(byId)
      .filter((group) => group.environment === environment)
      .map(({ id }) => id),
  );
  const account = (id: string) => entities.account.getState().byId[id];
  const venues = new Map(accounts.map((id) => [account(id)?.venue ?? "", account(id)?.venueTitle ?? ""]));
  const choices: readonly Choice<string>[] = [
    { value: `environment:${environment}`, label: `${ENVIRONMENT_WORDS[environment]}, every account` },
    ...[...venues].map(([id, title]) => ({ value: `venue:${id}`, label: `${title}, every account` })),
    ...groups.map((id) => ({
      value: `group:${id}`,
      label: `Group ${entities.group.getState().byId[id]?.name ?? id}`,
    })),
    ...accounts.map((id) => ({ value: `account:${id}`, label: `Account ${account(id)?.name ?? id}` })),
  ];
  return (
    <div className="form">
      <Select
        label="Limits of"
        value={scope}
        choices={choices}
        onChange={(chosen) => {
          const title = choices.find(({ value }) => value === chosen)?.label ?? chosen;
          showSide(workspace, { kind: "limits", scope: chosen, title });
        }}
      />
    </div>
  );
}

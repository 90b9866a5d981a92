// Accounts and groups of the environment on the screen; the other environments are one line each and never added up.
import { useMemo, type ReactNode } from "react";
import { accountIds } from "../../stores/account-ids.ts";
import { showEnvironment } from "../../stores/choices.ts";
import { useEntities, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { selectRow, setOpen, showSide, type Environment } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { Icon } from "../../ui/icon.tsx";
import { EmptyState } from "../../ui/messages.tsx";
import { EnvTag } from "../../ui/tags.tsx";
import { counted } from "../../ui/words.ts";
import { AccountMenu } from "./account-menu.tsx";
import { TREE_COLUMNS } from "./tree-cells.tsx";
import { groupLines, treeRows } from "./tree-rows.ts";

export function AccountsPanel(): ReactNode {
  const { workspace } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  return (
    <>
      <Tree environment={environment} onAdd={() => showSide(workspace, { kind: "connect", environment })} />
      <OtherEnvironments shown={environment} />
    </>
  );
}

export function AccountsActions(): ReactNode {
  const { workspace } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  return (
    <>
      <AccountMenu />
      <Button
        look="bare"
        name="Add account"
        title="Add account"
        onClick={() => showSide(workspace, { kind: "connect", environment })}
      >
        <Icon name="plus" />
      </Button>
    </>
  );
}

function Tree({
  environment,
  onAdd,
}: {
  readonly environment: Environment;
  readonly onAdd: () => void;
}): ReactNode {
  const { workspace } = useTerminal();
  const accounts = useEntities("account", (table) => accountIds(table, environment));
  const lines = useEntities("group", (table) => groupLines(table, environment));
  const rows = useMemo(() => treeRows(accounts, lines), [accounts, lines]);
  const open = useWorkspace((state) => state.open);
  const selected = useWorkspace((state) => state.selected.account);
  const expanded = useMemo(
    () => Object.fromEntries(rows.map(({ id }) => [id, open[id] ?? true])),
    [rows, open],
  );
  if (accounts.length === 0) {
    return (
      <EmptyState
        title="No account yet"
        action={
          <Button look="primary" onClick={onAdd}>
            Connect one
          </Button>
        }
      >
        A paper account needs no key and copies the lots, minimums and fees of a real venue. Yoke takes only
        keys that cannot withdraw.
      </EmptyState>
    );
  }
  return (
    <DataTable
      caption="Accounts and groups with equity and margin in use"
      rows={rows}
      columns={TREE_COLUMNS}
      selected={selected}
      expanded={expanded}
      onSelect={(id) => selectRow(workspace, "account", id)}
      onOpen={(id, shown) => setOpen(workspace, id, shown)}
    />
  );
}

function OtherEnvironments({ shown }: { readonly shown: Environment }): ReactNode {
  const terminal = useTerminal();
  const counts = useEntities("account", (table) =>
    Object.values(table.byId).reduce<Record<Environment, number>>(
      (sum, account) => ({ ...sum, [account.environment]: sum[account.environment] + 1 }),
      { live: 0, testnet: 0, paper: 0 },
    ),
  );
  const others = (["live", "testnet", "paper"] as const).filter((name) => name !== shown && counts[name] > 0);
  return others.map((name) => (
    <button
      key={name}
      type="button"
      className="other-environment"
      onClick={() => showEnvironment(terminal, name)}
    >
      <Icon name="right" />
      <EnvTag environment={name} />
      <span className="second">{counted(counts[name], "account")}</span>
      <span className="grow" />
      <span className="second">not in totals, show</span>
    </button>
  ));
}

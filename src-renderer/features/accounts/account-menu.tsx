// What can be done with the chosen group or account, in one fixed place.
import { Menu } from "@base-ui/react/menu";
import { useState, type ReactNode } from "react";
import type { AccountView, GroupView } from "../../../src-core/contract/views.ts";
import type { Terminal } from "../../stores/terminal.ts";
import { useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide, type Environment } from "../../stores/workspace.ts";
import { Icon } from "../../ui/icon.tsx";
import { ENVIRONMENT_WORDS } from "../../ui/words.ts";
import { NO_GROUP, partsOf } from "./tree-rows.ts";

interface MenuEntry {
  readonly label: string;
  /** Absent: not possible now, and the label says why. */
  readonly run?: () => void;
}

export function AccountMenu(): ReactNode {
  const terminal = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const { groupId, accountId } = partsOf(useWorkspace((state) => state.selected.account) ?? "");
  const isGroup = accountId === undefined && groupId !== NO_GROUP;
  const group = useEntity("group", isGroup ? groupId : undefined, (view) => view);
  const account = useEntity("account", accountId, (view) => view);
  const [sure, setSure] = useState(false);
  const removal = removalOf(terminal, group, account);
  return (
    <Menu.Root modal={false} onOpenChange={() => setSure(false)}>
      <Menu.Trigger className="button bare" title="Groups, limits, remove">
        <Icon name="dots" title="More about accounts" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="positioner">
          <Menu.Popup className="menu">
            {entriesOf(terminal, environment, group, account).map(({ label, run }) => (
              <Menu.Item
                key={label}
                className="menu-item"
                disabled={run === undefined}
                onClick={() => run?.()}
              >
                {label}
              </Menu.Item>
            ))}
            <Menu.Separator className="menu-separator" />
            <Menu.Item
              className="menu-item danger"
              disabled={removal.run === undefined}
              closeOnClick={sure}
              onClick={() => {
                if (sure) removal.run?.();
                else setSure(true);
              }}
            >
              {sure ? removal.label.replace("Remove", "Really remove") : removal.label}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function entriesOf(
  { workspace, client }: Terminal,
  environment: Environment,
  group: GroupView | undefined,
  account: AccountView | undefined,
): readonly MenuEntry[] {
  const limits =
    account === undefined
      ? { scope: `environment:${environment}`, title: `${ENVIRONMENT_WORDS[environment]}, every account` }
      : { scope: `account:${account.id}`, title: account.name };
  return [
    { label: "New group", run: () => showSide(workspace, { kind: "group" }) },
    group === undefined
      ? { label: "Edit group: select one first" }
      : { label: `Edit ${group.name}`, run: () => showSide(workspace, { kind: "group", groupId: group.id }) },
    { label: `Limits of ${limits.title}`, run: () => showSide(workspace, { kind: "limits", ...limits }) },
    account === undefined || account.health === "live"
      ? { label: "Connect again: select an account that is not connected" }
      : {
          label: `Connect ${account.name} again`,
          run: () => void client.request("account/retry", { accountId: account.id }),
        },
  ];
}

function removalOf(
  { client }: Terminal,
  group: GroupView | undefined,
  account: AccountView | undefined,
): MenuEntry {
  if (account !== undefined) {
    const { id, name } = account;
    return {
      label: `Remove account ${name}`,
      run: () => void client.request("account/remove", { accountId: id }),
    };
  }
  if (group === undefined) return { label: "Remove: select a row first" };
  const { id, name } = group;
  return { label: `Remove group ${name}`, run: () => void client.request("group/remove", { groupId: id }) };
}

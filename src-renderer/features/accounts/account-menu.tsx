// What can be done with the chosen group or account, in one fixed place.
import { Menu } from "@base-ui/react/menu";
import { useState, type ReactNode } from "react";
import { useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Icon } from "../../ui/icon.tsx";
import { NO_GROUP, partsOf } from "./tree-rows.ts";

export function AccountMenu(): ReactNode {
  const { workspace, client } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const { groupId, accountId } = partsOf(useWorkspace((state) => state.selected.account) ?? "");
  const group = useEntity("group", accountId === undefined ? groupId : undefined, (view) => view);
  const account = useEntity("account", accountId, (view) => view);
  const [sure, setSure] = useState(false);
  const chosen = account?.name ?? group?.name;
  const remove = (): void => {
    if (account !== undefined) void client.request("account/remove", { accountId: account.id });
    else if (group !== undefined) void client.request("group/remove", { groupId: group.id });
  };
  const limitsOf =
    account === undefined
      ? { scope: `environment:${environment}`, title: `${environment.toUpperCase()}, every account` }
      : { scope: `account:${account.id}`, title: account.name };
  return (
    <Menu.Root modal={false} onOpenChange={() => setSure(false)}>
      <Menu.Trigger className="button bare" title="Groups, limits, remove">
        <Icon name="dots" title="More about accounts" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="positioner">
          <Menu.Popup className="menu">
            <Menu.Item className="menu-item" onClick={() => showSide(workspace, { kind: "group" })}>
              New group
            </Menu.Item>
            <Menu.Item
              className="menu-item"
              disabled={group === undefined}
              onClick={() => {
                if (group !== undefined) showSide(workspace, { kind: "group", groupId: group.id });
              }}
            >
              {group === undefined ? "Edit group: select one first" : `Edit ${group.name}`}
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => showSide(workspace, { kind: "limits", ...limitsOf })}>
              Limits of {limitsOf.title}
            </Menu.Item>
            <Menu.Item
              className="menu-item"
              disabled={account === undefined || account.health === "live"}
              onClick={() => {
                if (account !== undefined) void client.request("account/retry", { accountId: account.id });
              }}
            >
              {account === undefined ? "Connect again: select an account first" : `Connect ${account.name} again`}
            </Menu.Item>
            <Menu.Separator className="menu-separator" />
            <Menu.Item
              className="menu-item danger"
              disabled={chosen === undefined || groupId === NO_GROUP}
              closeOnClick={sure}
              onClick={() => {
                if (sure) remove();
                else setSure(true);
              }}
            >
              {chosen === undefined ? "Remove: select a row first" : `${sure ? "Really remove" : "Remove"} ${chosen}`}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

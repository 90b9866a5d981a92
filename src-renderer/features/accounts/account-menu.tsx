// What can be done with the chosen group or account, in one fixed place.
import { Menu } from "@base-ui/react/menu";
import { useState, type ReactNode } from "react";
import type { AccountView, GroupView } from "../../../src-core/contract/views.ts";
import type { Terminal } from "../../stores/terminal.ts";
import { runAction, type Action } from "../../stores/action.ts";
import { useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { Icon } from "../../ui/icon.tsx";
import { ACCOUNT_COMMANDS } from "./account-commands.ts";
import { NO_GROUP, partsOf } from "./tree-rows.ts";

interface MenuEntry {
  readonly label: string;
  /** Absent: not possible now, and the label says why. */
  readonly run?: () => void;
}

export function AccountMenu(): ReactNode {
  const terminal = useTerminal();
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
            {MENU.map((action) => (
              <ActionItem key={action.id} action={action} />
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

const MENU = ACCOUNT_COMMANDS.filter(({ id }) => id !== "account.add");

/** Looked at when the menu opens: what cannot be done says why beside its name. */
function ActionItem({ action }: { readonly action: Action }): ReactNode {
  const terminal = useTerminal();
  const obstacle = action.obstacle?.(terminal);
  return (
    <Menu.Item
      className="menu-item"
      disabled={obstacle !== undefined}
      onClick={() => void runAction(terminal, action)}
    >
      {action.title}
      {obstacle === undefined ? null : <span className="second">{obstacle}</span>}
    </Menu.Item>
  );
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

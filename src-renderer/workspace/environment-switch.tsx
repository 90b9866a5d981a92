// Which environment is on the screen, by word and outline, and the way to another one.
import { Menu } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import { showEnvironment } from "../stores/choices.ts";
import { useEntities, useTerminal, useWorkspace } from "../stores/use-terminal.ts";
import type { Environment } from "../stores/workspace.ts";
import { Icon } from "../ui/icon.tsx";
import { EnvTag } from "../ui/tags.tsx";
import { counted } from "../ui/words.ts";

const ENVIRONMENTS: readonly Environment[] = ["live", "testnet", "paper"];

export function EnvironmentSwitch(): ReactNode {
  const terminal = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const counts = useEntities("account", (table) => {
    const accounts = Object.values(table.byId);
    return ENVIRONMENTS.map((name) => accounts.filter((account) => account.environment === name).length);
  });
  return (
    <>
      <span role="status" aria-label="Environment">
        <EnvTag environment={environment} />
      </span>
      <Menu.Root modal={false}>
        <Menu.Trigger className="button bare" title="Show another environment">
          <Icon name="down" title="Show another environment" />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner align="start" sideOffset={4} className="positioner">
            <Menu.Popup className="menu">
              {ENVIRONMENTS.map((name, index) => (
                <Menu.Item
                  key={name}
                  className="menu-item"
                  disabled={counts[index] === 0}
                  onClick={() => showEnvironment(terminal, name)}
                >
                  <EnvTag environment={name} />
                  <span className="second">{counted(counts[index] ?? 0, "account")}</span>
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  );
}

// What can be done with the chosen position: a plan is shown first, nothing is sent from here.
import type { ReactNode } from "react";
import { useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { Button } from "../../ui/buttons.tsx";
import { flattenChosen } from "./position-commands.ts";
import { useChosenPosition } from "./use-chosen-position.ts";

export function PositionActions(): ReactNode {
  const terminal = useTerminal();
  const chosen = useChosenPosition();
  const environment = useWorkspace((state) => state.environment);
  const halted = useEntity("environment", environment, ({ riskState }) => riskState === "HALTED") ?? false;
  const name = useEntity("position", chosen, (position) => position.name);
  const accountId = useEntity("position", chosen, (position) => position.accountId);
  const account = useEntity("account", accountId, (view) => view.name);
  const target = account === undefined ? name : `${account} ${name ?? ""}`;
  return (
    <span className="actions">
      <span className="second">
        {target === undefined ? "Select a row" : halted ? "HALTED: only to zero" : `Selected: ${target}`}
      </span>
      <Button
        disabled={chosen === undefined || target === undefined}
        title={
          target === undefined ? "Select a row first" : `Show the plan that brings ${target} to zero (F)`
        }
        onClick={() => flattenChosen(terminal)}
      >
        Flatten
      </Button>
    </span>
  );
}

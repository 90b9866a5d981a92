// The face of a tab: its name and how many rows wait behind it.
import type { ReactNode } from "react";
import { useEntities, useTerminal, useWorkspace } from "../stores/use-terminal.ts";

export function PanelTab({ id, title }: { readonly id: string; readonly title: string }): ReactNode {
  return (
    <span className="tab-face">
      {title}
      {id === "positions" ? <PositionCount /> : null}
      {id === "orders" ? <OrderCount /> : null}
      {id === "fills" ? <FillCount /> : null}
    </span>
  );
}

function Count({ of }: { readonly of: number }): ReactNode {
  return <small aria-hidden="true">{of}</small>;
}

function PositionCount(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const count = useEntities(
    "position",
    (table) =>
      Object.values(table.byId).filter(
        (each) => each.environment === environment && each.parent === undefined,
      ).length,
  );
  return <Count of={count} />;
}

/** Orders that still work: what is done is no reason to look. */
function OrderCount(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const count = useEntities(
    "order",
    (table) =>
      Object.values(table.byId).filter((each) => each.environment === environment && each.working).length,
  );
  return <Count of={count} />;
}

function FillCount(): ReactNode {
  const { entities } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const count = useEntities("fill", (table) => {
    const accounts = entities.account.getState().byId;
    return Object.values(table.byId).filter((each) => accounts[each.accountId]?.environment === environment)
      .length;
  });
  return <Count of={count} />;
}

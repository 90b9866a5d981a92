// The face of a tab: its name, and how many rows wait behind it. The number is drawn by style: it is no part of the name.
import type { ReactNode } from "react";
import { useEntities, useTerminal, useWorkspace } from "../stores/use-terminal.ts";

interface PanelTabProps {
  readonly id: string;
  readonly title: string;
}

export function PanelTab({ id, title }: PanelTabProps): ReactNode {
  if (id === "positions") return <PositionsTab title={title} />;
  if (id === "orders") return <OrdersTab title={title} />;
  if (id === "fills") return <FillsTab title={title} />;
  return <span className="tab-face">{title}</span>;
}

function CountedTab({ title, count }: { readonly title: string; readonly count: number }): ReactNode {
  return (
    <span className="tab-face" data-count={count}>
      {title}
    </span>
  );
}

type TitleProps = Pick<PanelTabProps, "title">;

function PositionsTab({ title }: TitleProps): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const count = useEntities(
    "position",
    (table) =>
      Object.values(table.byId).filter(
        (each) => each.environment === environment && each.parent === undefined,
      ).length,
  );
  return <CountedTab title={title} count={count} />;
}

/** Orders that still work: what is done is no reason to look. */
function OrdersTab({ title }: TitleProps): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const count = useEntities(
    "order",
    (table) =>
      Object.values(table.byId).filter((each) => each.environment === environment && each.working).length,
  );
  return <CountedTab title={title} count={count} />;
}

function FillsTab({ title }: TitleProps): ReactNode {
  const { entities } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const count = useEntities("fill", (table) => {
    const accounts = entities.account.getState().byId;
    return Object.values(table.byId).filter((each) => accounts[each.accountId]?.environment === environment)
      .length;
  });
  return <CountedTab title={title} count={count} />;
}

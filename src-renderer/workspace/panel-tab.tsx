// The face of a tab: its name, and how many rows wait behind it. The number is drawn by style: it is no part of the name.
import type { ReactNode } from "react";
import type { PositionView } from "../../src-core/contract/views.ts";
import type { EntityTable } from "../stores/entities.ts";
import type { Environment } from "../stores/workspace.ts";
import { listOf, rememberedBy } from "../stores/entities.ts";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../stores/use-terminal.ts";

interface PanelTabProps {
  readonly id: string;
  readonly title: string;
}

export function PanelTab({ id, title }: PanelTabProps): ReactNode {
  if (id === "positions") return <PositionsTab title={title} />;
  if (id === "orders") return <OrdersTab title={title} />;
  if (id === "chart2") return <SecondChartTab title={title} />;
  if (id === "fills") return <FillsTab title={title} />;
  return <span className="tab-face">{title}</span>;
}

/** Its symbol: a chart that does not follow the ticket must say whose it is. */
function SecondChartTab({ title }: TitleProps): ReactNode {
  const listing = useWorkspace((state) => state.secondChart?.listing ?? state.listing);
  const name = useEntity("listing", listing, (view) => view.name);
  return <span className="tab-face">{name ?? title}</span>;
}

function CountedTab({ title, count }: { readonly title: string; readonly count: number }): ReactNode {
  return (
    <span className="tab-face" data-count={count}>
      {title}
    </span>
  );
}

type TitleProps = Pick<PanelTabProps, "title">;

const countOf = rememberedBy<number>();

/** Rows of the first rank; which rows there are changes with the list of ids only. */
function aggregates(table: EntityTable<PositionView>, environment: Environment): number {
  const isAggregate = (each: PositionView): boolean =>
    each.environment === environment && each.parent === undefined;
  return countOf(table.ids, environment, () => listOf(table).filter(isAggregate).length);
}

function PositionsTab({ title }: TitleProps): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const count = useEntities("position", (table) => aggregates(table, environment));
  return <CountedTab title={title} count={count} />;
}

/** Orders that still work: what is done is no reason to look. */
function OrdersTab({ title }: TitleProps): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const count = useEntities(
    "order",
    (table) => listOf(table).filter((each) => each.environment === environment && each.working).length,
  );
  return <CountedTab title={title} count={count} />;
}

function FillsTab({ title }: TitleProps): ReactNode {
  const { entities } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const count = useEntities("fill", (table) => {
    const accounts = entities.account.getState().byId;
    return listOf(table).filter((each) => accounts[each.accountId]?.environment === environment).length;
  });
  return <CountedTab title={title} count={count} />;
}

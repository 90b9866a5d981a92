// Every position of the environment, summed by symbol and opening to its accounts; actions apply to the chosen row.
import { useMemo, type ReactNode } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { selectRow, setOpen } from "../../stores/workspace.ts";
import { Amount } from "../../ui/amount.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/messages.tsx";
import { POSITION_COLUMNS } from "./position-cells.tsx";
import { headingRows, positionHeadings } from "./position-groups.ts";
import { positionLines, positionRows } from "./position-rows.ts";
import { useChosenPosition } from "./use-chosen-position.ts";

const OPEN_UP_TO = 8;

export function PositionsPanel(): ReactNode {
  const terminal = useTerminal();
  const { workspace, entities } = terminal;
  const by = useWorkspace((state) => state.positionsBy);
  const environment = useWorkspace((state) => state.environment);
  const open = useWorkspace((state) => state.open);
  const chosen = useChosenPosition();
  const lines = useStore(
    entities.position,
    useShallow((table) => positionLines(table, entities.account.getState(), environment)),
  );
  const headings = useEntities("position", () => [positionHeadings(terminal)])[0];
  const rows = useMemo(
    () => (by === "instrument" || headings === undefined ? positionRows(lines) : headingRows(headings)),
    [by, headings, lines],
  );
  const expanded = useMemo(
    () => Object.fromEntries(rows.map(({ id, legs = [] }) => [id, open[id] ?? legs.length <= OPEN_UP_TO])),
    [rows, open],
  );
  if (rows.length === 0) {
    return (
      <EmptyState title="No open position">
        Send a group order from the ticket. Here stands one row for each symbol over all accounts; open it to
        see each account, and flatten one or all.
      </EmptyState>
    );
  }
  return (
    <DataTable
      caption="Positions by symbol and account"
      rows={rows}
      columns={POSITION_COLUMNS}
      selected={chosen}
      expanded={expanded}
      onSelect={(id) => selectRow(workspace, "position", id)}
      onOpen={(id, shown) => setOpen(workspace, id, shown)}
      total={(column) => <TotalCell column={column} />}
    />
  );
}

function TotalCell({ column }: { readonly column: string }): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const gross = useEntity("environment", environment, (view) => view.gross);
  const unrealised = useEntity("environment", environment, (view) => view.unrealised);
  if (column === "name") return <span className="total-label">Total, USD</span>;
  if (column === "notional") return <Amount value={gross} digits={0} className="strong" />;
  if (column !== "unrealised") return null;
  return <Amount value={unrealised} digits={2} signed tone="pnl" className="strong" />;
}

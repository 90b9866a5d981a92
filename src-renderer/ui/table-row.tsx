// One line of a table: an aggregate that opens, or a leg under it.
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { roomOf, type Column, type ModelRow } from "./table-model.ts";

interface BodyRowProps {
  readonly row: ModelRow;
  readonly columns: readonly Column[];
  readonly index: number;
  readonly top: number;
  readonly chosen: boolean;
  readonly open: boolean;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string, open: boolean) => void;
}

export function BodyRow(props: BodyRowProps): ReactNode {
  const { row, columns, index, top, chosen, open, onSelect, onOpen } = props;
  const canOpen = row.subRows.length > 0;
  const level = row.depth === 0 ? "aggregate" : "leg";
  return (
    <div
      className={`table-row ${level} ${chosen ? "chosen" : ""}`}
      role="row"
      aria-level={row.depth + 1}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      {...(canOpen ? { "aria-expanded": open } : {})}
      style={{ top }}
      onClick={() => {
        onSelect(row.id);
      }}
    >
      {columns.map((column, position) => (
        <div
          key={column.id}
          role={position === 0 ? "rowheader" : "gridcell"}
          className={column.align ?? "start"}
          style={roomOf(column)}
        >
          {position === 0 ? <Opener {...{ canOpen, open, onOpen }} id={row.id} leg={row.depth > 0} /> : null}
          {column.cell(row.id, row.depth)}
        </div>
      ))}
    </div>
  );
}

interface OpenerProps {
  readonly id: string;
  readonly leg: boolean;
  readonly canOpen: boolean;
  readonly open: boolean;
  readonly onOpen: (id: string, open: boolean) => void;
}

function Opener({ id, leg, canOpen, open, onOpen }: OpenerProps): ReactNode {
  if (!canOpen) return <span className={leg ? "opener leg" : "opener"} />;
  return (
    <button
      type="button"
      className="opener"
      tabIndex={-1}
      title={open ? "Hide its accounts" : "Show its accounts"}
      onClick={(event) => {
        event.stopPropagation();
        onOpen(id, !open);
      }}
    >
      <Icon name={open ? "down" : "right"} />
    </button>
  );
}

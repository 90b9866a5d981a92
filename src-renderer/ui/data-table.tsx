// Rows that open to legs: react-table holds what is open, only what is visible is drawn, the keyboard walks it.
// Cells subscribe to their own entity, so the table itself renders only when rows come, go, open or are chosen.
import { useTable, type ColumnDef } from "@tanstack/react-table";
import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { steadyRows } from "./steady-rows.ts";
import {
  FEATURES,
  leastWidthPx,
  moveOf,
  roomOf,
  type Column,
  type ModelRow,
  type TableRow,
} from "./table-model.ts";
import { BodyRow } from "./table-row.tsx";
import { hasRoom, useRoom } from "./use-room.ts";
import { useRowHeight } from "./use-row-height.ts";

export type { Column, TableRow } from "./table-model.ts";

interface DataTableProps {
  /** Name of the table for readers. */
  readonly caption: string;
  readonly rows: readonly TableRow[];
  readonly columns: readonly Column[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly expanded: Readonly<Record<string, boolean>>;
  readonly onOpen: (id: string, open: boolean) => void;
  /** The cell of a column in the row of totals, which stands at the bottom. */
  readonly total?: (columnId: string) => ReactNode;
}

export function DataTable(props: DataTableProps): ReactNode {
  const { caption, selected, onSelect, expanded, onOpen, total } = props;
  const box = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const columns = useMemo(
    () => props.columns.filter(({ from }) => hasRoom(room, from)),
    [props.columns, room],
  );
  const { rows, hold, release } = useHeldRows(props.rows);
  const { visible, virtualizer } = useVisibleRows({ rows, columns, expanded, scroller });
  const least = { minWidth: leastWidthPx(columns) };
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = visible.findIndex(({ id }) => id === selected);
    const move = moveOf(event.key, visible, index, onOpen);
    if (move === undefined) return;
    event.preventDefault();
    const target = visible[move];
    if (target === undefined) return;
    onSelect(target.id);
    virtualizer.scrollToIndex(move);
  };
  const grid = { role: "treegrid", "aria-description": caption, "aria-rowcount": visible.length + 1 };
  return (
    <div ref={box} className="data-table" {...grid} onPointerEnter={hold} onPointerLeave={release}>
      <TableLine kind="head" columns={columns} style={least} cell={({ head }) => head} />
      <div
        className="table-body"
        ref={scroller}
        role="rowgroup"
        tabIndex={0}
        style={least}
        onKeyDown={onKeyDown}
      >
        <div className="table-rows" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = visible[item.index];
            if (row === undefined) return null;
            return (
              <BodyRow
                key={row.id}
                {...{ row, columns, onSelect, onOpen }}
                index={item.index}
                top={item.start}
                chosen={row.id === selected}
                open={expanded[row.id] === true}
              />
            );
          })}
        </div>
      </div>
      {total === undefined ? null : (
        <TableLine kind="total" columns={columns} style={least} cell={({ id }) => total(id)} />
      )}
    </div>
  );
}

interface TableLineProps {
  readonly kind: "head" | "total";
  readonly columns: readonly Column[];
  readonly style: CSSProperties;
  readonly cell: (column: Column) => ReactNode;
}

/** A line that does not scroll: the heads, or the totals. */
function TableLine({ kind, columns, style, cell }: TableLineProps): ReactNode {
  const roleOf = (position: number): string =>
    kind === "head" ? "columnheader" : position === 0 ? "rowheader" : "gridcell";
  return (
    <div className={`table-${kind}`} role="row" style={style}>
      {columns.map((column, position) => (
        <div
          key={column.id}
          role={roleOf(position)}
          className={column.align ?? "start"}
          style={roomOf(column)}
        >
          {cell(column)}
        </div>
      ))}
    </div>
  );
}

/** While the pointer is over the table, rows keep the order that they had when it came. */
function useHeldRows(rows: readonly TableRow[]): {
  readonly rows: readonly TableRow[];
  readonly hold: () => void;
  readonly release: () => void;
} {
  const [held, setHeld] = useState<readonly string[]>();
  return {
    rows: useMemo(() => (held === undefined ? rows : steadyRows(rows, held)), [rows, held]),
    hold: () => setHeld(rows.map(({ id }) => id)),
    release: () => setHeld(undefined),
  };
}

interface VisibleRows {
  readonly rows: readonly TableRow[];
  readonly columns: readonly Column[];
  readonly expanded: Readonly<Record<string, boolean>>;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

/** The rows with the legs of those that are open, and which of them the window shows. */
function useVisibleRows({ rows, columns, expanded, scroller }: VisibleRows): {
  readonly visible: readonly ModelRow[];
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
} {
  const definitions = useMemo<ColumnDef<typeof FEATURES, TableRow>[]>(
    () => columns.map(({ id, head }) => ({ id, header: head })),
    [columns],
  );
  const table = useTable<typeof FEATURES, TableRow>({
    features: FEATURES,
    columns: definitions,
    data: rows,
    getRowId: (row) => row.id,
    getSubRows: (row) => row.legs,
    state: { expanded },
    autoResetExpanded: false,
  });
  const visible = table.getRowModel().rows;
  const rowHeight = useRowHeight();
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => visible[index]?.id ?? index,
    overscan: 8,
    initialRect: { width: 800, height: 600 },
  });
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowHeight]);
  return { visible, virtualizer };
}

// Rows that open to legs: react-table holds what is open, only what is visible is drawn, the keyboard walks it.
// Cells subscribe to their own entity, so the table itself renders only when rows come, go, open or are chosen.
import {
  createExpandedRowModel,
  rowExpandingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Row,
} from "@tanstack/react-table";
import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { Icon } from "./icon.tsx";
import { steadyRows } from "./steady-rows.ts";
import { useRowHeight } from "./use-row-height.ts";

export interface TableRow {
  readonly id: string;
  readonly legs?: readonly TableRow[];
}

export interface Column {
  readonly id: string;
  readonly head: string;
  /** A track of the grid, for example `minmax(60px, 1fr)`. */
  readonly width: string;
  readonly align?: "start" | "end";
  readonly cell: (rowId: string, depth: number) => ReactNode;
}

interface DataTableProps {
  /** Name of the table for readers. */
  readonly caption: string;
  readonly rows: readonly TableRow[];
  readonly columns: readonly Column[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly expanded: Readonly<Record<string, boolean>>;
  readonly onOpen: (id: string, open: boolean) => void;
  readonly total?: ReactNode;
}

const FEATURES = tableFeatures({ rowExpandingFeature, expandedRowModel: createExpandedRowModel() });
type Features = typeof FEATURES;

export function DataTable(props: DataTableProps): ReactNode {
  const { caption, columns, selected, onSelect, expanded, onOpen, total } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<readonly string[]>();
  const rows = useMemo(
    () => (held === undefined ? props.rows : steadyRows(props.rows, held)),
    [props.rows, held],
  );
  const { visible, virtualizer } = useVisibleRows({ rows, columns, expanded, scroller });
  const template = { gridTemplateColumns: columns.map(({ width }) => width).join(" ") };
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
  return (
    <div
      className="data-table"
      role="treegrid"
      aria-description={caption}
      aria-rowcount={visible.length + 1}
      onPointerEnter={() => setHeld(props.rows.map(({ id }) => id))}
      onPointerLeave={() => setHeld(undefined)}
    >
      <div className="table-head" role="row" style={template}>
        {columns.map((column) => (
          <div key={column.id} role="columnheader" className={column.align ?? "start"}>
            {column.head}
          </div>
        ))}
      </div>
      <div className="table-body" ref={scroller} role="rowgroup" tabIndex={0} onKeyDown={onKeyDown}>
        <div className="table-rows" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = visible[item.index];
            if (row === undefined) return null;
            return (
              <BodyRow
                key={row.id}
                {...{ row, columns, onSelect, onOpen, template }}
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
        <div className="table-total" role="row" style={template}>
          {total}
        </div>
      )}
    </div>
  );
}

interface VisibleRows {
  readonly rows: readonly TableRow[];
  readonly columns: readonly Column[];
  readonly expanded: Readonly<Record<string, boolean>>;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

/** The rows with the legs of those that are open, and which of them the window shows. */
function useVisibleRows({ rows, columns, expanded, scroller }: VisibleRows): {
  readonly visible: readonly Row<Features, TableRow>[];
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
} {
  const definitions = useMemo<ColumnDef<Features, TableRow>[]>(
    () => columns.map(({ id, head }) => ({ id, header: head })),
    [columns],
  );
  const table = useTable<Features, TableRow>({
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

interface BodyRowProps {
  readonly row: Row<Features, TableRow>;
  readonly columns: readonly Column[];
  readonly template: { readonly gridTemplateColumns: string };
  readonly index: number;
  readonly top: number;
  readonly chosen: boolean;
  readonly open: boolean;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string, open: boolean) => void;
}

function BodyRow(props: BodyRowProps): ReactNode {
  const { row, columns, template, index, top, chosen, open, onSelect, onOpen } = props;
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
      style={{ ...template, transform: `translateY(${String(top)}px)` }}
      onClick={() => {
        onSelect(row.id);
      }}
    >
      {columns.map((column, position) => (
        <div
          key={column.id}
          role={position === 0 ? "rowheader" : "gridcell"}
          className={column.align ?? "start"}
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

/** The index to go to; undefined when the key is not ours. Left and right also open and close. */
function moveOf(
  key: string,
  rows: readonly Row<Features, TableRow>[],
  index: number,
  onOpen: (id: string, open: boolean) => void,
): number | undefined {
  const row = rows[index];
  if (key === "ArrowDown") return Math.min(index + 1, rows.length - 1);
  if (key === "ArrowUp") return Math.max(index - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return rows.length - 1;
  if (row === undefined) return undefined;
  if (key === " ") onOpen(row.id, !row.getIsExpanded());
  else if (key === "ArrowRight") onOpen(row.id, true);
  else if (key === "ArrowLeft" && row.getIsExpanded()) onOpen(row.id, false);
  else if (key === "ArrowLeft") return rows.findIndex(({ id }) => id === row.parentId);
  else return undefined;
  return index;
}

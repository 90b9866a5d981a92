// What a table is made of, and how the keyboard walks it.
import { createExpandedRowModel, rowExpandingFeature, tableFeatures, type Row } from "@tanstack/react-table";
import type { CSSProperties, ReactNode } from "react";
import type { Room } from "./use-room.ts";

export interface TableRow {
  readonly id: string;
  readonly legs?: readonly TableRow[];
}

export interface Column {
  readonly id: string;
  readonly head: string;
  /** Its room as a grid says it: `56px`, or at least so much and a share of what is left, `minmax(60px, 1fr)`. */
  readonly width: string;
  readonly align?: "start" | "end";
  /** Left out where the table has less room than this. */
  readonly from?: Room;
  readonly cell: (rowId: string, depth: number) => ReactNode;
}

export const FEATURES = tableFeatures({ rowExpandingFeature, expandedRowModel: createExpandedRowModel() });
export type ModelRow = Row<typeof FEATURES, TableRow>;

const GAP_PX = 8;
const PADDING_PX = 24;

const rooms = new Map<string, CSSProperties>();

/**
 * The room of a column's cells, made once for each width. Every line is a flex box of its own: laying out a grid whose
 * text moved takes half as long again, and each tick does it for each line on the screen (measured with e2e/load).
 */
export function roomOf({ width }: Column): CSSProperties {
  const known = rooms.get(width);
  if (known !== undefined) return known;
  const [, least, share] = /^minmax\((\w+), ([\d.]+)fr\)$/.exec(width) ?? [];
  const made: CSSProperties =
    share === undefined ? { flex: `0 0 ${width}` } : { flex: `${share} 1 0px`, minWidth: least };
  rooms.set(width, made);
  return made;
}

/** Narrower than this the table scrolls sideways: no figure is ever cut in half. */
export function leastWidthPx(columns: readonly Column[]): number {
  const widths = columns.map(({ width }) => Number.parseInt(/\d+/.exec(width)?.[0] ?? "0", 10));
  return widths.reduce((sum, width) => sum + width + GAP_PX, PADDING_PX - GAP_PX);
}

/** The index to go to; undefined when the key is not ours. Left and right also open and close. */
export function moveOf(
  key: string,
  rows: readonly ModelRow[],
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

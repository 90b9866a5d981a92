// A venue's report of positions: it replaces what it names and keeps what only fills can tell.
import type { AccountSnapshot, VenuePosition } from "../order-terms/venue-event.ts";
import { type Decimal, ZERO } from "../money/decimal.ts";
import { withoutFields } from "../money/without.ts";
import { type Position, type PositionKey, positionKey } from "./portfolio.ts";

type Positions = Readonly<Record<PositionKey, Position>>;

/** A row dated further than this ahead of our clock does not outrank a snapshot: its time cannot be right. */
export const MAX_LEAD_MS = 60_000;

/** Rows after a report that names only what changed. Rows with a later report or fill stay. */
export function reportPositions(
  rows: Positions,
  reported: readonly VenuePosition[],
  atMs: number,
): Positions {
  const changed: Record<PositionKey, Position> = {};
  for (const report of reported) {
    const key = positionKey(report.listing, report.positionSide);
    const row = changed[key] ?? rows[key];
    if (row !== undefined && latestMs(row) > atMs) continue;
    const next = reportedPosition(row, report, atMs);
    if (next !== row) changed[key] = next;
  }
  return Object.keys(changed).length === 0 ? rows : { ...rows, ...changed };
}

/** Rows after a complete reading: what it does not name is flat and keeps its history. Rows later than the reading stay. */
export function snapshotPositions(rows: Positions, snapshot: AccountSnapshot, nowMs: number): Positions {
  const { atMs } = snapshot;
  const named = new Set(snapshot.positions.map((row) => positionKey(row.listing, row.positionSide)));
  const credible = Object.entries(rows).map(([key, row]): [PositionKey, Position] => {
    const base = latestMs(row) > nowMs + MAX_LEAD_MS ? undated(row, atMs) : row;
    if (named.has(key) || latestMs(base) > atMs) return [key, base];
    return [key, reportedPosition(base, flatReport(base), atMs)];
  });
  const unchanged = credible.every(([key, row]) => rows[key] === row);
  const relevant = snapshot.positions.filter((row) => isKnownOrOpen(rows, row));
  return reportPositions(unchanged ? rows : Object.fromEntries(credible), relevant, atMs);
}

/** Venues list every instrument they have with a zero; only zeros that end something we knew are worth a row. */
function isKnownOrOpen(rows: Positions, report: VenuePosition): boolean {
  return (
    !report.quantitySigned.isZero() || rows[positionKey(report.listing, report.positionSide)] !== undefined
  );
}

function flatReport(row: Position): VenuePosition {
  return { listing: row.listing, positionSide: row.positionSide, quantitySigned: ZERO, entryPrice: ZERO };
}

function undated(row: Position, atMs: number): Position {
  return { ...withoutFields(row, "filledAtMs"), asOfMs: atMs };
}

function latestMs(row: Position): number {
  return Math.max(row.asOfMs, row.filledAtMs ?? row.asOfMs);
}

/** The row as reported, with its history; the same object when nothing changed. */
function reportedPosition(row: Position | undefined, report: VenuePosition, atMs: number): Position {
  const flat = report.quantitySigned.isZero();
  const next: Position = {
    listing: report.listing,
    positionSide: report.positionSide,
    quantitySigned: report.quantitySigned,
    entryPrice: flat ? ZERO : report.entryPrice,
    realisedPnl: row?.realisedPnl ?? ZERO,
    fees: row?.fees ?? ZERO,
    asOfMs: atMs,
    ...(row?.incomplete === undefined ? {} : { incomplete: row.incomplete }),
    ...(row?.filledAtMs === undefined ? {} : { filledAtMs: row.filledAtMs }),
    ...(flat ? {} : venueFigures(report)),
    ...(report.leverage === undefined ? {} : { leverage: report.leverage }),
  };
  return row !== undefined && samePosition(row, next) ? row : next;
}

function venueFigures(
  report: VenuePosition,
): Pick<Position, "liquidationPrice" | "initialMargin" | "maintenanceMargin"> {
  const { liquidationPrice, initialMargin, maintenanceMargin } = report;
  return {
    ...(liquidationPrice === undefined ? {} : { liquidationPrice }),
    ...(initialMargin === undefined ? {} : { initialMargin }),
    ...(maintenanceMargin === undefined ? {} : { maintenanceMargin }),
  };
}

function samePosition(a: Position, b: Position): boolean {
  return (
    a.asOfMs === b.asOfMs &&
    same(a.quantitySigned, b.quantitySigned) &&
    same(a.entryPrice, b.entryPrice) &&
    same(a.leverage, b.leverage) &&
    same(a.liquidationPrice, b.liquidationPrice) &&
    same(a.initialMargin, b.initialMargin) &&
    same(a.maintenanceMargin, b.maintenanceMargin)
  );
}

function same(a: Decimal | undefined, b: Decimal | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.equals(b);
}

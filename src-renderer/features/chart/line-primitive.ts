// Lines with their labels in a lane at the right, drawn by the chart itself so that they move with its scale.
import type { IPrimitivePaneRenderer, ISeriesApi, ISeriesPrimitive, SeriesType } from "lightweight-charts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Colours } from "./chart-colours.ts";
import type { ChartLine } from "./chart-lines.ts";
import { placeLabels } from "./label-lane.ts";

export interface LinePrimitive extends ISeriesPrimitive {
  set(lines: readonly ChartLine[], colours: Colours): void;
  /** The line whose stroke or label is at this place of the pane. */
  at(x: number, y: number): string | undefined;
}

/** Width of the lane that keeps labels off the candles; none while there is no line. */
export const LANE_PX = 232;

const LABEL_PX = 16;
const GAP_PX = 18;
const CHIP_PX = 216;
/** How near the hand must be to a stroke to take it. */
const GRAB_PX = 5;
const DASHES: Readonly<Record<ChartLine["stroke"], number[]>> = { solid: [], dashed: [5, 4], dotted: [1, 3] };

type Target = Parameters<IPrimitivePaneRenderer["draw"]>[0];

/** An empty set of lines; attach it to the series whose scale they use. */
export function linePrimitive(): LinePrimitive {
  let series: ISeriesApi<SeriesType> | undefined;
  let redraw = (): void => undefined;
  let lines: readonly ChartLine[] = [];
  let colours: Colours | undefined;
  let drawnAt: readonly Spot[] = [];
  let width = 0;
  const draw = (target: Target): void => {
    const [on, paint] = [series, colours];
    if (on === undefined || paint === undefined) return;
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      width = mediaSize.width;
      drawnAt = drawLines(context, mediaSize, measured(lines, on, mediaSize.height), paint);
    });
  };
  return {
    set: (next, paint) => {
      lines = next;
      colours = paint;
      redraw();
    },
    at: (x, y) => {
      if (x > width) return undefined;
      const onChip = x >= width - CHIP_PX - 8;
      const distance = (spot: Spot): number => Math.abs(y - (onChip ? spot.labelY : spot.lineY));
      const near = drawnAt.filter((spot) => distance(spot) <= (onChip ? LABEL_PX / 2 : GRAB_PX));
      return near.toSorted((a, b) => distance(a) - distance(b))[0]?.id;
    },
    attached: (to) => {
      series = to.series;
      redraw = to.requestUpdate;
    },
    detached: () => {
      series = undefined;
      redraw = () => undefined;
    },
    paneViews: () => [{ zOrder: () => "top", renderer: () => ({ draw }) }],
  };
}

/** Where a line was drawn, for the hand. */
interface Spot {
  readonly id: string;
  readonly lineY: number;
  readonly labelY: number;
}

interface MeasuredLine extends ChartLine {
  readonly y: number;
}

function measured(
  lines: readonly ChartLine[],
  series: ISeriesApi<SeriesType>,
  height: number,
): readonly MeasuredLine[] {
  return lines.flatMap((line) => {
    const price = Decimal.parse(line.price)?.toFloat();
    const y = price === undefined ? null : series.priceToCoordinate(price);
    return y === null || !Number.isFinite(y)
      ? []
      : [{ ...line, y: Math.max(-height, Math.min(2 * height, y)) }];
  });
}

function drawLines(
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number },
  lines: readonly MeasuredLine[],
  colours: Colours,
): readonly Spot[] {
  context.save();
  context.font = `11px ${colours.font}`;
  context.textBaseline = "middle";
  const places = new Map(placeLabels(lines, size.height, GAP_PX).map((label) => [label.id, label]));
  const colorOf = ({ tone }: ChartLine): string =>
    tone === "buy" ? colours.up : tone === "sell" ? colours.down : colours.ink2;
  for (const line of lines) {
    if (line.y >= 0 && line.y <= size.height) drawStroke(context, size.width, line, colorOf(line));
  }
  for (const line of lines) {
    const color = colorOf(line);
    const place = places.get(line.id);
    if (place === undefined) continue;
    drawChip(context, size.width, line, { y: Math.round(place.y), pinned: place.pinned, color }, colours);
  }
  context.restore();
  return lines.map(({ id, y }) => ({ id, lineY: y, labelY: places.get(id)?.y ?? y }));
}

function drawStroke(
  context: CanvasRenderingContext2D,
  width: number,
  line: MeasuredLine,
  color: string,
): void {
  const y = Math.round(line.y) + 0.5;
  context.strokeStyle = color;
  context.globalAlpha = 0.7;
  context.lineWidth = 1;
  context.setLineDash(DASHES[line.stroke]);
  context.beginPath();
  context.moveTo(0, y);
  context.lineTo(width, y);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

interface Chip {
  readonly y: number;
  readonly pinned: "above" | "below" | "no";
  readonly color: string;
}

function drawChip(
  context: CanvasRenderingContext2D,
  width: number,
  line: MeasuredLine,
  { y, pinned, color }: Chip,
  colours: Colours,
): void {
  const left = width - CHIP_PX - 8;
  const top = y - LABEL_PX / 2;
  context.fillStyle = colours.panel;
  context.fillRect(left, top, CHIP_PX, LABEL_PX);
  context.strokeStyle = colours.line2;
  context.strokeRect(left + 0.5, top + 0.5, CHIP_PX - 1, LABEL_PX - 1);
  context.fillStyle = color;
  context.fillRect(left, top, 2, LABEL_PX);
  const priceWidth = context.measureText(line.priceText).width;
  context.fillStyle = colours.ink2;
  const mark = pinned === "above" ? "\u2191 " : pinned === "below" ? "\u2193 " : "";
  context.fillText(mark + line.label, left + 8, y + 0.5, CHIP_PX - priceWidth - 24);
  context.fillStyle = colours.ink1;
  context.fillText(line.priceText, left + CHIP_PX - priceWidth - 6, y + 0.5);
}

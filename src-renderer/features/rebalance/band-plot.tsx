// The deviation of one row against its no-trade band: a full dot where it stands, a ring where it would stand.
import type { ReactNode } from "react";
import type { RebalanceRowView } from "../../../src-core/contract/rebalance-view.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";

const WIDTH = 160;
const HEIGHT = 32;
const EDGE = 6;
/** Half-widths that a scale may have, in percentage points: round figures that a person can read. */
const SCALES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** The least round half-width that shows every deviation and band. */
export function bandScale(rows: readonly RebalanceRowView[]): number {
  const most = Math.max(
    0,
    ...rows.flatMap(({ offPercent, bandPercent }) =>
      [floatOf(offPercent), floatOf(bandPercent)].map(Math.abs),
    ),
  );
  return SCALES.find((scale) => scale >= most) ?? SCALES.at(-1) ?? 1;
}

/** Drawing only: the figures stand beside it as text. */
export function BandPlot({
  row,
  scale,
}: {
  readonly row: RebalanceRowView;
  readonly scale: number;
}): ReactNode {
  if (row.offPercent === undefined) return null;
  const off = place(floatOf(row.offPercent), scale);
  const band = place(floatOf(row.bandPercent), scale) - WIDTH / 2;
  const trades = row.tradeSigned !== "0";
  const after = place(floatOf(row.afterPercent) - floatOf(row.targetPercent), scale);
  const side = row.tradeSigned.startsWith("-") ? "down" : "up";
  return (
    <svg className="band-plot" viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} aria-hidden="true">
      {band > 0 ? (
        <rect className="band" x={WIDTH / 2 - band} y="3" width={2 * band} height={HEIGHT - 6} />
      ) : null}
      <line className="target" x1={WIDTH / 2} x2={WIDTH / 2} y1="0" y2={HEIGHT} />
      {trades ? (
        <line className={`move ${side}`} x1={off} x2={after} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      ) : null}
      {trades ? <circle className={`after ${side}`} cx={after} cy={HEIGHT / 2} r="3.5" /> : null}
      <circle className="actual" cx={off} cy={HEIGHT / 2} r="3.5" />
    </svg>
  );
}

/** Where a deviation lies, pinned to the edges beyond the scale. */
function place(points: number, scale: number): number {
  const half = WIDTH / 2;
  return Math.min(WIDTH - EDGE, Math.max(EDGE, half + (points / scale) * (half - EDGE)));
}

function floatOf(text: string | undefined): number {
  return Decimal.parse(text)?.toFloat() ?? 0;
}

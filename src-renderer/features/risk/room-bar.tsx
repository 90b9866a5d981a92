// A hairline bar under a row: how much of a limit is used; hatched where that is not known, never empty.
import type { ReactNode } from "react";

interface RoomBarProps {
  /** Absent: not known. */
  readonly percent: number | undefined;
  readonly tone: string;
  /** Where the part begins that is kept, in percent. */
  readonly keptFrom?: number;
}

export function RoomBar({ percent, tone, keptFrom }: RoomBarProps): ReactNode {
  const share = Math.min(100, Math.max(0, percent ?? 100));
  return (
    <svg className={`room-bar ${tone}`} viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
      <rect className="rail" width="100" height="2" />
      {keptFrom === undefined ? null : (
        <rect className="kept" x={keptFrom} width={100 - keptFrom} height="2" />
      )}
      {percent === undefined ? (
        <line className="unsure" x1="0" y1="1" x2="100" y2="1" vectorEffect="non-scaling-stroke" />
      ) : (
        <rect className="fill" width={share} height="2" />
      )}
    </svg>
  );
}

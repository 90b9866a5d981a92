// A reading over its label.
import type { ReactNode } from "react";

interface StatProps {
  readonly label: string;
  /** Room that is kept for the reading, so that a digit more moves nothing beside it. */
  readonly room?: "equity" | "pnl" | "sum" | "distance";
  readonly children: ReactNode;
}

export function Stat({ label, room, children }: StatProps): ReactNode {
  return (
    <div className={room === undefined ? "stat" : `stat room-${room}`}>
      <span className="label">{label}</span>
      <span className="stat-value">{children}</span>
    </div>
  );
}

// A reading over its label; where there is more to know, pressing it shows what it is made of.
import { Popover } from "@base-ui/react/popover";
import { memo, type ReactNode } from "react";

interface StatProps {
  readonly label: string;
  /** Room that is kept for the reading, so that a digit more moves nothing beside it. */
  readonly room?: "equity" | "pnl" | "sum" | "distance";
  readonly className?: string;
  readonly title?: string | undefined;
  /** What has no room is left out whole; the detail has everything. */
  readonly goesWhole?: boolean;
  /** What it is made of, under a heading. */
  readonly detail?: { readonly title: string; readonly body: ReactNode };
  readonly children: ReactNode;
}

export function Stat({
  label,
  room,
  className = "",
  title,
  goesWhole = false,
  detail,
  children,
}: StatProps): ReactNode {
  return (
    <div className={`stat ${room === undefined ? "" : `room-${room}`} ${className}`} title={title}>
      <span className="label">{label}</span>
      <span className="stat-value" {...(goesWhole ? { "data-goes-whole": "" } : {})}>
        {children}
      </span>
      {detail === undefined ? null : <StatDetail title={detail.title}>{detail.body}</StatDetail>}
    </div>
  );
}

/** Lies over the reading as a button, and is not drawn again with every figure; what it opens hangs below and takes nothing away from the rest of the screen. */
const StatDetail = memo(function StatDetail({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Popover.Root modal={false}>
      <Popover.Trigger className="stat-button" aria-label={title} title={title} />
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={8} collisionPadding={12} className="positioner">
          <Popover.Popup className="popover">
            <Popover.Title className="popover-title">{title}</Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
});

// The frame of what stands in the ticket's place: a dialog that Escape leaves, never over the prices.
import { useEffect, useRef, type ReactNode } from "react";

interface SidePanelFrameProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stays at the bottom while the rest scrolls. */
  readonly foot?: ReactNode;
}

export function SidePanelFrame({ title, onClose, children, foot }: SidePanelFrameProps): ReactNode {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const inside = panel.current?.querySelector<HTMLElement>(
      ".side-body :is(input, select, button):not([disabled])",
    );
    (inside ?? panel.current)?.focus();
  }, []);
  return (
    <div
      className="side-panel"
      role="dialog"
      aria-modal="false"
      aria-label={title}
      tabIndex={-1}
      ref={panel}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="side-body">{children}</div>
      {foot === undefined ? null : <footer className="side-foot">{foot}</footer>}
    </div>
  );
}

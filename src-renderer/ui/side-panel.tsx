// The frame of what stands in the ticket's place: a titled region that Escape leaves, never over the prices.
import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "./buttons.tsx";
import { Icon } from "./icon.tsx";

interface SidePanelFrameProps {
  readonly title: string;
  readonly detail?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stays at the bottom while the rest scrolls. */
  readonly foot?: ReactNode;
}

export function SidePanelFrame({ title, detail, onClose, children, foot }: SidePanelFrameProps): ReactNode {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const inside = panel.current?.querySelector<HTMLElement>(
      ".side-body :is(input, select, button):not([disabled])",
    );
    (inside ?? panel.current)?.focus();
  }, []);
  return (
    <section
      className="panel side-panel"
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
      <header className="head">
        <h2>{title}</h2>
        <span className="grow" />
        {detail === undefined ? null : <span className="second">{detail}</span>}
        <Button look="bare" name="Close" title="Back to the ticket, Escape" onClick={onClose}>
          <Icon name="cross" />
        </Button>
      </header>
      <div className="side-body">{children}</div>
      {foot === undefined ? null : <footer className="side-foot">{foot}</footer>}
    </section>
  );
}

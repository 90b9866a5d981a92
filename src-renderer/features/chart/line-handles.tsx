// Order lines for the keyboard: Tab reaches each, arrows move it by a tick, Enter goes to Submit, Escape restores.
import type { KeyboardEvent, ReactNode } from "react";
import type { Amendable, Anchor } from "../../stores/amend-desk.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import type { ChartLine } from "./chart-lines.ts";

interface LineHandlesProps {
  readonly lines: readonly ChartLine[];
  readonly tick: string | undefined;
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

function beside({ currentTarget }: KeyboardEvent): Anchor {
  const { left, bottom } = currentTarget.getBoundingClientRect();
  return { x: left, y: bottom };
}

export function LineHandles({ lines, tick }: LineHandlesProps): ReactNode {
  const { amend } = useTerminal();
  const hear = (event: KeyboardEvent, what: Amendable): void => {
    const times = STEPS[event.key];
    const { wish } = amend.store.getState();
    const mine = wish?.orderIds.join() === what.orderIds.join();
    if (times !== undefined && tick !== undefined) {
      if (mine || amend.begin(what, beside(event), true)) amend.stepBy(tick, times);
    } else if (event.key === "Enter" && mine) amend.drop();
    else if (event.key === "Escape" && mine) amend.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ul className="line-handles" aria-label="Orders on the chart">
      {lines.map(({ id, label, priceText, amendable }) =>
        amendable === undefined ? null : (
          <li key={id}>
            <button
              type="button"
              className="button plain small-size"
              title="Arrow keys move it by a tick, Enter looks at Submit, Escape restores"
              onKeyDown={(event) => hear(event, amendable)}
            >
              {label} at {priceText}
            </button>
          </li>
        ),
      )}
    </ul>
  );
}

// Lines of orders and alerts for the keyboard: Tab reaches each, arrows move it by a tick, Enter goes to Submit, Escape restores.
import type { KeyboardEvent, ReactNode } from "react";
import type { AlertHand } from "../../stores/alert-hand.ts";
import type { Amendable, AmendDesk, Anchor } from "../../stores/amend-desk.ts";
import type { Terminal } from "../../stores/terminal.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import type { ChartLine } from "./chart-lines.ts";
import type { ChartSlot } from "./chart-slot.ts";

interface LineHandlesProps {
  readonly slot: ChartSlot;
  readonly lines: readonly ChartLine[];
  readonly tick: string | undefined;
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

function beside({ currentTarget }: KeyboardEvent): Anchor {
  const { left, bottom } = currentTarget.getBoundingClientRect();
  return { x: left, y: bottom };
}

export function LineHandles({ slot, lines, tick }: LineHandlesProps): ReactNode {
  const terminal = useTerminal();
  return (
    <ul className="line-handles" aria-label={`Orders on the ${slot === "first" ? "" : "second "}chart`}>
      {lines.map((line) => {
        const hear = hearOf(terminal, line, tick);
        return hear === undefined ? null : (
          <li key={line.id}>
            <button
              type="button"
              className="button plain small-size"
              title="Arrow keys move it by a tick, Enter looks at Submit or sets the alert, Escape restores"
              onKeyDown={(event) => {
                if (!hear(event)) return;
                event.preventDefault();
                event.stopPropagation();
              }}
            >
              {line.label} at {line.priceText}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

type Hear = (event: KeyboardEvent) => boolean;

/** What the keys do with a line; undefined where nothing of it moves. */
function hearOf({ amend, alertHand }: Terminal, line: ChartLine, tick: string | undefined): Hear | undefined {
  if (line.amendable !== undefined) return (event) => moveOrder(amend, line.amendable, tick, event);
  return line.alertId === undefined ? undefined : (event) => moveAlert(alertHand, line.alertId, tick, event);
}

function moveOrder(
  amend: AmendDesk,
  what: Amendable | undefined,
  tick: string | undefined,
  event: KeyboardEvent,
): boolean {
  if (what === undefined) return false;
  const times = STEPS[event.key];
  const { wish } = amend.store.getState();
  const mine = wish?.orderIds.join() === what.orderIds.join();
  if (times !== undefined && tick !== undefined) {
    if (mine || amend.begin(what, beside(event), true)) amend.stepBy(tick, times);
  } else if (event.key === "Enter" && mine) amend.drop();
  else if (event.key === "Escape" && mine) amend.leave();
  else return false;
  return true;
}

function moveAlert(
  hand: AlertHand,
  alertId: string | undefined,
  tick: string | undefined,
  event: KeyboardEvent,
): boolean {
  if (alertId === undefined) return false;
  const times = STEPS[event.key];
  const mine = hand.store.getState().held?.alert.id === alertId;
  if (times !== undefined && tick !== undefined) {
    if (mine || hand.take(alertId)) hand.stepBy(tick, times);
  } else if (event.key === "Enter" && mine) hand.drop();
  else if (event.key === "Escape" && mine) hand.leave();
  else if (event.key === "Delete") hand.remove(alertId);
  else return false;
  return true;
}

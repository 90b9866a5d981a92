// The kill switch in the frame, always there: a short press shows what it would do, a full hold does it.
import { useEffect, type ReactNode } from "react";
import { useTerminal } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Icon } from "../../ui/icon.tsx";
import { useHold } from "../../ui/use-hold.ts";

const TWICE_WITHIN_MS = 1_500;

export function KillButton(): ReactNode {
  const { workspace, kill } = useTerminal();
  const hold = useHold(
    () => kill.engage(),
    () => showSide(workspace, { kind: "kill" }),
  );
  useKillKeys(hold.begin, hold.end);
  return (
    <button
      type="button"
      className={hold.holding ? "kill hold-button holding" : "kill hold-button"}
      title="Hold to halt and cancel, or press Ctrl Shift K twice. A short press only shows what it would do."
      {...hold.handlers}
    >
      <i className="hold-fill" aria-hidden="true" />
      <span className="hold-face">
        <Icon name="stop" />
        Kill switch
        <small aria-hidden="true">{hold.holding ? "keep holding" : "hold"}</small>
      </span>
    </button>
  );
}

/** Ctrl Shift K held like the button, or pressed twice. */
function useKillKeys(begin: () => void, end: () => void): void {
  const { kill, clock } = useTerminal();
  useEffect(() => {
    let lastPressMs = Number.NEGATIVE_INFINITY;
    const isOurs = (event: KeyboardEvent): boolean =>
      event.ctrlKey && event.shiftKey && event.key.toLowerCase() === "k";
    const down = (event: KeyboardEvent): void => {
      if (!isOurs(event)) return;
      event.preventDefault();
      if (event.repeat) return;
      const twice = clock.now() - lastPressMs <= TWICE_WITHIN_MS;
      lastPressMs = twice ? Number.NEGATIVE_INFINITY : clock.now();
      if (twice) kill.engage();
      else begin();
    };
    const up = (event: KeyboardEvent): void => {
      if (["k", "K", "Control", "Shift"].includes(event.key)) end();
    };
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
    };
  }, [begin, end, kill, clock]);
}

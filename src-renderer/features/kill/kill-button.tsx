// The kill switch in the frame, always there: a short press shows what it would do, a full hold does it.
import { useEffect, useRef, type ReactNode } from "react";
import { chordOf } from "../../../src-core/settings/chord.ts";
import { bindingsOf } from "../../../src-core/settings/hotkeys.ts";
import { useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { chordText } from "../../ui/chord-text.ts";
import { Icon } from "../../ui/icon.tsx";
import { useHold } from "../../ui/use-hold.ts";
import { KILL_COMMANDS, KILL_ID } from "./kill-commands.ts";

const TWICE_WITHIN_MS = 1_500;

export function KillButton(): ReactNode {
  const { workspace, kill } = useTerminal();
  const hold = useHold(
    () => kill.engage(),
    () => showSide(workspace, { kind: "kill" }),
  );
  const chord = useKillChord();
  useKillKeys(hold.begin, hold.end);
  return (
    <button
      type="button"
      className={hold.holding ? "kill hold-button holding" : "kill hold-button"}
      title={`Hold to halt and cancel, or press ${chordText(chord ?? "")} twice. A short press only shows what it would do.`}
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

/** Its key held like the button, or pressed twice; heard before anything else on the page can take it. */
function useKillKeys(begin: () => void, end: () => void): void {
  const { kill, clock } = useTerminal();
  const chord = useKillChord();
  // It outlives the drawing that the first press causes.
  const lastPressMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (chordOf(event) !== chord) return;
      event.preventDefault();
      if (event.repeat) return;
      const twice = clock.now() - lastPressMs.current <= TWICE_WITHIN_MS;
      lastPressMs.current = twice ? Number.NEGATIVE_INFINITY : clock.now();
      if (twice) kill.engage();
      else begin();
    };
    window.addEventListener("keydown", down, true);
    window.addEventListener("keyup", end, true);
    return () => {
      window.removeEventListener("keydown", down, true);
      window.removeEventListener("keyup", end, true);
    };
  }, [begin, end, kill, clock, chord]);
}

/** Its key: the chosen one or the default, never none. */
function useKillChord(): string | undefined {
  const hotkeys = useWorkspace((state) => state.hotkeys);
  return bindingsOf(KILL_COMMANDS, hotkeys).get(KILL_ID) ?? KILL_COMMANDS[0]?.hotkey;
}

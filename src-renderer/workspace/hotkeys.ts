// Keys of the whole window. A plain letter works outside fields only; which key does what stands in the registry.
import { useEffect } from "react";
import { chordOf, worksInFields } from "../../src-core/settings/chord.ts";
import { bindingsOf } from "../../src-core/settings/hotkeys.ts";
import { runAction, type Action } from "../stores/action.ts";
import { useTerminal } from "../stores/use-terminal.ts";
import type { Terminal } from "../stores/terminal.ts";
import { showSide } from "../stores/workspace.ts";
import { ACTIONS } from "./actions.ts";
import { PALETTE_ID } from "./palette-commands.ts";

/** Hears keys while the workspace is mounted. */
export function useHotkeys(): void {
  const terminal = useTerminal();
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat) return;
      if (event.key === "Escape") {
        leave(terminal, event);
        return;
      }
      const action = actionOf(terminal, event);
      if (action === undefined) return;
      event.preventDefault();
      runAction(terminal, action);
    };
    window.addEventListener("keydown", hear);
    return () => {
      window.removeEventListener("keydown", hear);
    };
  }, [terminal]);
}

/** The action of a key press; undefined for a key without one, for text in a field, and for keys heard elsewhere. */
function actionOf({ workspace }: Terminal, event: KeyboardEvent): Action | undefined {
  const chord = chordOf(event);
  if (chord === undefined || (isTyping(event.target) && !worksInFields(chord))) return undefined;
  const { hotkeys, paletteOpen } = workspace.getState();
  for (const [id, held] of bindingsOf(ACTIONS, hotkeys)) {
    if (held !== chord || (paletteOpen && id !== PALETTE_ID)) continue;
    const action = ACTIONS.find((each) => each.id === id);
    return action?.press === undefined ? action : undefined;
  }
  return undefined;
}

/** Escape never sends and never cancels: it leaves a field, then a panel. */
function leave({ workspace }: Terminal, { target }: KeyboardEvent): void {
  if (target instanceof Element && target.closest(".palette, .menu, .popover") !== null) return;
  const active = document.activeElement;
  if (active instanceof HTMLElement && isTyping(active)) active.blur();
  else showSide(workspace, { kind: "ticket" });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName)) &&
    !(target instanceof HTMLInputElement && ["radio", "checkbox"].includes(target.type))
  );
}

// The kill switch among the actions: its key is heard by the button itself, everywhere and first.
import type { Action } from "../../stores/action.ts";
import { showSide } from "../../stores/workspace.ts";

export const KILL_ID = "kill.engage";

export const KILL_COMMANDS: readonly Action[] = [
  {
    id: KILL_ID,
    title: "Kill switch: show what it does",
    section: "Emergency",
    keywords: "halt stop panic cancel all",
    hotkey: "Mod+Shift+K",
    press: "hold, or twice",
    run: ({ workspace }) => showSide(workspace, { kind: "kill" }),
  },
];

// The ways to every other action: the palette and the sheet of hotkeys.
import type { Action } from "../stores/action.ts";
import { showSide } from "../stores/workspace.ts";

export const PALETTE_ID = "palette.open";

export const PALETTE_COMMANDS: readonly Action[] = [
  {
    id: PALETTE_ID,
    title: "Search every action, symbol, account and setting",
    section: "View",
    keywords: "command palette find",
    hotkey: "Mod+K",
    run: ({ workspace }) => workspace.setState((state) => ({ paletteOpen: !state.paletteOpen })),
  },
  {
    id: "keys.show",
    title: "Show all hotkeys",
    section: "View",
    keywords: "shortcuts keyboard help",
    hotkey: "?",
    run: ({ workspace }) => showSide(workspace, { kind: "keys" }),
  },
];

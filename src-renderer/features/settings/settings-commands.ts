// The look and the settings as actions.
import type { Action } from "../../stores/action.ts";
import { showSide, type Settings, type WorkspaceState } from "../../stores/workspace.ts";

export const SETTINGS_COMMANDS: readonly Action[] = [
  {
    id: "settings.open",
    title: "Settings",
    section: "Settings",
    keywords: "preferences options",
    hotkey: "Mod+,",
    run: ({ workspace }) => showSide(workspace, { kind: "settings" }),
  },
  {
    id: "settings.hotkeys",
    title: "Change hotkeys",
    section: "Settings",
    keywords: "keys shortcuts keyboard bindings",
    run: ({ workspace }) => showSide(workspace, { kind: "settings", page: "hotkeys" }),
  },
  look("theme.dark", "Theme: dark", "night", { theme: "dark" }),
  look("theme.light", "Theme: light", "day", { theme: "light" }),
  look("sides.classic", "Colours: green and red", "palette", { sides: "classic" }),
  look("sides.safe", "Colours: blue and orange, safe for colour-blind eyes", "palette", { sides: "safe" }),
  look("density.dense", "Rows: compact", "density small", { density: "dense" }),
  look("density.regular", "Rows: normal", "density", { density: "regular" }),
  look("density.roomy", "Rows: roomy", "density large", { density: "roomy" }),
  {
    id: "layout.reset",
    title: "Put every panel back in its first place",
    section: "Settings",
    keywords: "layout arrangement dock reset",
    run: ({ workspace }) => workspace.setState((state) => ({ rearranged: state.rearranged + 1 })),
  },
];

type Look = Partial<Pick<Settings, "theme" | "sides" | "density">>;

function look(id: string, title: string, keywords: string, change: Look): Action {
  return {
    id,
    title,
    section: "Settings",
    keywords,
    obstacle: ({ workspace }) => (isShown(workspace.getState(), change) ? "It is so already" : undefined),
    run: ({ workspace }) => {
      workspace.setState(change);
    },
  };
}

function isShown(state: WorkspaceState, { theme, sides, density }: Look): boolean {
  return [theme ?? state.theme, sides ?? state.sides, density ?? state.density].every(
    (value, index) => value === [state.theme, state.sides, state.density][index],
  );
}

// What a person can do, named once: menus, palette and hotkeys run the same action and give the same reason why not.
import type { Bindable } from "../../src-core/settings/hotkeys.ts";
import { MAX_RECENT_ACTIONS } from "../../src-core/settings/settings.ts";
import type { Terminal } from "./terminal.ts";
import type { WorkspaceStore } from "./workspace.ts";

export type ActionSection =
  | "Emergency"
  | "Order"
  | "Positions and orders"
  | "Accounts"
  | "View"
  | "Settings"
  | "Environment"
  | "Group"
  | "Account"
  | "Symbol";

export interface Action extends Bindable {
  /** `noun.verb`; it stands in the preferences, so it never changes. */
  readonly id: string;
  readonly title: string;
  readonly section: ActionSection;
  /** Other words that a person would search for. */
  readonly keywords?: string;
  /** The default chord. */
  readonly hotkey?: string;
  /** How its key is pressed where one press is not enough; such a key is heard elsewhere. */
  readonly press?: string;
  /** Why it cannot run now; undefined when it can. */
  readonly obstacle?: (terminal: Terminal) => string | undefined;
  readonly run: (terminal: Terminal) => void;
}

/** Runs an action if it can run now, and remembers it as the last used; false when it could not. */
export function runAction(terminal: Terminal, action: Action): boolean {
  if (action.obstacle?.(terminal) !== undefined) return false;
  action.run(terminal);
  return true;
}

/** Puts an action on top of what the palette offers first. */
export function rememberAction(workspace: WorkspaceStore, id: string): void {
  workspace.setState(({ recentActions }) => ({
    recentActions: [id, ...recentActions.filter((other) => other !== id)].slice(0, MAX_RECENT_ACTIONS),
  }));
}

// The desk around the windows: the user's session, dialogs, menus, sleep. Recorded, as there is nobody to show it to.
import { ModelledEmitter, notModelled, strict } from "./not-modelled.ts";
import type { PermissionAnswers } from "./permissions.ts";

const calls: { readonly name: string; readonly words: readonly unknown[] }[] = [];
Object.defineProperty(globalThis, "electronStandinCalls", { value: calls });

function record(name: string, ...words: readonly unknown[]): void {
  calls.push({ name, words });
}

/** What the application answers to a page that asks for a device or a right. */
export const permissions: PermissionAnswers = {};

export const session = strict(
  {
    defaultSession: strict(
      {
        setPermissionRequestHandler(handler: PermissionAnswers["request"] & object): void {
          permissions.request = handler;
        },
        setPermissionCheckHandler(handler: PermissionAnswers["check"] & object): void {
          permissions.check = handler;
        },
      },
      "session.defaultSession",
    ),
  },
  "session",
);

export const shell = strict(
  {
    async openExternal(url: string): Promise<void> {
      record("shell.openExternal", url);
    },
  },
  "shell",
);

export const dialog = strict(
  {
    showErrorBox(title: string, content: string): void {
      record("dialog.showErrorBox", title, content);
    },
  },
  "dialog",
);

export const Menu = strict(
  {
    setApplicationMenu(menu: unknown): void {
      if (menu !== null) notModelled("Menu.setApplicationMenu with a menu");
      record("Menu.setApplicationMenu", menu);
    },
  },
  "Menu",
);

/** A test lets the computer sleep and wake by emitting here. */
export const powerMonitor = strict(
  new ModelledEmitter("powerMonitor", ["suspend", "resume"]),
  "powerMonitor",
);

const held = new Set<number>();
let lastBlocker = -1;

export const powerSaveBlocker = strict(
  {
    start(kind: "prevent-app-suspension" | "prevent-display-sleep"): number {
      lastBlocker += 1;
      held.add(lastBlocker);
      record("powerSaveBlocker.start", kind);
      return lastBlocker;
    },
    stop(id: number): boolean {
      record("powerSaveBlocker.stop", id);
      return held.delete(id);
    },
    isStarted: (id: number): boolean => held.has(id),
  },
  "powerSaveBlocker",
);

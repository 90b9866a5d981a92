// The window, and the texts between it and the terminal: each request checked for its sender before it is read.
import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from "electron";
import { FRAME_CHANNEL, REQUEST_CHANNEL } from "../../src-core/contract/channels.ts";
import type { DiagnosticsPort } from "../ports/diagnostics.ts";
import type { Terminal } from "../use-cases/open-terminal.ts";
import type { WindowSession } from "../use-cases/terminal.ts";
import { APP_ORIGIN } from "./app-address.ts";
import { isTopFrame } from "./is-top-frame.ts";
import { pagePreferences } from "./page-preferences.ts";

const SIZE = { width: 1440, height: 900, minWidth: 1180, minHeight: 720 };
const BACKGROUND = "#0a0c0e";
/** A page that crashes this often in a minute is not brought back again. */
const MAX_RELOADS_A_MINUTE = 3;
const MINUTE_MS = 60_000;

interface Attached {
  readonly window: BrowserWindow;
  readonly session: WindowSession;
}

/** Opens the terminal's window; a page that dies is loaded again, and main never depends on it. */
export function openTerminalWindow(terminal: Terminal, preload: string, nowMs: () => number): BrowserWindow {
  const window = new BrowserWindow({
    ...SIZE,
    show: false,
    backgroundColor: BACKGROUND,
    title: "Yoke",
    webPreferences: pagePreferences(preload),
  });
  const session = terminal.openWindow((text) => {
    if (!window.isDestroyed()) window.webContents.send(FRAME_CHANNEL, text);
  });
  attached.set(window.webContents.id, { window, session });
  const { id } = window.webContents;
  window.on("closed", () => {
    attached.delete(id);
    session.close();
  });
  window.once("ready-to-show", () => {
    window.show();
  });
  reloadAfterCrash(window, nowMs, terminal.runtime.ports.diagnostics);
  void window.loadURL(`${APP_ORIGIN}/index.html`);
  return window;
}

const attached = new Map<number, Attached>();

/** Answers requests of our own windows' top frames; anything else gets no answer. */
export function answerRequests(): void {
  ipcMain.handle(REQUEST_CHANNEL, (event, text: unknown) => {
    const session = sessionOf(event);
    if (session === undefined || typeof text !== "string") throw new Error("refused");
    return session.request(text);
  });
}

function sessionOf(event: IpcMainInvokeEvent): WindowSession | undefined {
  return isTopFrame(event) ? attached.get(event.sender.id)?.session : undefined;
}

function reloadAfterCrash(
  window: BrowserWindow,
  nowMs: () => number,
  diagnostics: DiagnosticsPort | undefined,
): void {
  let crashes: readonly number[] = [];
  window.webContents.on("render-process-gone", (_event, details) => {
    if (details.reason === "clean-exit" || window.isDestroyed()) return;
    diagnostics?.note("page gone", { reason: details.reason });
    crashes = [...crashes.filter((atMs) => nowMs() - atMs < MINUTE_MS), nowMs()];
    if (crashes.length <= MAX_RELOADS_A_MINUTE) window.webContents.reload();
  });
}

// Composition root of the desktop application.
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { app, dialog, Menu, session } from "electron";
import { lockFolder } from "./adapters/data-lock/data-lock.ts";
import { pageFiles } from "./adapters/page-files-node/page-files-node.ts";
import { electronSettings } from "./adapters/settings-electron-store/settings-electron-store.ts";
import { openHost } from "./composition.ts";
import { registerAppScheme, serveApp } from "./shell/app-protocol.ts";
import { denyPermissions, guardContents } from "./shell/guard-contents.ts";
import { desktopArguments } from "./shell/desktop-arguments.ts";
import { onWake, sleepBlocker } from "./shell/keep-awake.ts";
import { quitInOrder } from "./shell/quit-in-order.ts";
import { answerRequests, openTerminalWindow } from "./shell/terminal-window.ts";
import { leaveOnBug } from "./last-words.ts";
import type { Terminal } from "./use-cases/open-terminal.ts";
import { restartTrust } from "./use-cases/watch-accounts.ts";
import { every } from "./use-cases/every.ts";
import { worksNow } from "./use-cases/works-now.ts";

const RENDERER = fileURLToPath(new URL("../renderer", import.meta.url));
const PRELOAD = fileURLToPath(new URL("../preload/preload.cjs", import.meta.url));
const AWAKE_CHECK_EVERY_MS = 2_000;

const asked = desktopArguments(process.argv);
if (asked.dataFolder !== undefined) app.setPath("userData", resolve(asked.dataFolder));
registerAppScheme();
guardContents(app);
app.on("window-all-closed", () => {
  app.quit();
});
app
  .whenReady()
  .then(start)
  .catch((problem: unknown) => {
    leave(problem instanceof Error ? problem.message : String(problem));
  });

async function start(): Promise<void> {
  const folder = app.getPath("userData");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder, { pid: process.pid, host: "electron", since: new Date().toISOString() });
  if (!lock.ok) {
    const { holder } = lock;
    const who =
      holder === undefined ? "Another Yoke" : `Yoke (${holder.host}, process ${String(holder.pid)})`;
    leave(`${who} already uses ${folder}. Close it first.`);
    return;
  }
  const relay = app.isPackaged ? undefined : process.env["YOKE_VENUE_RELAY"];
  const opened = await openHost({
    dataFolder: folder,
    settings: () => electronSettings(folder),
    facts: { host: "electron", version: app.getVersion(), keysAllowed: true },
    ...(relay === undefined ? {} : { relay }),
    ...(asked.recording === undefined ? {} : { recording: asked.recording }),
  });
  if (!opened.ok) {
    leave(`${opened.failure.message} ${opened.failure.remedy ?? ""}`);
    return;
  }
  leaveOnBug(opened.value.diagnostics, leave);
  show(opened.value, () => {
    lock.release();
  });
}

function show(terminal: Terminal, release: () => void): void {
  const { clock, diagnostics } = terminal.runtime.ports;
  denyPermissions(session.defaultSession);
  serveApp(pageFiles(RENDERER));
  answerRequests();
  Menu.setApplicationMenu(null);
  onWake(() => {
    diagnostics?.note("woke");
    restartTrust(terminal.runtime, "The computer slept.");
  });
  every(
    clock,
    AWAKE_CHECK_EVERY_MS,
    sleepBlocker(() => worksNow(terminal.runtime)),
  );
  openTerminalWindow(terminal, PRELOAD, () => clock.monotonicMs());
  quitInOrder(app, async () => {
    await terminal.close();
    release();
  });
}

function leave(message: string): void {
  process.stderr.write(`${message}\n`);
  dialog.showErrorBox("Yoke cannot start", message);
  app.exit(1);
}

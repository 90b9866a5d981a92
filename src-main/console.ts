// Composition root of the console host: the whole terminal for a browser on this machine.
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { lockFolder } from "./adapters/data-lock/data-lock.ts";
import { confSettings } from "./adapters/settings-conf/settings-conf.ts";
import { openHost } from "./composition.ts";
import { consoleArguments } from "./console-host/console-arguments.ts";
import { consoleServer } from "./console-host/console-server.ts";
import { dataFolder } from "./console-host/data-folder.ts";
import { doorkeeper } from "./console-host/doorkeeper.ts";
import { openBrowser } from "./console-host/open-browser.ts";
import { leaveOnBug } from "./last-words.ts";
import { pageFiles } from "./adapters/page-files-node/page-files-node.ts";
import { stopWhenAsked } from "./console-host/stop-when-asked.ts";

const RENDERER = fileURLToPath(new URL("../renderer", import.meta.url));
const PACKAGE = fileURLToPath(new URL("../../package.json", import.meta.url));

function leave(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const read = consoleArguments(process.argv.slice(2));
if (!read.ok) leave([read.failure.message, read.failure.remedy].filter(Boolean).join("\n"));
const options = read.value;
const folder = options.dataFolder ?? dataFolder(process.env, process.platform);
mkdirSync(folder, { recursive: true, mode: 0o700 });
const lock = lockFolder(folder, { pid: process.pid, host: "console", since: new Date().toISOString() });
if (!lock.ok) {
  const { holder } = lock;
  const who =
    holder === undefined
      ? "Another Yoke"
      : `Yoke (${holder.host}, process ${String(holder.pid)}, since ${holder.since})`;
  leave(`${who} already uses ${folder}. Close it first, or name another folder with --data-dir.`);
}
const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };
const relay = process.env["YOKE_VENUE_RELAY"];
const opened = await openHost({
  dataFolder: folder,
  settings: () => confSettings(folder),
  facts: { host: "console", version, keysAllowed: options.allowKeys },
  ...(relay === undefined ? {} : { relay }),
  ...(options.recording === undefined ? {} : { recording: options.recording }),
});
if (!opened.ok) leave([opened.failure.message, opened.failure.remedy].filter(Boolean).join("\n"));
const terminal = opened.value;
leaveOnBug(terminal.diagnostics, leave);
const keeper = doorkeeper(() => performance.now());
const server = await consoleServer(options.port, pageFiles(RENDERER), keeper, (send) =>
  terminal.openWindow(send),
);
process.stdout.write(
  `${JSON.stringify({ url: `${server.origin}/#t=${keeper.token}`, pid: process.pid, version })}\n`,
);
if (options.openBrowser && !(await openBrowser(`${server.origin}/#t=${keeper.code()}`, process.platform))) {
  process.stderr.write("No browser could be opened: open the address above.\n");
}
stopWhenAsked(async () => {
  await server.close();
  await terminal.close();
  lock.release();
});

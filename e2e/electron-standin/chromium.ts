// The Chromium that draws the windows: one child process with a profile of its own, thrown away at the end.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { cdpPipe, type CdpSession } from "./cdp-pipe.ts";
import { holdTargets, type Targets } from "./targets.ts";

const EXECUTABLE = "/usr/bin/chromium";
const BASE_ARGUMENTS = [
  "--headless=new",
  "--remote-debugging-pipe",
  "--no-startup-window",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-extensions",
  "--disable-component-update",
  "--disable-background-networking",
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  "--disable-sync",
  "--password-store=basic",
  // Electron blocks no popup by itself: the window-open handler decides.
  "--disable-popup-blocking",
  // A window of the app has no business in any network.
  "--host-resolver-rules=MAP * ~NOTFOUND",
];

export interface Chromium {
  readonly browser: CdpSession;
  readonly targets: Targets;
  readonly version: string;
  /** Ends it; resolves when it is gone. */
  close(): Promise<void>;
}

/** Starts Chromium. `words` are the application's own; `onLost` runs when it ends unasked. */
export async function startChromium(words: readonly string[], onLost: () => void): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), "electron-standin-"));
  const child = spawn(process.env["ELECTRON_STANDIN_CHROMIUM"] ?? EXECUTABLE, argumentsFor(words, profile), {
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  let asked = false;
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => {
      resolve();
      if (!asked) onLost();
    });
  });
  process.on("exit", () => {
    child.kill("SIGKILL");
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  tellDebuggerAddress(child);
  const pipe = cdpPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const { product } = await pipe.browser.send("Browser.getVersion");
  return {
    browser: pipe.browser,
    targets: await holdTargets(pipe),
    version: product.split("/")[1] ?? "",
    close: () => {
      asked = true;
      child.kill("SIGTERM");
      return gone;
    },
  };
}

function argumentsFor(words: readonly string[], profile: string): readonly string[] {
  const asRoot = process.getuid?.() === 0;
  return [
    ...BASE_ARGUMENTS,
    `--user-data-dir=${profile}`,
    ...words.filter((word) => word.startsWith("--remote-debugging-port=")),
    ...(asRoot || words.includes("--no-sandbox") ? ["--no-sandbox"] : []),
  ];
}

/** Passes on the one line that a test driver waits for. */
function tellDebuggerAddress({ stderr }: ChildProcess): void {
  if (stderr === null) return;
  createInterface({ input: stderr }).on("line", (line) => {
    const wanted = line.startsWith("DevTools listening") || process.env["ELECTRON_STANDIN_DEBUG"] === "1";
    if (wanted) process.stderr.write(`${line}\n`);
  });
}

// Shows the terminal in the user's browser without putting a secret where other processes can read it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The page is read within this time or the code in it is void anyway. */
const KEEP_MS = 60_000;

/** Starts the platform's opener with a private file that leads to `url`; false when there is none. `url` may hold a one-time code. */
export function openBrowser(url: string, platform: string): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "yoke-open-"));
  const page = join(folder, "open.html");
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${url}">Opening Yoke`,
    {
      mode: 0o600,
    },
  );
  setTimeout(() => {
    rmSync(folder, { recursive: true, force: true });
  }, KEEP_MS).unref();
  const [command, ...words] = opener(platform);
  return new Promise((done) => {
    const child = spawn(command, [...words, pathToFileURL(page).href], { stdio: "ignore", detached: true });
    child.once("error", () => {
      done(false);
    });
    child.once("spawn", () => {
      child.unref();
      done(true);
    });
  });
}

function opener(platform: string): readonly [string, ...string[]] {
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
  if (platform === "darwin") return ["open"];
  return ["xdg-open"];
}

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import { lockFolder } from "./data-lock.ts";

const ME = { pid: process.pid, host: "console", since: "2026-01-01T00:00:00.000Z" };
const MODULE = new URL("./data-lock.ts", import.meta.url).href;
const HOLD = `import(process.argv[1]).then(({ lockFolder }) => {
  const lock = lockFolder(process.argv[2], { pid: process.pid, host: "electron", since: "then" });
  console.log(lock.ok ? "held" : JSON.stringify(lock.holder));
  setInterval(() => {}, 1000);
})`;

let folder = "";
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function otherProcess(): ReturnType<typeof spawn> {
  return spawn(process.execPath, ["--no-warnings", "-e", HOLD, MODULE, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function firstLine(child: ReturnType<typeof spawn>): Promise<string> {
  const [data] = (await once(child.stdout ?? child, "data")) as [Buffer];
  return data.toString().trim();
}

describe("the lock of a data folder", () => {
  test("a second process is told who holds it, and gets it when the first is killed", async () => {
    folder = mkdtempSync(join(tmpdir(), "yoke-lock-"));
    const first = otherProcess();
    expect(await firstLine(first)).toBe("held");
    expect(lockFolder(folder, ME)).toEqual({
      ok: false,
      holder: { pid: first.pid, host: "electron", since: "then" },
    });
    first.kill("SIGKILL");
    await once(first, "exit");
    const lock = lockFolder(folder, ME);
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.release();
  });

  test("a released folder can be locked again", () => {
    folder = mkdtempSync(join(tmpdir(), "yoke-lock-"));
    const lock = lockFolder(folder, ME);
    if (lock.ok) lock.release();
    expect(lockFolder(folder, ME).ok).toBe(true);
  });
});

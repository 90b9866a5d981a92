import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { DISK_CASES } from "../../ports/disk.conformance.ts";
import { nodeDisk } from "./disk-node.ts";

const folders: string[] = [];

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "yoke-disk-"));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("disk on node", () => {
  test.each(DISK_CASES)("$id $title", async ({ run }) => {
    await run(nodeDisk(freshFolder()));
  });

  test("files are private to the user", async () => {
    const folder = freshFolder();
    await nodeDisk(folder).replace("file", Buffer.from("x"));
    expect(statSync(join(folder, "file")).mode & 0o777).toBe(0o600);
  });

  test.runIf(process.platform === "linux")("a full device answers ENOSPC", async () => {
    const opened = await nodeDisk("/dev").openAppend("full");
    if (!opened.ok) throw new Error(opened.code);
    expect(await opened.file.append(Buffer.from("x"))).toEqual({ ok: false, code: "ENOSPC" });
    await opened.file.close();
  });
});

import { describe, expect, test } from "vitest";
import type { DiskAnswer, DiskPort } from "../../ports/disk.ts";
import type { Migration } from "./migrations.ts";
import { readyDataFolder } from "./ready-data-folder.ts";

type Files = Map<string, string>;

/** Files by path; after `operations` changes it refuses every further one, as a full disk does. */
function memoryDisk(files: Files, operations = Infinity): DiskPort {
  let left = operations;
  const change = async (run: () => void): Promise<DiskAnswer> => {
    if (left <= 0) return { ok: false, code: "ENOSPC" };
    left -= 1;
    run();
    return { ok: true };
  };
  return {
    read: async (path) => {
      const text = files.get(path);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    openAppend: async () => ({ ok: false, code: "EIO" }),
    replace: (path, bytes) => change(() => files.set(path, new TextDecoder().decode(bytes))),
    rename: (from, to) =>
      change(() => {
        files.set(to, files.get(from) ?? "");
        files.delete(from);
      }),
    list: async () => [...files.keys()].filter((path) => !path.includes("/")),
    makeFolder: () => change(() => undefined),
    remove: (path) => change(() => files.delete(path)),
  };
}

const OLD: readonly (readonly [string, string])[] = [
  ["journal.log", "journal"],
  ["paper-venue.log", "paper"],
];
const FORMAT_2 = JSON.stringify({ format: 2 });
const textOf = (files: Files) => Object.fromEntries([...files].sort());

describe("the data folder", () => {
  test("that is new gets this version's format and nothing else", async () => {
    const files: Files = new Map();
    expect(await readyDataFolder(memoryDisk(files))).toEqual({ ok: true, value: { migrated: [] } });
    expect(textOf(files)).toEqual({ "data-format.json": FORMAT_2 });
  });

  test("of the first format is changed, and a backup of what was changed is kept", async () => {
    const files: Files = new Map(OLD);
    const ready = await readyDataFolder(memoryDisk(files));
    expect(ready).toMatchObject({ ok: true, value: { backup: "backups/format-1" } });
    expect(textOf(files)).toEqual({
      "backups/format-1/complete.json": "{}",
      "backups/format-1/paper-venue.log": "paper",
      "data-format.json": FORMAT_2,
      "journal.log": "journal",
      "paper/paper.log": "paper",
    });
    const after = textOf(files);
    expect(await readyDataFolder(memoryDisk(files))).toEqual({ ok: true, value: { migrated: [] } });
    expect(textOf(files)).toEqual(after);
  });

  test("comes to the same end after a stop at any step on the way", async () => {
    const whole: Files = new Map(OLD);
    await readyDataFolder(memoryDisk(whole));
    for (let operations = 0; operations < 8; operations += 1) {
      const files: Files = new Map(OLD);
      const first = await readyDataFolder(memoryDisk(files, operations));
      if (!first.ok) expect(first.failure.code).toBe("migration-failed");
      expect([...files.values()]).toContain("paper");
      expect((await readyDataFolder(memoryDisk(files))).ok).toBe(true);
      expect(textOf(files)).toEqual(textOf(whole));
    }
  });

  test("of a newer version, or with a damaged format file, is not touched", async () => {
    for (const [format, code] of [
      ['{"format":3}', "data-format-newer"],
      ["{", "data-format-unreadable"],
      ['{"format":0}', "data-format-unreadable"],
      ['{"format":"2"}', "data-format-unreadable"],
      ["null", "data-format-unreadable"],
    ] as const) {
      const files: Files = new Map([...OLD, ["data-format.json", format]]);
      const before = textOf(files);
      expect(await readyDataFolder(memoryDisk(files))).toMatchObject({ ok: false, failure: { code } });
      expect(textOf(files)).toEqual(before);
    }
  });

  test("passes several migrations in order, with one backup of all that they change", async () => {
    const append = (to: number, file: string): Migration => ({
      to,
      title: `to ${String(to)}`,
      files: [file],
      run: async (disk) => {
        const before = new TextDecoder().decode((await disk.read(file)) ?? new Uint8Array());
        return disk.replace(file, new TextEncoder().encode(`${before}${String(to)}`));
      },
    });
    const files: Files = new Map([["journal.log", "j"]]);
    const steps = [append(2, "journal.log"), append(3, "journal.log"), append(4, "other")];
    const ready = await readyDataFolder(memoryDisk(files), steps);
    expect(ready).toMatchObject({ ok: true, value: { migrated: ["to 2", "to 3", "to 4"] } });
    expect(textOf(files)).toMatchObject({
      "journal.log": "j23",
      other: "4",
      "backups/format-1/journal.log": "j",
      "data-format.json": '{"format":4}',
    });
  });
});

// What every disk adapter must do, as numbered cases.
import { expect } from "vitest";
import type { ConformanceCase } from "./conformance.ts";
import type { AppendFile, DiskPort } from "./disk.ts";

const text = (bytes: Uint8Array | undefined) =>
  bytes === undefined ? undefined : Buffer.from(bytes).toString();
const bytes = (value: string) => Buffer.from(value);

async function opened(disk: DiskPort, path: string): Promise<AppendFile> {
  const answer = await disk.openAppend(path);
  if (!answer.ok) throw new Error(`could not open ${path}: ${answer.code}`);
  return answer.file;
}

export const DISK_CASES: readonly ConformanceCase<DiskPort>[] = [
  {
    id: "DK-01",
    title: "a file that is not there reads as undefined, a folder as empty",
    async run(disk) {
      expect(await disk.read("nothing")).toBeUndefined();
      expect(await disk.list("nowhere")).toEqual([]);
    },
  },
  {
    id: "DK-02",
    title: "appended bytes are there in order, across openings",
    async run(disk) {
      const first = await opened(disk, "log");
      expect(await first.append(bytes("one "))).toEqual({ ok: true });
      expect(await first.append(bytes("two "))).toEqual({ ok: true });
      expect(await first.sync()).toEqual({ ok: true });
      await first.close();
      const second = await opened(disk, "log");
      expect(second.size).toBe(8);
      await second.append(bytes("three"));
      await second.close();
      expect(text(await disk.read("log"))).toBe("one two three");
    },
  },
  {
    id: "DK-03",
    title: "a truncated file continues at its new end",
    async run(disk) {
      const file = await opened(disk, "log");
      await file.append(bytes("good bad"));
      expect(await file.truncate(5)).toEqual({ ok: true });
      expect(file.size).toBe(5);
      await file.append(bytes("better"));
      await file.close();
      expect(text(await disk.read("log"))).toBe("good better");
    },
  },
  {
    id: "DK-04",
    title: "a replaced file is the new one whole, and leaves nothing beside it",
    async run(disk) {
      await disk.replace("file", bytes("old"));
      expect(await disk.replace("file", bytes("new"))).toEqual({ ok: true });
      expect(text(await disk.read("file"))).toBe("new");
      expect(await disk.list(".")).toEqual(["file"]);
    },
  },
  {
    id: "DK-05",
    title: "rename, folders and remove",
    async run(disk) {
      expect(await disk.makeFolder("a/b")).toEqual({ ok: true });
      await disk.replace("a/b/x", bytes("x"));
      expect(await disk.rename("a/b/x", "a/b/y")).toEqual({ ok: true });
      expect(await disk.list("a/b")).toEqual(["y"]);
      expect(await disk.remove("a/b/y")).toEqual({ ok: true });
      expect(await disk.remove("a/b/y")).toEqual({ ok: true });
      expect(await disk.list("a/b")).toEqual([]);
    },
  },
  {
    id: "DK-06",
    title: "what cannot be done answers with the system's code",
    async run(disk) {
      expect(await disk.rename("missing", "other")).toEqual({ ok: false, code: "ENOENT" });
      expect(await disk.openAppend("no/such/folder/file")).toEqual({ ok: false, code: "ENOENT" });
    },
  },
];

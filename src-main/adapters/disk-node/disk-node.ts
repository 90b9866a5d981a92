// Real files: appended and made durable with fdatasync, replaced by way of a renamed temporary file.
import { open, mkdir, readdir, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { AppendFile, DiskAnswer, DiskPort } from "../../ports/disk.ts";

const OK: DiskAnswer = { ok: true };
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** The disk below one folder; paths are relative to it. Files and folders are private to the user. */
export function nodeDisk(root: string): DiskPort {
  const at = (path: string) => join(root, path);
  return {
    read: async (path) => {
      try {
        return await readWhole(at(path));
      } catch (error) {
        if (codeOf(error) === "ENOENT") return undefined;
        throw error;
      }
    },
    openAppend: async (path) => {
      try {
        const handle = await open(at(path), "a", PRIVATE_FILE);
        await syncFolder(dirname(at(path)));
        return { ok: true, file: appendFile(handle, (await handle.stat()).size) };
      } catch (error) {
        return { ok: false, code: codeOf(error) };
      }
    },
    replace: (path, bytes) => answered(() => replaceFile(at(path), bytes)),
    rename: (from, to) =>
      answered(async () => {
        await rename(at(from), at(to));
        await syncFolder(dirname(at(to)));
      }),
    list: async (folder) => {
      try {
        return (await readdir(at(folder))).sort();
      } catch (error) {
        if (codeOf(error) === "ENOENT") return [];
        throw error;
      }
    },
    makeFolder: (path) =>
      answered(async () => {
        await mkdir(at(path), { recursive: true, mode: PRIVATE_FOLDER });
      }),
    remove: (path) => answered(() => rm(at(path), { force: true })),
  };
}

/** One system call reads at most 2 GiB, and so does `readFile` as a whole. */
const MOST_AT_ONCE = 1024 * 1024 * 1024;

async function readWhole(path: string): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const bytes = Buffer.allocUnsafeSlow((await handle.stat()).size);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(
        bytes,
        filled,
        Math.min(bytes.length - filled, MOST_AT_ONCE),
        filled,
      );
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

function appendFile(handle: FileHandle, startSize: number): AppendFile {
  let size = startSize;
  return {
    get size() {
      return size;
    },
    append: (bytes) =>
      answered(async () => {
        let written = 0;
        while (written < bytes.length) {
          const { bytesWritten } = await handle.write(bytes, written);
          written += bytesWritten;
          size += bytesWritten;
        }
      }),
    sync: () => answered(() => handle.datasync()),
    truncate: (next) =>
      answered(async () => {
        await handle.truncate(next);
        size = next;
      }),
    close: () => handle.close(),
  };
}

async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.new`;
  const handle = await open(temporary, "w", PRIVATE_FILE);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** A new name is durable only when its folder is. Windows cannot open folders and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function answered(run: () => Promise<void>): Promise<DiskAnswer> {
  try {
    await run();
    return OK;
  } catch (error) {
    return { ok: false, code: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  throw error;
}

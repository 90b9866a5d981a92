// A disk in memory that forgets what was not synced, tears what was being written, fills up and fails.
import type { AppendFile, DiskAnswer, DiskPort } from "../../src-main/ports/disk.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

/** `full`: half of the bytes are written, then ENOSPC. `broken`: nothing reaches the device, EIO. */
export type DiskState = "well" | "full" | "broken";

class MemoryFile {
  private bytes = Buffer.alloc(4096);
  size = 0;
  /** What the device really holds. */
  durable = 0;

  append(more: Uint8Array): void {
    if (this.size + more.length > this.bytes.length) {
      const grown = Buffer.alloc(2 * (this.size + more.length));
      this.bytes.copy(grown, 0, 0, this.size);
      this.bytes = grown;
    }
    this.bytes.set(more, this.size);
    this.size += more.length;
  }

  truncate(size: number): void {
    this.size = Math.min(this.size, size);
    this.durable = Math.min(this.durable, size);
  }

  read(): Buffer {
    return this.bytes.subarray(0, this.size);
  }

  readDurable(): Buffer {
    return this.bytes.subarray(0, this.durable);
  }

  flip(offset: number, mask: number): void {
    this.bytes[offset] = (this.bytes[offset] ?? 0) ^ mask;
  }

  zero(from: number): void {
    this.bytes.fill(0, from, this.size);
  }
}

/** Where a power cut may be set: while bytes are written, or after they are safe and before anybody knows. */
export type Moment = "writing" | "synced";

const NEVER = new Promise<never>(() => undefined);

export class MemoryDisk {
  state: DiskState = "well";
  /** Asked at each moment; true: the process has just ended, and nobody hears of it. */
  trap: ((moment: Moment, bytes: Uint8Array) => boolean) | undefined;
  private unsynced: Uint8Array = Buffer.alloc(0);
  private readonly files = new Map<string, MemoryFile>();
  private readonly world: World;
  private readonly chance: Random;

  constructor(world: World, chance: Random) {
    this.world = world;
    this.chance = chance;
  }

  /** The port of one life: its waits end with the life. */
  port(owner: string): DiskPort {
    const wait = (): Promise<void> =>
      new Promise((done) => {
        this.world.schedule(this.chance.next() * 1.5, owner, done);
      });
    return {
      read: async (path) => {
        const file = this.files.get(path);
        return file === undefined ? undefined : Uint8Array.from(file.read());
      },
      openAppend: async (path) => {
        const file = this.files.get(path) ?? new MemoryFile();
        this.files.set(path, file);
        return { ok: true, file: this.handle(file, wait) };
      },
      replace: async (path, bytes) => {
        await wait();
        const failed = this.failure();
        if (failed !== undefined) return failed;
        const file = new MemoryFile();
        file.append(bytes);
        file.durable = file.size;
        this.files.set(path, file);
        return { ok: true };
      },
      rename: async (from, to) => {
        const file = this.files.get(from);
        if (file === undefined) return { ok: false, code: "ENOENT" };
        this.files.delete(from);
        this.files.set(to, file);
        return { ok: true };
      },
      list: async () => [...this.files.keys()],
      makeFolder: async () => ({ ok: true }),
      remove: async (path) => (this.files.delete(path) ? { ok: true } : { ok: false, code: "ENOENT" }),
    };
  }

  /** What would be read after the power came back: all bytes that were synced. */
  durable(path: string): Buffer {
    return this.files.get(path)?.readDurable() ?? Buffer.alloc(0);
  }

  /** Everything that stands on the disk, of all files. */
  everything(): readonly Buffer[] {
    return [...this.files.values()].map((file) => file.read());
  }

  /** The power fails: of what was not synced, any part may have reached the device, the last of it as rubbish. */
  crash(): void {
    for (const file of this.files.values()) {
      const unsynced = file.size - file.durable;
      if (unsynced === 0) continue;
      const kept = this.chance.between(0, unsynced);
      file.truncate(file.durable + kept);
      if (kept > 0 && this.chance.chance(0.3)) file.zero(file.size - this.chance.between(1, kept));
      file.durable = file.size;
    }
  }

  /** A part of a write reaches the file before the power fails. */
  tear(path: string, bytes: Uint8Array): void {
    this.files.get(path)?.append(bytes.subarray(0, this.chance.between(0, bytes.length)));
  }

  /** Damages the end of a file as a bad device does; answers how many bytes before the damage are good. */
  damage(path: string, how: "cut" | "flip" | "zero", reach: number): number {
    const file = this.files.get(path);
    if (file === undefined || file.size === 0) return 0;
    const offset = file.size - this.chance.between(1, Math.min(reach, file.size));
    if (how === "cut") file.truncate(offset);
    else if (how === "flip") file.flip(offset, 1 << this.chance.between(0, 7));
    else file.zero(offset);
    return offset;
  }

  private handle(file: MemoryFile, wait: () => Promise<void>): AppendFile {
    const when = async (act: () => DiskAnswer | Promise<never>): Promise<DiskAnswer> => {
      await wait();
      return this.state === "broken" ? { ok: false, code: "EIO" } : act();
    };
    return {
      get size() {
        return file.size;
      },
      append: (bytes) =>
        when(() => {
          this.unsynced = bytes;
          if (this.state === "well" && this.trap?.("writing", bytes) === true) return NEVER;
          if (this.state !== "full") file.append(bytes);
          else file.append(bytes.subarray(0, bytes.length >> 1));
          return this.state === "full" ? { ok: false, code: "ENOSPC" } : { ok: true };
        }),
      sync: () =>
        when(() => {
          file.durable = file.size;
          return this.trap?.("synced", this.unsynced) === true ? NEVER : { ok: true };
        }),
      truncate: (size) =>
        when(() => {
          file.truncate(size);
          return { ok: true };
        }),
      close: async () => undefined,
    };
  }

  private failure(): DiskAnswer | undefined {
    if (this.state === "well") return undefined;
    return { ok: false, code: this.state === "full" ? "ENOSPC" : "EIO" };
  }
}

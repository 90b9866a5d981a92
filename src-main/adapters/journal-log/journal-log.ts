// The journal as one append-only file over a disk port. What `append` answered with ok survives a crash and a power cut.
import { basename, dirname } from "node:path";
import type { AppendAnswer, JournalEntry, JournalOpening, JournalPort } from "../../ports/journal.ts";
import type { AppendFile, DiskPort } from "../../ports/disk.ts";
import { frame, GENESIS, unframe } from "./frame.ts";

interface Tip {
  readonly sequence: number;
  readonly hash: Uint8Array;
  /** Bytes of good records. */
  readonly size: number;
}

interface Scan {
  readonly entries: readonly JournalEntry[];
  readonly tip: Tip;
  readonly damage?: string;
}

/** A journal in one file. Not usable before `open`; appends are the caller's to serialise. */
export function journalLog(disk: DiskPort, path: string): JournalPort {
  let file: AppendFile | undefined;
  let tip: Tip = { sequence: 0, hash: GENESIS, size: 0 };
  let writable = false;
  let toKeep: { readonly keptIn: string; readonly bytes: Uint8Array } | undefined;

  async function openFile(): Promise<boolean> {
    await file?.close();
    file = undefined;
    const opened = await disk.openAppend(path);
    if (opened.ok) file = opened.file;
    return opened.ok;
  }

  const keptPrefix = (): string => `${path}.damaged-${String(tip.sequence)}-`;

  /** Damage that a start set aside after this very record, and ended before anything was written of it. */
  async function setAsideHere(): Promise<JournalOpening["damaged"]> {
    const prefix = basename(keptPrefix());
    const name = (await disk.list(dirname(path))).find((each) => each.startsWith(prefix));
    if (name === undefined) return undefined;
    const bytes = Number(name.slice(prefix.length));
    return { keptIn: `${keptPrefix()}${String(bytes)}`, bytes, reason: "an earlier start set it aside" };
  }

  /** Nothing damaged is cut off before it is kept. */
  async function cutBack(): Promise<boolean> {
    if (toKeep !== undefined && !(await disk.replace(toKeep.keptIn, toKeep.bytes)).ok) return false;
    toKeep = undefined;
    if (file === undefined && !(await openFile())) return false;
    if (file === undefined) return false;
    const cut = file.size === tip.size ? { ok: true } : await file.truncate(tip.size);
    return cut.ok && (await file.sync()).ok;
  }

  return {
    async open(): Promise<JournalOpening> {
      const bytes = viewOf((await disk.read(path)) ?? new Uint8Array());
      const found = scan(bytes);
      tip = found.tip;
      if (found.damage === undefined) {
        const damaged = await setAsideHere();
        writable = await openFile();
        return { entries: found.entries, ...(damaged === undefined ? {} : { damaged }) };
      }
      const keptIn = `${keptPrefix()}${String(bytes.length - tip.size)}`;
      toKeep = { keptIn, bytes: Buffer.from(bytes.subarray(tip.size)) };
      writable = await cutBack();
      const damaged = { keptIn, bytes: bytes.length - tip.size, reason: found.damage };
      return { entries: found.entries, damaged };
    },

    async append(texts): Promise<AppendAnswer> {
      if (!writable || file === undefined) return { ok: false, code: "not-writable" };
      const { bytes, next } = framed(texts, tip);
      const written = await file.append(bytes);
      const synced = written.ok ? await file.sync() : written;
      if (!synced.ok) {
        writable = false;
        return { ok: false, code: synced.code };
      }
      tip = next;
      return { ok: true, sequence: tip.sequence };
    },

    get writable() {
      return writable;
    },

    async repair() {
      writable = await cutBack();
      return writable;
    },

    async close() {
      writable = false;
      await file?.close();
      file = undefined;
    },
  };
}

/** The same bytes, not a copy: a journal may be a good part of the memory. */
export function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reads records up to the first that does not fit; nothing after it is trusted. */
export function scan(bytes: Buffer): Scan {
  const entries: JournalEntry[] = [];
  let tip: Tip = { sequence: 0, hash: GENESIS, size: 0 };
  for (;;) {
    const next = unframe(bytes, tip.size, tip.hash);
    if (next.kind === "end") return { entries, tip };
    if (next.kind === "damaged") return { entries, tip, damage: next.reason };
    tip = { sequence: tip.sequence + 1, hash: next.hash, size: next.end };
    entries.push({ sequence: tip.sequence, text: next.text });
  }
}

function framed(texts: readonly string[], from: Tip): { readonly bytes: Uint8Array; readonly next: Tip } {
  const parts: Uint8Array[] = [];
  let { sequence, hash, size } = from;
  for (const text of texts) {
    const made = frame(text, hash);
    parts.push(made.bytes);
    sequence += 1;
    hash = made.hash;
    size += made.bytes.length;
  }
  return { bytes: Buffer.concat(parts), next: { sequence, hash, size } };
}

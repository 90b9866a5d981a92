// The journal's disk and port with an eye on each step, and the deaths that strike inside them.
import { decodeRecord } from "../../src-core/journal/codec.ts";
import type { AppendFile, DiskPort } from "../../src-main/ports/disk.ts";
import type { JournalPort } from "../../src-main/ports/journal.ts";
import { dieHere, type Whereabouts } from "./whereabouts.ts";

/** A disk whose appended files note how far they are; a death inside an append leaves a part of it. */
export function watchedDisk(disk: DiskPort, where: Whereabouts): DiskPort {
  return {
    ...disk,
    openAppend: async (path) => {
      const opened = await disk.openAppend(path);
      return opened.ok ? { ok: true, file: watchedFile(opened.file, where) } : opened;
    },
  };
}

function watchedFile(file: AppendFile, where: Whereabouts): AppendFile {
  let durableBytes = Math.min(where.before.durableBytes, file.size);
  const settle = (bytes: number): void => {
    durableBytes = bytes;
    where.durable(bytes);
  };
  settle(durableBytes);
  return {
    get size() {
      return file.size;
    },
    append: async (bytes) => {
      const part = where.passDisk("append");
      if (part !== undefined) {
        await file.append(bytes.subarray(0, Math.floor(bytes.length * part)));
        dieHere();
      }
      const answer = await file.append(bytes);
      if (!answer.ok) where.passDisk("done");
      return answer;
    },
    sync: async () => {
      const part = where.passDisk("fsync");
      if (part !== undefined && part < 0.5) dieHere();
      const syncing = file.sync();
      if (part !== undefined) dieHere();
      const size = file.size;
      const answer = await syncing;
      if (answer.ok) settle(size);
      where.passDisk("done");
      return answer;
    },
    truncate: async (size) => {
      settle(Math.min(durableBytes, size));
      return file.truncate(size);
    },
    close: () => file.close(),
  };
}

/** A journal that tells which commands have become durable. */
export function watchedJournal(
  journal: JournalPort,
  intended: (clientIds: readonly string[]) => void,
): JournalPort {
  return {
    open: () => journal.open(),
    append: async (texts) => {
      const answer = await journal.append(texts);
      if (answer.ok) intended(texts.flatMap(commandsIn));
      return answer;
    },
    get writable() {
      return journal.writable;
    },
    repair: () => journal.repair(),
    close: () => journal.close(),
  };
}

/** Client ids of what a record lets leave. */
function commandsIn(text: string): readonly string[] {
  const record = decodeRecord(text);
  if (!record.ok || record.value.kind !== "submitted") return [];
  return [...record.value.intents, ...(record.value.amends ?? [])].map(({ clientId }) => clientId);
}

// The first thing at every start: the data folder is of this version's format, was brought to it with a backup, or is left alone.
import { fail, succeed, type Outcome } from "../../../src-core/money/outcome.ts";
import type { DiskAnswer, DiskPort } from "../../ports/disk.ts";
import { MIGRATIONS, type Migration } from "./migrations.ts";

const FORMAT_FILE = "data-format.json";
/** Written last into a backup: one without it was not finished. */
const COMPLETE_FILE = "complete.json";
/** A folder that holds one of these and no format file was written before there was one. */
const FIRST_FORMAT_FILES = ["journal.log", "paper-venue.log"];

export interface Readiness {
  /** What was changed, in words; empty at almost every start. */
  readonly migrated: readonly string[];
  /** The folder, below the data folder, that holds the files as they were. */
  readonly backup?: string;
}

/**
 * Brings the folder to the format of the last migration. A folder of a newer version, or one whose format cannot be
 * read, is not touched: `data-format-newer`, `data-format-unreadable`. `migration-failed`: the disk refused; the next start tries again.
 */
export async function readyDataFolder(
  disk: DiskPort,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Outcome<Readiness>> {
  const current = migrations.at(-1)?.to ?? 1;
  const format = await readFormat(disk, current);
  if (!format.ok) return format;
  if (format.value > current) return newer();
  const due = migrations.filter((migration) => migration.to > format.value);
  if (due.length === 0) return stamped(disk, current, { migrated: [] });
  const backup = `backups/format-${String(format.value)}`;
  const kept = await backUp(disk, backup, due);
  if (!kept.ok)
    return failed("The backup before a change of the data folder could not be written", kept.code);
  for (const migration of due) {
    const done = await migration.run(disk);
    const noted = done.ok ? await writeFormat(disk, migration.to) : done;
    if (!noted.ok) return failed("The data folder could not be changed to this version's format", noted.code);
  }
  return succeed({ migrated: due.map((migration) => migration.title), backup });
}

/** A new folder has the current format already. */
async function readFormat(disk: DiskPort, current: number): Promise<Outcome<number>> {
  const bytes = await disk.read(FORMAT_FILE);
  if (bytes === undefined) {
    const names = await disk.list(".");
    return succeed(FIRST_FORMAT_FILES.some((name) => names.includes(name)) ? 1 : current);
  }
  const format = formatIn(bytes);
  if (format !== undefined) return succeed(format);
  return fail(
    "data-format-unreadable",
    FORMAT_FILE,
    `${FORMAT_FILE} in the data folder is damaged, so nothing was opened.`,
    `Its text must be {"format":${String(current)}} if this version wrote the folder last.`,
  );
}

function formatIn(bytes: Uint8Array): number | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const format = (value as { readonly format?: unknown } | null)?.format;
    return typeof format === "number" && Number.isInteger(format) && format >= 1 ? format : undefined;
  } catch {
    return undefined;
  }
}

/** Copies what will be changed, once: a second try must not overwrite the first try's copy with half-changed files. */
async function backUp(disk: DiskPort, folder: string, due: readonly Migration[]): Promise<DiskAnswer> {
  if ((await disk.read(`${folder}/${COMPLETE_FILE}`)) !== undefined) return { ok: true };
  const made = await disk.makeFolder(folder);
  if (!made.ok) return made;
  for (const file of new Set(due.flatMap((migration) => migration.files))) {
    const bytes = await disk.read(file);
    const copied = bytes === undefined ? made : await disk.replace(`${folder}/${file}`, bytes);
    if (!copied.ok) return copied;
  }
  return disk.replace(`${folder}/${COMPLETE_FILE}`, new TextEncoder().encode("{}"));
}

async function stamped(disk: DiskPort, format: number, readiness: Readiness): Promise<Outcome<Readiness>> {
  if ((await disk.read(FORMAT_FILE)) !== undefined) return succeed(readiness);
  const written = await writeFormat(disk, format);
  return written.ok ? succeed(readiness) : failed("The data folder cannot be written", written.code);
}

function writeFormat(disk: DiskPort, format: number): Promise<DiskAnswer> {
  return disk.replace(FORMAT_FILE, new TextEncoder().encode(JSON.stringify({ format })));
}

function newer(): Outcome<never> {
  return fail(
    "data-format-newer",
    FORMAT_FILE,
    "The data folder was written by a newer version of Yoke, so nothing was opened.",
    "Start that version, or name another folder with --data-dir.",
  );
}

function failed(what: string, code: string): Outcome<never> {
  return fail(
    "migration-failed",
    "data folder",
    `${what} (${code}).`,
    "Free space on its disk and see that it may be written, then start again. Nothing was lost.",
  );
}

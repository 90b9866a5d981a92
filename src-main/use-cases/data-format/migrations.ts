// How a data folder of an older version becomes one of this version, a step at a time.
import type { DiskAnswer, DiskPort } from "../../ports/disk.ts";

export interface Migration {
  /** The format that the folder has afterwards. */
  readonly to: number;
  /** What it changes, in words. */
  readonly title: string;
  /** Every file of the format before that it moves or changes; they are backed up first. */
  readonly files: readonly string[];
  /** Run again after a crash in its middle, it ends where one run would have. */
  run(disk: DiskPort): Promise<DiskAnswer>;
}

/** In order, without gaps; the first leads from format 1 to format 2. */
export const MIGRATIONS: readonly Migration[] = [
  {
    to: 2,
    title: "Every paper venue has a log of its own, in the folder paper.",
    files: ["paper-venue.log"],
    run: (disk) => movePaperLog(disk),
  },
];

async function movePaperLog(disk: DiskPort): Promise<DiskAnswer> {
  const made = await disk.makeFolder("paper");
  if (!made.ok) return made;
  const names = await disk.list(".");
  return names.includes("paper-venue.log") ? disk.rename("paper-venue.log", "paper/paper.log") : made;
}

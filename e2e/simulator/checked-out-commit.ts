// Which commit this is, so that its seeds can be played again by whoever has it.
import { execFileSync } from "node:child_process";

/** The hash of what is checked out in a folder; undefined outside of git, or without it. */
export function checkedOutCommit(folder: string): string | undefined {
  try {
    const options = { cwd: folder, encoding: "utf8", stdio: "pipe" } as const;
    return execFileSync("git", ["rev-parse", "HEAD"], options).trim();
  } catch {
    return undefined;
  }
}

// A throw-away copy of the tree for the mutants: nothing is ever broken in the tree itself.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const FOLDERS = ["src-core", "src-main", "src-renderer", "e2e", "bench", "scripts"];
const CONFIG = /\.(json|js|cjs|ts|mjs)$/;

/** Copies sources and configs, links node_modules, and writes each of `hosts` that does not exist yet with `text`. Answers the copy's path. */
export function makeCopy(root, hosts, text) {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "yoke-walls-")));
  const configs = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && CONFIG.test(entry.name))
    .map((entry) => entry.name);
  for (const name of [...FOLDERS.filter((folder) => existsSync(join(root, folder))), ...configs]) {
    cpSync(join(root, name), join(copy, name), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  for (const host of hosts) {
    const path = join(copy, host);
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) writeFileSync(path, text);
  }
  return copy;
}

export function removeCopy(copy) {
  rmSync(copy, { recursive: true, force: true });
}

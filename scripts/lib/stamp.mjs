// Tells whether out/ was built from the sources that are here now, without building or reading them.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const ROOTS = ["src-core", "src-main", "src-renderer", "package-lock.json", "tsconfig.base.json"];
const CONFIG = /^vite\..*\.config\.ts$/;
const NOT_BUILT = /\.(test|conformance)\.tsx?$/;

/** Hash of path, size and modification time of every file that a build reads. */
export function sourceStamp(root) {
  const configs = readdirSync(root).filter((name) => CONFIG.test(name));
  const files = [...ROOTS, ...configs].flatMap((path) => filesUnder(root, path)).sort();
  const hash = createHash("sha256");
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** True when there is no build, or when it was made from other sources. */
export function isStale(root) {
  const path = stampPath(root);
  return !existsSync(path) || readFileSync(path, "utf8").trim() !== sourceStamp(root);
}

/** Records what the build in out/ was made from; `stamp` is taken before the build, so an edit meanwhile counts as new. */
export function writeStamp(root, stamp) {
  mkdirSync(dirname(stampPath(root)), { recursive: true });
  writeFileSync(stampPath(root), `${stamp}\n`);
}

function stampPath(root) {
  return join(root, "out", ".stamp");
}

function filesUnder(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
    .map((entry) => join(entry.parentPath.slice(root.length + 1), entry.name));
}

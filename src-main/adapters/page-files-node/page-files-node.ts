// The built renderer as a fixed map from path to bytes, read once at start.
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import type { PageFile, PageFilesPort } from "../../ports/page-files.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
};

/** Reads a built folder. Files of other types than a page needs are left out. */
export function pageFiles(folder: string): PageFilesPort {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).split(sep).join("/")}`, {
      type,
      bytes: new Uint8Array(readFileSync(path)),
    });
  }
  return (path) => files.get(path === "/" ? "/index.html" : path);
}

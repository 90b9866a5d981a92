// The scripts of a page, as text: the files of `page/` without their types, and the preload around which they stand.
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { LinkNames } from "./page/world-link.ts";
import { notModelled } from "./not-modelled.ts";

/** The world that a preload runs in, and the function through which it reaches the main process. */
export const PRELOAD_WORLD = "Electron Isolated Context";
export const BINDING = "electronStandinPost";
/** Where the main process reaches the preload's world. */
export const INBOX = "electronStandinInbox";

/** For the page's own world. */
export function mainWorldSource(names: LinkNames): string {
  const code = script("codec", "world-link", "main-world");
  return topFrameOnly(`${code}\nopenMainWorld(${JSON.stringify(names)});`);
}

/** For the preload's world. `preload` is the path of one CommonJS file, as a sandboxed preload must be. */
export function preloadWorldSource(names: LinkNames, preload: string): string {
  if (preload.endsWith(".mjs")) notModelled("an ES module as a sandboxed preload");
  const code = script("codec", "world-link", "preload-world");
  const options = `{ names: ${JSON.stringify(names)}, platform: "${process.platform}", post: ${BINDING} }`;
  const body = `${code}
const world = openPreloadWorld(${options});
globalThis.${INBOX} = world.inbox;
(function (require, process, module, exports) {
${readFileSync(preload, "utf8")}
})(world.require, world.process, { exports: {} }, {});`;
  return `${topFrameOnly(body)}\n//# sourceURL=${pathToFileURL(preload).href}`;
}

function topFrameOnly(code: string): string {
  return `(() => {\nif (window !== window.top) return;\n${code}\n})();`;
}

/** The named files of `page/` as one script: each after those it imports, so that imports can fall away. */
function script(...names: readonly string[]): string {
  return names
    .map((name) => withoutModules(readFileSync(join(import.meta.dirname, "page", `${name}.ts`), "utf8")))
    .join("\n");
}

function withoutModules(source: string): string {
  return stripTypeScriptTypes(source)
    .replaceAll(/^import .*$/gm, "")
    .replaceAll(/^export (?=function|const)/gm, "");
}

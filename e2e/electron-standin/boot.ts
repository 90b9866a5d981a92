// Starts an application folder the way Electron's executable does.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { app, type Started } from "./app.ts";
import { provideElectron } from "./electron-module.ts";
import { notModelled } from "./not-modelled.ts";

const VERSION = "0.0.0-standin";
const words = process.argv.slice(2);

interface ApplicationPackage {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

/** Splits the words into modules to require first and the application's folder. */
function readWords(): { readonly preloads: readonly string[]; readonly folder: string } {
  const preloads = words.filter((_word, index) => words[index - 1] === "-r");
  const folder = words.find((word, index) => !word.startsWith("-") && words[index - 1] !== "-r");
  return { preloads, folder: resolve(folder ?? ".") };
}

function readFacts(folder: string): Started & { readonly entry: string } {
  const path = join(folder, "package.json");
  if (!statSync(folder).isDirectory() || !existsSync(path)) notModelled(`an application at ${folder}`);
  const { name, productName, version, main } = JSON.parse(readFileSync(path, "utf8")) as ApplicationPackage;
  return {
    folder,
    name: productName ?? name ?? "Electron",
    version: version ?? "0.0.0",
    words,
    entry: join(folder, main ?? "index.js"),
  };
}

const { preloads, folder } = readWords();
const facts = readFacts(folder);
provideElectron();
Object.defineProperty(process.versions, "electron", { value: VERSION, enumerable: true });
Object.defineProperty(process, "type", { value: "browser", enumerable: true });
process.argv = [join(import.meta.dirname, "electron"), ...words];
// Electron takes these for a person's wish to quit.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => app.quit());
const require = createRequire(import.meta.url);
for (const preload of preloads) require(resolve(preload));
await app.standinStart(facts, () => import(pathToFileURL(facts.entry).href));

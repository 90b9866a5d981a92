// The trader as one file: a process that reads hundreds of sources at its start costs more than the life that it leads.
import { join } from "node:path";
import { build } from "vite";

/** Bundles `trader.ts` with all of our own code into a folder; answers the file's path. */
export async function bundleTrader(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, "trader.ts"),
      outDir: folder,
      target: "node24",
      minify: false,
      rolldownOptions: { output: { format: "es", entryFileNames: "trader.mjs" } },
    },
  });
  return join(folder, "trader.mjs");
}

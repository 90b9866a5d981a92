// The main process, the console host and the command line: our own code in ES modules, every package left outside.
import { existsSync } from "node:fs";
import { defineConfig } from "vite";

const ENTRIES = ["main", "console", "cli"];
/** Programs of threads: loaded by their file name beside the program that starts them. */
const THREADS = { "search-thread": "src-main/adapters/journal-log/search/search-thread.ts" };
const present = ENTRIES.filter((name) => existsSync(`src-main/${name}.ts`));

export default defineConfig({
  build: {
    ssr: true,
    outDir: "out/main",
    emptyOutDir: true,
    target: "node24",
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: { ...Object.fromEntries(present.map((name) => [name, `src-main/${name}.ts`])), ...THREADS },
      external: ["electron"],
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});

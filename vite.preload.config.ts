// The preload: one CommonJS file, because a sandboxed preload can load nothing else.
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    ssr: true,
    outDir: "out/preload",
    emptyOutDir: true,
    target: "node24",
    minify: false,
    rolldownOptions: {
      input: { preload: "src-main/preload.ts" },
      external: ["electron"],
      output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
    },
  },
});

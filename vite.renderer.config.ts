// The renderer's bundle: relative paths, because the packaged window loads it from inside the archive.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: "src-renderer",
  base: "./",
  plugins: [react()],
  build: { outDir: "../out/renderer", emptyOutDir: true, target: "chrome146" },
});

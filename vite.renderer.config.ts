// The renderer's bundle: relative paths, because the packaged window loads it from inside the archive.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: "src-renderer",
  base: "./",
  plugins: [react()],
  // Fonts and images stay files: the content security policy allows no data: fonts.
  build: { outDir: "../out/renderer", emptyOutDir: true, target: "chrome146", assetsInlineLimit: 0 },
});

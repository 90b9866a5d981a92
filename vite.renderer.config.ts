// The renderer's bundle: relative paths, because the packaged window loads it from inside the archive.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: "src-renderer",
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../out/renderer",
    emptyOutDir: true,
    target: "chrome146",
    // Fonts and images stay files: the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    // One file from the local disk loads faster than several.
    chunkSizeWarningLimit: 2500,
  },
});

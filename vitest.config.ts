import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src-*/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs", "e2e/venues/**/*.test.ts"],
    setupFiles: ["vitest.setup.ts"],
    passWithNoTests: false,
    unstubGlobals: true,
  },
});

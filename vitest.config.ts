import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "src-*/**/*.test.{ts,tsx}",
      "scripts/**/*.test.mjs",
      "e2e/{crash,simulator,venues}/**/*.test.ts",
    ],
    setupFiles: ["vitest.setup.ts"],
    passWithNoTests: false,
    // Generous: what is slow on a busy machine is not wrong. Speed is measured in bench/.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    unstubGlobals: true,
  },
});

// The steps of verify, fastest first, and what one may ask of them on the command line.

/** `needs` are paths without which a step would say nothing: while one is missing, the step is skipped out loud. */
const STEPS = [
  { name: "format", command: "prettier", args: ["--check", "--log-level", "warn", "."] },
  { name: "types", command: "tsc", args: ["-b"] },
  { name: "walls", command: "node", args: ["scripts/walls.mjs"] },
  {
    name: "unused",
    command: "knip",
    args: [],
    needs: [
      "src-main/main.ts",
      "src-main/console.ts",
      "src-main/cli.ts",
      "src-renderer/main.tsx",
      "e2e/specs",
      "bench",
    ],
  },
  { name: "lint", command: "eslint", args: [".", "--max-warnings", "0"] },
  { name: "mutants", command: "node", args: ["scripts/wall-mutants.mjs"] },
  { name: "unit", command: "vitest", args: ["run"], keys: true },
  { name: "safeguards", command: "node", args: ["scripts/safeguard-mutants.mjs"] },
  { name: "crash", command: "node", args: ["e2e/crash/kill-cycles.ts", "--cycles", "200", "--fresh"] },
  { name: "build", command: "node", args: ["scripts/build.mjs"] },
  { name: "e2e", command: "playwright", args: ["test"], keys: true, needs: ["e2e/specs"] },
];

/** Answers `{ steps }`: all, or those of `--only a,b` in our order; `{ problem }` when a name is not ours. */
export function chooseSteps(argv) {
  if (argv.length === 0) return { steps: STEPS };
  const names = STEPS.map(({ name }) => name);
  const [flag, list, ...rest] = argv;
  if (flag !== "--only" || list === undefined || rest.length > 0) {
    return { problem: `Use: npm run verify -- --only ${names.join(",")}` };
  }
  const wanted = list.split(",");
  const strange = wanted.find((name) => !names.includes(name));
  if (strange !== undefined)
    return { problem: `No step is called ${strange}; the steps are ${names.join(", ")}.` };
  return { steps: STEPS.filter(({ name }) => wanted.includes(name)) };
}

/** The command line of a step. On Linux one that needs keys gets a Secret Service of its own. */
export function commandOf({ command, args, keys }, platform) {
  if (keys !== true || platform !== "linux") return [command, args];
  return ["scripts/with-secret-service.sh", [command, ...args]];
}

/** The table at the end: a row per step with its outcome and seconds. */
export function tableOf(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(
    ({ name, outcome, seconds }) => `${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${outcome}`,
  );
}

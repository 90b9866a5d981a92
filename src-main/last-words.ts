// What a process does when a bug of our own is thrown and nobody caught it: it says so in its log and ends. The start is the recovery.
import type { DiagnosticsPort } from "./ports/diagnostics.ts";

/** Ends the process through `leave` after the first uncaught error; going on from half a step could send an order twice. */
export function leaveOnBug(diagnostics: DiagnosticsPort, leave: (message: string) => void): void {
  const end = (problem: unknown): void => {
    const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    diagnostics.last("crashed", { problem: text });
    leave(
      `Yoke has stopped: ${text.split("\n")[0] ?? ""}. The log in the data folder says more. Start it again.`,
    );
  };
  process.on("uncaughtException", end);
  // A file that may not grow is a failed write, which the journal answers; an exit hook of a library would end the process (when-exit 2).
  if (process.platform !== "win32") process.on("SIGXFSZ", () => undefined);
  process.on("unhandledRejection", end);
}

// Ends the host in order when the system or the terminal asks for it, and at once when asked again.

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** What takes longer is cut off: the journal is durable at every moment. */
const PATIENCE_MS = 5_000;

/** Runs `stop` once on the first signal, then exits with 0; a second signal exits with 1. */
export function stopWhenAsked(stop: () => Promise<void>): void {
  let asked = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      setTimeout(() => process.exit(1), PATIENCE_MS).unref();
      void stop().then(() => process.exit(0));
    });
  }
}

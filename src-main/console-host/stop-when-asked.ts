// Ends the host in order when the system or the terminal asks for it, and at once when asked again.

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** What takes longer is cut off: the journal is durable at every moment. */
const PATIENCE_MS = 5_000;

/** One signal may arrive twice: libraries with exit hooks of their own raise it again (atomically, by way of when-exit 2). */
const SAME_REQUEST_MS = 300;

/** Runs `stop` once on the first signal, then exits with 0; a later second signal exits with 1. */
export function stopWhenAsked(stop: () => Promise<void>): void {
  let askedAtMs: number | undefined;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const nowMs = performance.now();
      if (askedAtMs !== undefined) {
        if (nowMs - askedAtMs > SAME_REQUEST_MS) process.exit(1);
        return;
      }
      askedAtMs = nowMs;
      setTimeout(() => process.exit(1), PATIENCE_MS).unref();
      void stop().then(() => process.exit(0));
    });
  }
}

// The end of the application: it leaves when what was noted is on disk, however often it is told to.
import type { App } from "electron";

/** Holds each quit back until `close` has run, once. A close that fails does not keep the application alive. */
export function quitInOrder(app: Pick<App, "on" | "quit">, close: () => Promise<void>): void {
  let state: "open" | "closing" | "closed" = "open";
  const leave = (): void => {
    state = "closed";
    app.quit();
  };
  app.on("will-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    state = "closing";
    close().then(leave, (problem: unknown) => {
      process.stderr.write(`Yoke did not close in order: ${String(problem)}\n`);
      leave();
    });
  });
}

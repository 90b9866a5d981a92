import { EventEmitter } from "node:events";
import type { App } from "electron";
import { expect, test } from "vitest";
import { quitInOrder } from "./quit-in-order.ts";

/** Quits as Electron does: each try asks, and ends unless somebody prevents it. */
function fakeApp() {
  const emitter = new EventEmitter();
  let ended = 0;
  const quit = (): void => {
    const asked = { prevented: false };
    emitter.emit("will-quit", { preventDefault: () => (asked.prevented = true) });
    if (!asked.prevented) ended += 1;
  };
  const app = { on: emitter.on.bind(emitter), quit } as unknown as Pick<App, "on" | "quit">;
  return { app, ended: () => ended };
}

test("it ends only after closing", async () => {
  const { app, ended } = fakeApp();
  const closing = Promise.withResolvers<undefined>();
  quitInOrder(app, () => closing.promise);
  app.quit();
  expect(ended()).toBe(0);
  closing.resolve(undefined);
  await closing.promise;
  await Promise.resolve();
  expect(ended()).toBe(1);
});

test("told twice, it closes once", async () => {
  const { app, ended } = fakeApp();
  const closing = Promise.withResolvers<undefined>();
  let closes = 0;
  quitInOrder(app, () => {
    closes += 1;
    return closing.promise;
  });
  app.quit();
  app.quit();
  closing.resolve(undefined);
  await closing.promise;
  await Promise.resolve();
  expect({ closes, ended: ended() }).toEqual({ closes: 1, ended: 1 });
});

test("a close that fails does not keep it alive", async () => {
  const { app, ended } = fakeApp();
  quitInOrder(app, () => Promise.reject(new Error("disk full")));
  app.quit();
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended()).toBe(1);
});

// What only a desktop has: an isolated window that stays where it is, a page that comes back, sleep, one host a folder.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Frame } from "../../src-core/contract/views.ts";
import type { HostBridge } from "../../src-core/contract/wire.ts";
import { endOfAnother } from "../fixtures/desktop-host.ts";
import { expect, test, type TestHost } from "../fixtures/host.ts";
import { openQuietServer } from "../fixtures/quiet-server.ts";

/** What stands on the window, asked through the main process: a driver loses a page that crashed. Nothing between two lives. */
async function shownText(host: TestHost): Promise<unknown> {
  const asked = host
    .desktop()
    .evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript("document.body?.innerText ?? ''"),
    );
  return asked.catch(() => "");
}

/** Whether anything keeps the computer awake. */
function isHeldAwake(host: TestHost): Promise<boolean> {
  return host
    .desktop()
    .evaluate(({ powerSaveBlocker }) =>
      Array.from({ length: 20 }, (_none, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
    );
}

test("the page has the bridge's three members, frozen, and nothing of Node", async ({ host }) => {
  const { page } = await host.start();
  const seen = await page.evaluate(() => {
    const names = ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"];
    const { yoke } = window as unknown as { readonly yoke: Readonly<Record<string, unknown>> };
    const property = Object.getOwnPropertyDescriptor(window, "yoke");
    return {
      foreign: names.filter((name) => name in window),
      members: Object.keys(yoke).sort(),
      isFrozen: Object.isFrozen(yoke),
      isFixed: property?.writable === false && !property.configurable,
    };
  });
  expect(seen).toEqual({
    foreign: [],
    members: ["host", "onFrame", "request"],
    isFrozen: true,
    isFixed: true,
  });
});

test("the page can neither leave, nor open a window, nor reach anybody", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  const outside = await openQuietServer();
  const violations = await terminal.page.evaluate(async (address) => {
    const refused: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      // The page's own meta element has a policy as well; only the header's can say who may frame it.
      const byHeader = event.originalPolicy.includes("frame-ancestors");
      if (byHeader) refused.push(event.effectiveDirective);
    });
    await fetch(`${address}/fetch`).catch(() => undefined);
    await new Promise((resolve) => {
      const image = new Image();
      image.onerror = resolve;
      image.src = `${address}/image`;
    });
    window.open(`${address}/window`);
    return refused;
  }, outside.address);
  expect(new Set(violations)).toEqual(new Set(["connect-src", "img-src"]));
  const prevented = host.desktop().evaluate(
    ({ BrowserWindow }) =>
      new Promise<boolean>((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once("will-navigate", (event) => {
          resolve(event.defaultPrevented);
        });
      }),
  );
  await terminal.page.evaluate((address) => {
    setTimeout(() => {
      location.href = `${address}/navigation`;
    });
  }, outside.address);
  expect(await prevented).toBe(true);
  await expect.poll(() => host.desktop().windows().length).toBe(1);
  await terminal.ready(3);
  expect(outside.asked).toEqual([]);
  await outside.close();
});

test("the one link that leads outside opens in the user's own browser", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  await host.desktop().evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  await terminal.page.evaluate(() => {
    window.open("https://example.com/");
    window.open("https://www.tradingview.com/", "_blank", "noreferrer");
  });
  const opened = () =>
    host.desktop().evaluate(() => (globalThis as unknown as { readonly opened: readonly string[] }).opened);
  await expect.poll(opened).toEqual(["https://www.tradingview.com/"]);
  await expect.poll(() => host.desktop().windows().length).toBe(1);
});

test("no right that a page may ask for is given", async ({ host }) => {
  const { page } = await host.start();
  const states = await page.evaluate(() =>
    Promise.all(
      (["geolocation", "notifications", "camera", "microphone"] as const).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  );
  expect(new Set(states)).toEqual(new Set(["denied"]));
});

test("a request of a window that is not the terminal's gets no answer", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  const said: unknown = await host.desktop().evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
    const other = new BrowserWindow({ show: false, webPreferences: { preload } });
    await other.loadURL("yoke://app/index.html");
    const ask = `window.yoke.request(JSON.stringify({ channel: "session/open", body: {} }))`;
    const answer: unknown = await other.webContents.executeJavaScript(
      `${ask}.then((text) => "answered " + text, (problem) => problem.message)`,
    );
    other.destroy();
    return answer;
  });
  expect(said).toContain("refused");
  expect(said).not.toContain("answered");
});

test("a page that crashes comes back with what it showed", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  await terminal.buyAtMarket("0.3");
  await terminal.submit().click();
  await expect(terminal.positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ })).toContainText(
    "0.300",
  );
  const crashed = terminal.page.waitForEvent("crash");
  await host.desktop().evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await crashed;
  await expect.poll(() => shownText(host)).toMatch(/ACTIVE[\s\S]*0\.300/);
});

test("waking puts every account through SYNCING and back to ACTIVE", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  await terminal.page.evaluate(() => {
    const { yoke } = window as unknown as { readonly yoke: HostBridge };
    const states: Record<string, string[]> = {};
    yoke.onFrame((text) => {
      for (const [kind, id, view] of (JSON.parse(text) as Frame).changes) {
        if (kind !== "account" || view === null) continue;
        const seen = (states[id] ??= []);
        if (seen.at(-1) !== view.riskState) seen.push(view.riskState);
      }
    });
    Object.assign(window, { states });
  });
  await host.desktop().evaluate(({ powerMonitor }) => {
    powerMonitor.emit("resume");
  });
  const states = () =>
    terminal.page.evaluate(() =>
      Object.values((window as unknown as { readonly states: Readonly<Record<string, string[]>> }).states),
    );
  await expect.poll(states).toEqual(Array.from({ length: 3 }, () => ["SYNCING", "ACTIVE"]));
});

test("the computer is kept awake while an order rests, and only then", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  expect(await isHeldAwake(host)).toBe(false);
  await terminal.restBuy("0.3", "20000");
  await expect.poll(() => isHeldAwake(host)).toBe(true);
  await terminal.openTab("Orders");
  await terminal.orders.getByRole("row", { name: /Paper 3 legs/ }).click();
  await terminal.page.getByRole("button", { name: "Cancel 3 legs", exact: true }).click();
  await expect.poll(() => isHeldAwake(host), { timeout: 10_000 }).toBe(false);
});

test("a second host on the same folder names the first and ends", async ({ host }, { project }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  const { code, errors } = await endOfAnother(project.name, host.dataFolder);
  expect(code).toBe(1);
  expect(errors).toMatch(/Yoke \(electron, process \d+\) already uses/);
  expect(errors).toContain(host.dataFolder);
  await terminal.ready(3);
});

test("a folder that is none is named in a sentence, and nothing runs on", async ({ host }, { project }) => {
  const file = join(host.dataFolder, "a-file");
  writeFileSync(file, "");
  const { code, errors } = await endOfAnother(project.name, file);
  expect(code).toBe(1);
  expect(errors).toContain(file);
  expect(errors).not.toContain("    at ");
});

// Chromium's pages: those that the application opens, and those that a page opened and that never get to run.
import type { CdpPipe, CdpSession } from "./cdp-pipe.ts";

export interface PageTarget {
  readonly targetId: string;
  readonly page: CdpSession;
}

export interface Targets {
  open(width: number, height: number): Promise<PageTarget>;
  close(targetId: string): Promise<void>;
  /** Tells the name of each page that is gone. */
  onGone(hear: (targetId: string) => void): void;
}

/** Takes hold of every page before it runs. One that the application did not open is closed at once. */
export async function holdTargets({ browser, session }: CdpPipe): Promise<Targets> {
  const sessions = new Map<string, string>();
  const awaited = new Map<string, (sessionId: string) => void>();
  const own = new Set<string>();
  let opening: Promise<unknown> = Promise.resolve();

  browser.on("Target.attachedToTarget", ({ sessionId, targetInfo: { targetId, type } }) => {
    sessions.set(targetId, sessionId);
    awaited.get(targetId)?.(sessionId);
    if (type === "page") void opening.then(() => closeForeign(targetId, session(sessionId)));
    else void session(sessionId).send("Runtime.runIfWaitingForDebugger");
  });

  /** It must run to be closed, because its opener waits for it; so it runs without a network. */
  async function closeForeign(targetId: string, page: CdpSession): Promise<void> {
    if (own.has(targetId)) return;
    page.on("Fetch.requestPaused", ({ requestId }) => {
      page.send("Fetch.failRequest", { requestId, errorReason: "Aborted" }).catch(() => undefined);
    });
    await page.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] });
    await page.send("Runtime.runIfWaitingForDebugger");
    await close(targetId);
  }

  async function close(targetId: string): Promise<void> {
    // It may have closed by itself in the meantime.
    await browser.send("Target.closeTarget", { targetId }).catch(() => undefined);
  }

  async function open(width: number, height: number): Promise<PageTarget> {
    const where = { url: "about:blank", newWindow: true, width, height };
    const { targetId } = await browser.send("Target.createTarget", where);
    own.add(targetId);
    const known = sessions.get(targetId);
    const sessionId = known ?? (await new Promise<string>((resolve) => awaited.set(targetId, resolve)));
    const page = session(sessionId);
    await page.send("Runtime.runIfWaitingForDebugger");
    return { targetId, page };
  }

  await browser.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });
  await browser.send("Target.setDiscoverTargets", { discover: true });
  return {
    open: (width, height) => {
      const one = open(width, height);
      opening = Promise.allSettled([opening, one]);
      return one;
    },
    close,
    onGone: (hear) => {
      browser.on("Target.targetDestroyed", ({ targetId }) => hear(targetId));
    },
  };
}

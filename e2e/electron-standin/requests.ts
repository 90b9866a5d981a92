// Each request of a page, before Chromium makes it: the app's own scheme is answered, a navigation is announced.
import { MAPPED_PATTERN } from "./address-map.ts";
import { answerOf } from "./app-scheme.ts";
import type { CdpSession } from "./cdp-pipe.ts";

export interface Navigations {
  /** Whether the application itself asked for this address. */
  isAsked(url: string): boolean;
  /** Tells the application's listeners; false where one of them prevents it. */
  announce(
    event: "will-navigate" | "will-frame-navigate" | "will-redirect",
    url: string,
    isMainFrame: boolean,
  ): boolean;
}

interface Paused {
  readonly requestId: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly frameId: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
}

/** Holds every document and everything of the app's own scheme until it is decided. */
export async function watchRequests(
  page: CdpSession,
  topFrame: string,
  navigations: Navigations,
): Promise<void> {
  page.on("Fetch.requestPaused", (paused) => {
    // A page that goes away while its request waits takes the request with it.
    decide(page, paused, topFrame, navigations).catch(() => undefined);
  });
  await page.send("Fetch.enable", {
    patterns: [{ urlPattern: MAPPED_PATTERN }, { urlPattern: "*", resourceType: "Document" }],
  });
}

async function decide(
  page: CdpSession,
  paused: Paused,
  topFrame: string,
  navigations: Navigations,
): Promise<void> {
  const { requestId, request } = paused;
  if (paused.resourceType === "Document" && !mayNavigate(paused, topFrame, navigations)) {
    await page.send("Fetch.failRequest", { requestId, errorReason: "Aborted" });
    return;
  }
  const answer = await answerOf(request);
  if (answer === undefined) await page.send("Fetch.continueRequest", { requestId });
  else await page.send("Fetch.fulfillRequest", { requestId, ...answer });
}

function mayNavigate(paused: Paused, topFrame: string, navigations: Navigations): boolean {
  const { url } = paused.request;
  const isTop = paused.frameId === topFrame;
  if (isTop && navigations.isAsked(url)) return true;
  if (paused.redirectedRequestId !== undefined) return navigations.announce("will-redirect", url, isTop);
  const anyFrame = navigations.announce("will-frame-navigate", url, isTop);
  return isTop ? navigations.announce("will-navigate", url, true) && anyFrame : anyFrame;
}

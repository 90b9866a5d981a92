// Electron's web contents: one page of Chromium, its preload, and the calls between it and the main process.
import { randomUUID } from "node:crypto";
import { toApp, toChromium } from "./address-map.ts";
import { app } from "./app.ts";
import type { CdpSession } from "./cdp-pipe.ts";
import { permissions, session } from "./desk.ts";
import { ipcMain } from "./ipc-main.ts";
import { ModelledEmitter, notModelled, preventable, strict } from "./not-modelled.ts";
import { BINDING, INBOX, mainWorldSource, PRELOAD_WORLD, preloadWorldSource } from "./page-source.ts";
import { decodeValue, encodeValue } from "./page/codec.ts";
import { applyPermissions } from "./permissions.ts";
import { watchRequests } from "./requests.ts";
import { checkWebPreferences, type WebPreferences } from "./web-preferences.ts";

const EVENTS = [
  "will-navigate",
  "will-frame-navigate",
  "will-redirect",
  // No page of Chromium can attach one, so nobody ever hears of it.
  "will-attach-webview",
  "did-navigate",
  "did-finish-load",
  "render-process-gone",
  "destroyed",
];
const BLANK = "about:blank";

export interface ContentsOptions {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly webPreferences: WebPreferences;
  close(): void;
  /** The page is gone, whoever closed it. */
  gone(): void;
}

/** A page's top frame; one object for as long as the page lives. */
interface Frame {
  readonly url: string;
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: "deny" | "allow" };

export class WebContents extends ModelledEmitter {
  readonly id: number;
  readonly session = session.defaultSession;
  readonly mainFrame: Frame;
  /** The stand-in's own: as everybody else sees it. */
  readonly standinSelf: WebContents = strict<WebContents>(this, "webContents");
  /** The stand-in's own: Chromium's name for the page, once there is one. */
  standinTargetId = "";
  private readonly opened: Promise<CdpSession>;
  private readonly options: ContentsOptions;
  private address = "";
  private destroyed = false;
  private preloadContext: number | undefined;
  private asked: string | undefined;
  private decideOnWindow: OpenHandler | undefined;

  constructor(options: ContentsOptions) {
    super("webContents", EVENTS);
    checkWebPreferences(options.webPreferences);
    this.id = options.id;
    this.options = options;
    const address = () => this.address;
    this.mainFrame = strict(
      {
        get url() {
          return address();
        },
      },
      "webContents.mainFrame",
    );
    this.opened = this.open();
  }

  getURL(): string {
    return this.address;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.decideOnWindow = handler;
  }

  close(): void {
    this.options.close();
  }

  send(channel: string, ...words: readonly unknown[]): void {
    const text = encodeValue({ channel, words });
    if (this.preloadContext !== undefined) void this.tell("event", text, this.preloadContext);
  }

  async loadURL(address: string): Promise<void> {
    const page = await this.opened;
    const { origin } = new URL(toChromium(address));
    await applyPermissions(app.standinChromium.browser, permissions, this.standinSelf, origin);
    this.asked = toChromium(address);
    const loaded = new Promise<void>((resolve) => this.once("did-finish-load", () => resolve()));
    const { errorText } = await page.send("Page.navigate", { url: this.asked });
    if (errorText !== undefined) throw new Error(`${errorText} loading '${address}'`);
    await loaded;
  }

  reload(): void {
    this.asked = toChromium(this.address);
    void this.opened.then((page) => page.send("Page.reload"));
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    const page = await this.opened;
    const words = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await page.send("Runtime.evaluate", words);
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description);
    return result.value as unknown;
  }

  forcefullyCrashRenderer(): void {
    // The command is answered by the process that it ends.
    void this.opened.then((page) => page.send("Page.crash").catch(() => undefined));
  }

  /** The stand-in's own: closes the page without asking. */
  async standinClosePage(): Promise<void> {
    await this.opened;
    await app.standinChromium.targets.close(this.standinTargetId);
  }

  private async open(): Promise<CdpSession> {
    const { width, height } = this.options;
    const { targetId, page } = await app.standinChromium.targets.open(width, height);
    this.standinTargetId = targetId;
    app.standinChromium.targets.onGone((gone) => {
      if (gone === targetId) this.leave();
    });
    this.hearPage(page);
    this.hearCalls(page);
    await watchRequests(page, targetId, {
      isAsked: (url) => this.asked === url,
      announce: (name, url, isMainFrame) => {
        const event = preventable({ url: toApp(url), isMainFrame });
        this.emit(name, event, event.url);
        return !event.defaultPrevented;
      },
    });
    await this.inject(page);
    return page;
  }

  private leave(): void {
    this.destroyed = true;
    this.preloadContext = undefined;
    this.emit("destroyed");
    this.options.gone();
  }

  private async inject(page: CdpSession): Promise<void> {
    const [inward, outward] = [randomUUID(), randomUUID()];
    const { preload } = this.options.webPreferences;
    await page.send("Page.enable");
    await page.send("Runtime.enable");
    await page.send("Inspector.enable");
    if (preload === undefined) return;
    await page.send("Runtime.addBinding", { name: BINDING, executionContextName: PRELOAD_WORLD });
    await page.send("Page.addScriptToEvaluateOnNewDocument", {
      source: mainWorldSource({ sends: inward, hears: outward }),
    });
    await page.send("Page.addScriptToEvaluateOnNewDocument", {
      worldName: PRELOAD_WORLD,
      source: preloadWorldSource({ sends: outward, hears: inward }, preload),
    });
  }

  private hearPage(page: CdpSession): void {
    page.on("Page.frameNavigated", ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.address = toApp(frame.url);
      if (frame.url !== BLANK) this.emit("did-navigate", preventable({}), this.address);
    });
    page.on("Page.loadEventFired", () => {
      if (this.address !== BLANK && this.address !== "") this.emit("did-finish-load", preventable({}));
    });
    page.on("Page.windowOpen", ({ url }) => {
      const decided = this.decideOnWindow?.({ url: toApp(url) }) ?? { action: "allow" };
      if (decided.action !== "deny") notModelled("a window that a page opens");
    });
    page.on("Inspector.targetCrashed", () => {
      this.preloadContext = undefined;
      this.emit("render-process-gone", preventable({}), { reason: "crashed", exitCode: 1 });
    });
  }

  private hearCalls(page: CdpSession): void {
    page.on("Runtime.executionContextCreated", ({ context }) => {
      const { frameId } = context.auxData as { readonly frameId?: string };
      const isPreloads = context.name === PRELOAD_WORLD && frameId === this.standinTargetId;
      if (isPreloads) this.preloadContext = context.id;
    });
    page.on("Runtime.bindingCalled", ({ name, payload, executionContextId }) => {
      if (name === BINDING && executionContextId === this.preloadContext) {
        void this.answer(payload, executionContextId);
      }
    });
  }

  private async answer(payload: string, context: number): Promise<void> {
    const { id, channel, words } = decodeValue(payload) as {
      readonly id: number;
      readonly channel: string;
      readonly words: readonly unknown[];
    };
    const event = { type: "frame", sender: this.standinSelf, senderFrame: this.mainFrame } as const;
    const reply = await ipcMain.standinAnswer(channel, event, words);
    await this.tell("reply", encodeValue({ id, reply }), context);
  }

  /** A page that has left cannot be told any more, as with Electron. */
  private async tell(what: "reply" | "event", text: string, contextId: number): Promise<void> {
    if (this.destroyed) return;
    const expression = `${INBOX}.${what}(${JSON.stringify(text)})`;
    const page = await this.opened;
    await page.send("Runtime.evaluate", { expression, contextId }).catch(() => undefined);
  }
}

// Electron's browser window: one page, and whether it is open. What it looks like on a desk is not there.
import { app, openWindows } from "./app.ts";
import { ModelledEmitter, notModelled, preventable, strict } from "./not-modelled.ts";
import { WebContents } from "./web-contents.ts";
import type { WebPreferences } from "./web-preferences.ts";

const EVENTS = ["close", "closed", "ready-to-show", "show"];
const DEFAULT_SIZE = { width: 800, height: 600 };
const OPTIONS = new Set([
  "width",
  "height",
  "minWidth",
  "minHeight",
  "show",
  "backgroundColor",
  "title",
  "webPreferences",
]);

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly webPreferences?: WebPreferences;
}

const windows = new Map<number, Window>();
let lastId = 0;

class Window extends ModelledEmitter {
  readonly id: number;
  /** The stand-in's own: as everybody else sees it. */
  readonly standinSelf: Window = strict<Window>(this, "BrowserWindow");
  readonly webContents: WebContents;
  private visible: boolean;
  private readonly contents: WebContents;
  private tellClosed: () => void = () => undefined;
  private readonly closing = new Promise<void>((resolve) => {
    this.tellClosed = resolve;
  });

  constructor(options: WindowOptions = {}) {
    super("BrowserWindow", EVENTS);
    for (const name of Object.keys(options))
      if (!OPTIONS.has(name)) notModelled(`new BrowserWindow({ ${name} })`);
    lastId += 1;
    this.id = lastId;
    this.visible = options.show ?? true;
    const { width, height } = { ...DEFAULT_SIZE, ...options };
    this.contents = new WebContents({
      id: this.id,
      width,
      height,
      webPreferences: options.webPreferences ?? {},
      close: () => this.close(),
      gone: () => this.leave(),
    });
    this.webContents = this.contents.standinSelf;
    this.contents.once("did-finish-load", () => this.emit("ready-to-show", preventable({})));
    windows.set(this.id, this.standinSelf);
    openWindows.set(this.id, this);
    app.emit("web-contents-created", preventable({}), this.webContents);
    app.emit("browser-window-created", preventable({}), this.standinSelf);
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address);
  }

  show(): void {
    this.visible = true;
    this.emit("show");
  }

  isVisible(): boolean {
    return this.visible;
  }

  isDestroyed(): boolean {
    return this.webContents.isDestroyed();
  }

  close(): void {
    void this.tryClose();
  }

  destroy(): void {
    void this.contents.standinClosePage();
  }

  /** Asks its listeners, then closes; the answer is false where one of them prevents it. */
  async tryClose(): Promise<boolean> {
    const asking = preventable({});
    this.emit("close", asking);
    if (asking.defaultPrevented) return false;
    await this.contents.standinClosePage();
    await this.closing;
    return true;
  }

  private leave(): void {
    windows.delete(this.id);
    openWindows.delete(this.id);
    this.emit("closed", preventable({}));
    this.tellClosed();
    if (openWindows.size === 0) app.standinLastWindowClosed();
  }

  static getAllWindows(): readonly Window[] {
    return [...windows.values()];
  }

  static fromWebContents(contents: WebContents | undefined): Window | null {
    return Window.getAllWindows().find(({ id }) => id === contents?.id) ?? null;
  }
}

/** Electron's `BrowserWindow`: each one refuses what it has not. */
export const BrowserWindow = strict(
  new Proxy(Window, { construct: (window, [options]: [WindowOptions?]) => new window(options).standinSelf }),
  "BrowserWindow",
);

/** Electron's `webContents`: the pages of all open windows. */
export const webContents = strict(
  {
    fromDevToolsTargetId: (targetId: string): WebContents | undefined =>
      Window.getAllWindows().find((window) => window.webContents.standinTargetId === targetId)?.webContents,
  },
  "webContents",
);

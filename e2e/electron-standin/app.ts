// Electron's `app`: readiness, paths, and the order in which an application ends.
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startChromium, type Chromium } from "./chromium.ts";
import { ModelledEmitter, notModelled, preventable, strict } from "./not-modelled.ts";

const EVENTS = [
  "ready",
  "window-all-closed",
  "before-quit",
  "will-quit",
  "quit",
  "web-contents-created",
  "browser-window-created",
];

/** What the application folder says, and the words it was started with. */
export interface Started {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly words: readonly string[];
}

interface OpenWindow {
  /** Asks it to close; the answer is false where it stays. */
  tryClose(): Promise<boolean>;
}

/** The windows that are open, by id. */
export const openWindows = new Map<number, OpenWindow>();

class App extends ModelledEmitter {
  readonly isPackaged = false;
  private started: Started | undefined;
  private chromium: Chromium | undefined;
  private ready = false;
  private leaving = false;
  private tellReady: () => void = () => undefined;
  private readonly readiness = new Promise<void>((resolve) => {
    this.tellReady = resolve;
  });

  constructor() {
    super("app", EVENTS);
  }

  whenReady(): Promise<void> {
    return this.readiness;
  }

  isReady(): boolean {
    return this.ready;
  }

  getName(): string {
    return this.facts().name;
  }

  getVersion(): string {
    return this.facts().version;
  }

  getAppPath(): string {
    return this.facts().folder;
  }

  getPath(name: string): string {
    const appData = process.env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config");
    switch (name) {
      case "home":
        return homedir();
      case "temp":
        return tmpdir();
      case "appData":
        return appData;
      case "userData":
        return this.word("--user-data-dir=") ?? join(appData, this.getName());
      default:
        return notModelled(`app.getPath("${name}")`);
    }
  }

  /** Asks, closes the windows, and leaves unless somebody prevents it. */
  quit(): void {
    if (this.leaving) return;
    const asking = preventable({});
    this.emit("before-quit", asking);
    if (asking.defaultPrevented) return;
    this.leaving = true;
    void this.leave();
  }

  /** Leaves at once: nobody is asked. */
  exit(code = 0): void {
    this.leaving = true;
    void this.end(code);
  }

  /** The stand-in's own: starts Chromium, loads the application, and then tells it that it is ready. */
  async standinStart(started: Started, loadMain: () => Promise<unknown>): Promise<void> {
    this.started = started;
    const [chromium] = await Promise.all([startChromium(started.words, () => process.exit(1)), loadMain()]);
    this.chromium = chromium;
    this.ready = true;
    this.tellReady();
    this.emit("ready", preventable({}), {});
  }

  /** The stand-in's own: the Chromium of all windows. */
  get standinChromium(): Chromium {
    return this.chromium ?? notModelled("a window before the app is ready");
  }

  /** The stand-in's own: Electron quits with the last window, unless the application hears of it. */
  standinLastWindowClosed(): void {
    if (this.leaving) return;
    if (!this.emit("window-all-closed")) this.quit();
  }

  private async leave(): Promise<void> {
    const closed = await Promise.all([...openWindows.values()].map((window) => window.tryClose()));
    const leaving = preventable({});
    if (!closed.includes(false)) this.emit("will-quit", leaving);
    if (closed.includes(false) || leaving.defaultPrevented) {
      this.leaving = false;
      return;
    }
    await this.end(0);
  }

  private async end(code: number): Promise<void> {
    this.emit("quit", preventable({}), code);
    await this.chromium?.close();
    process.exit(code);
  }

  private word(prefix: string): string | undefined {
    const word = this.facts().words.find((one) => one.startsWith(prefix));
    return word === undefined ? undefined : resolve(word.slice(prefix.length));
  }

  private facts(): Started {
    return this.started ?? notModelled("app before the application folder is known");
  }
}

export const app = strict(new App(), "app");

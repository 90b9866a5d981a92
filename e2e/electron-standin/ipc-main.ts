// The main process's end of the calls that a preload makes.
import { ModelledEmitter, strict } from "./not-modelled.ts";

/** As Electron hands it to a handler; `senderFrame` is the very object that `sender.mainFrame` is. */
export interface InvokeEvent {
  readonly type: "frame";
  readonly sender: unknown;
  readonly senderFrame: unknown;
}

type Handler = (event: InvokeEvent, ...words: readonly unknown[]) => unknown;

/** What goes back to the page: the value, or the text of the error that it will see. */
export type Reply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

class IpcMain extends ModelledEmitter {
  private readonly handlers = new Map<string, Handler>();

  constructor() {
    // electron-store hears a channel that only its own renderer half would use.
    super("ipcMain", ["electron-store-get-data"]);
  }

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** The stand-in's own: runs the handler of a channel. Never rejects. */
  async standinAnswer(channel: string, event: InvokeEvent, words: readonly unknown[]): Promise<Reply> {
    try {
      const handler = this.handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return { ok: true, value: await handler(event, ...words) };
    } catch (problem) {
      return { ok: false, message: `Error invoking remote method '${channel}': ${String(problem)}` };
    }
  }
}

export const ipcMain = strict(new IpcMain(), "ipcMain");

// The preload's world: the few modules and members of `process` that a sandboxed preload finds.
import { decodeValue, encodeValue } from "./codec.ts";
import { openWorldLink, type LinkNames } from "./world-link.ts";

/** A text out of the page: one request. `post` is the binding that the main process hears. */
export interface PreloadWorldOptions {
  readonly names: LinkNames;
  readonly platform: string;
  readonly post: (text: string) => void;
}

interface Settle {
  readonly resolve: (value: unknown) => void;
  readonly reject: (problem: Error) => void;
}

type Listener = (event: unknown, ...words: readonly unknown[]) => void;

/** What the main process evaluates here: an answer, or an event of a channel. */
export interface Inbox {
  reply(text: string): void;
  event(text: string): void;
}

/** Builds `require` and `process` for the preload, and the inbox of the main process. */
export function openPreloadWorld({ names, platform, post }: PreloadWorldOptions) {
  const link = openWorldLink(names, () => undefined);
  const { ipcRenderer, inbox } = openCalls(post);
  const contextBridge = { exposeInMainWorld: (name: string, value: unknown) => link.expose(name, value) };
  const electron = refusing({ contextBridge, ipcRenderer: refusing(ipcRenderer, "ipcRenderer") }, "electron");
  return {
    inbox,
    process: refusing({ type: "renderer", platform, sandboxed: true, contextIsolated: true }, "process"),
    require: (name: string) => {
      if (name === "electron") return electron;
      throw new Error(`electron stand-in: require("${name}") in a preload is not modelled`);
    },
  };
}

function openCalls(post: (text: string) => void) {
  const waiting = new Map<number, Settle>();
  const listeners = new Map<string, readonly Listener[]>();
  let lastId = 0;
  const ipcRenderer = {
    invoke: (channel: string, ...words: readonly unknown[]) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const text = encodeValue({ id: lastId, channel, words });
        waiting.set(lastId, { resolve, reject });
        post(text);
      }),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    removeListener: (channel: string, listener: Listener) => {
      const rest = (listeners.get(channel) ?? []).filter((one) => one !== listener);
      listeners.set(channel, rest);
    },
  };
  const inbox: Inbox = {
    reply: (text) => {
      const { id, reply } = decodeValue(text) as {
        id: number;
        reply: { ok: boolean; value: unknown; message: string };
      };
      const one = waiting.get(id);
      waiting.delete(id);
      if (reply.ok) one?.resolve(reply.value);
      else one?.reject(new Error(reply.message));
    },
    event: (text) => {
      const { channel, words } = decodeValue(text) as { channel: string; words: readonly unknown[] };
      for (const listener of listeners.get(channel) ?? []) listener({ ports: [] }, ...words);
    },
  };
  return { ipcRenderer, inbox };
}

function refusing<T extends object>(target: T, name: string): T {
  return new Proxy(target, {
    get(object, key) {
      if (key in object || typeof key === "symbol") return Reflect.get(object, key) as unknown;
      throw new Error(`electron stand-in: ${name}.${key} in a preload is not modelled`);
    },
  });
}

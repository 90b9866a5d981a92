// Which host this window runs in: the desktop's preload, or the console host behind a socket.
import type { HostBridge } from "../../src-core/contract/wire.ts";
import { socketBridge } from "./socket-bridge.ts";

declare global {
  interface Window {
    readonly yoke?: HostBridge;
  }
}

const KEPT = "yoke.token";

/** The bridge of this window. A code in the address is taken out of it at once: it must not stay in the history. */
export function findHost(window: Window): HostBridge {
  if (window.yoke !== undefined) return window.yoke;
  const { location, history, sessionStorage } = window;
  const code = new URLSearchParams(location.hash.slice(1)).get("t");
  if (code !== null) history.replaceState(null, "", location.pathname);
  return socketBridge({
    open: (protocols) => new WebSocket(`ws://${location.host}/socket`, [...protocols]),
    ticket: code ?? sessionStorage.getItem(KEPT) ?? "",
    keep: (token) => {
      sessionStorage.setItem(KEPT, token);
    },
  });
}

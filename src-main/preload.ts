// The bridge into a window: two functions over texts, and nothing of Electron itself.
import { contextBridge, ipcRenderer } from "electron";
import { FRAME_CHANNEL, REQUEST_CHANNEL } from "../src-core/contract/channels.ts";

contextBridge.exposeInMainWorld("yoke", {
  host: "electron",
  request: (text: string): Promise<unknown> => ipcRenderer.invoke(REQUEST_CHANNEL, text),
  onFrame: (hear: (text: string) => void): (() => void) => {
    const listen = (_event: unknown, text: string): void => {
      hear(text);
    };
    ipcRenderer.on(FRAME_CHANNEL, listen);
    return () => {
      ipcRenderer.removeListener(FRAME_CHANNEL, listen);
    };
  },
});

// The texts that cross the wall, the same in a window and over a socket.
import type { RequestChannel } from "./channels.ts";

/** Longer request texts are refused before they are parsed. */
export const MAX_REQUEST_LENGTH = 131_072;

/** What the renderer's bridge finds on `window.yoke`, whichever host it runs in. Texts in, texts out. */
export interface HostBridge {
  readonly host: "electron" | "console";
  /** Resolves with the text of an `Answer`; rejects only when the host is gone. */
  request(text: string): Promise<string>;
  /** Calls with the text of a `Frame`; the answer stops it. */
  onFrame(hear: (text: string) => void): () => void;
}

export interface RequestMessage {
  readonly channel: RequestChannel;
  readonly body: unknown;
}

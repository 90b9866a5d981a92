// Who asks: only the top frame of a window counts, and only while it shows the app's own page.
import { isAppAddress } from "./app-address.ts";

/** As much of Electron's call event as must be known. */
export interface CallEvent {
  readonly sender: { readonly mainFrame: unknown };
  /** Null when the frame has left or gone since it asked. */
  readonly senderFrame: { readonly url: string } | null;
}

/** Whether a call comes from its window's top frame, showing a page of the app. */
export function isTopFrame({ sender, senderFrame }: CallEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isAppAddress(senderFrame.url);
}

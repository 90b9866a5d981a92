// Whether main still talks to this window, and since when it does not.
import { createStore, type StoreApi } from "zustand/vanilla";

export interface LinkState {
  /** `lost`: a request got no answer, or nothing was heard for seconds; what is on the screen may be old until the session opens again. */
  readonly state: "opening" | "open" | "lost";
  /** Wall clock of the last frame. */
  readonly lastFrameMs: number;
}

export type LinkStore = StoreApi<LinkState>;

/** A link that has not opened yet. */
export function createLinkStore(): LinkStore {
  return createStore<LinkState>(() => ({ state: "opening", lastFrameMs: 0 }));
}

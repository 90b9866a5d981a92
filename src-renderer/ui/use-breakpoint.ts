// How wide the window is, in the three steps of the layout: the same widths as in frame.css.
import { useSyncExternalStore } from "react";

export type Breakpoint = "small" | "medium" | "wide";

const MEDIUM = "(min-width: 1400px)";
const WIDE = "(min-width: 1680px)";

/** The present step; re-renders when the window crosses one. */
export function useBreakpoint(): Breakpoint {
  return useSyncExternalStore(subscribe, read);
}

function read(): Breakpoint {
  if (typeof matchMedia !== "function") return "wide";
  if (matchMedia(WIDE).matches) return "wide";
  return matchMedia(MEDIUM).matches ? "medium" : "small";
}

function subscribe(changed: () => void): () => void {
  if (typeof matchMedia !== "function") return () => undefined;
  const queries = [matchMedia(MEDIUM), matchMedia(WIDE)];
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    for (const query of queries) query.removeEventListener("change", changed);
  };
}

// The page's own world: what the preload exposes appears on the window, frozen.
import { openWorldLink, type LinkNames } from "./world-link.ts";

/** Waits for what the preload exposes. */
export function openMainWorld(names: LinkNames): void {
  openWorldLink(names, (name, value) => {
    Object.defineProperty(window, name, { value: deepFreeze(value), enumerable: true });
  });
}

function deepFreeze(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Promise) return value;
  for (const one of Object.values(value)) deepFreeze(one);
  return Object.freeze(value);
}

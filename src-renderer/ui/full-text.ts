// Text that ends in three dots says the rest when a pointer rests on it: one rule for every place that cuts text.
import { useEffect } from "react";

/** How far above what the pointer touches the element that cuts may stand. */
const MAX_DEPTH = 4;

/** Gives what is cut on the page its whole text as a title, as long as it is cut. */
export function useFullText(): void {
  useEffect(() => {
    const ours = new WeakSet<Element>();
    const hear = ({ target }: Event): void => {
      const cut = target instanceof Element ? cutting(target, MAX_DEPTH) : undefined;
      if (cut !== undefined && (ours.has(cut) || !cut.hasAttribute("title"))) {
        ours.add(cut);
        cut.setAttribute("title", fullTextOf(cut));
      } else if (target instanceof Element && ours.has(target)) {
        ours.delete(target);
        target.removeAttribute("title");
      }
    };
    document.addEventListener("pointerover", hear);
    return () => document.removeEventListener("pointerover", hear);
  }, []);
}

/** The nearest element that cuts what the pointer is on. */
function cutting(element: Element, depth: number): HTMLElement | undefined {
  if (element instanceof HTMLElement && isCut(element)) return element;
  const parent = element.parentElement;
  return parent === null || depth === 0 ? undefined : cutting(parent, depth - 1);
}

function isCut(element: HTMLElement): boolean {
  if (element.scrollWidth <= element.clientWidth) return false;
  return element instanceof HTMLInputElement || getComputedStyle(element).textOverflow === "ellipsis";
}

function fullTextOf(element: HTMLElement): string {
  if (element instanceof HTMLInputElement) return element.type === "password" ? "" : element.value;
  return element.textContent.replace(/\s+/g, " ").trim();
}

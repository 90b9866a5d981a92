// Marks an amount that just moved. A mark and no animation: an animated opacity is a layer of its own, and twenty of them
// cost each picture of the screen a third of its time (measured with e2e/load).

/** A mark stays between one and two of these: the look's 400 ms at most. */
const SWEEP_MS = 200;

let marked = new Set<HTMLElement>();
let leaving = new Set<HTMLElement>();
let sweeping = false;

/** Shows the element as just moved, until a moment after its last call. */
export function markTicked(element: HTMLElement): void {
  element.dataset["ticked"] = "";
  leaving.delete(element);
  marked.add(element);
  if (!sweeping) setTimeout(sweep, SWEEP_MS);
  sweeping = true;
}

/** One timer for all: marks end together, and the screen is drawn once for them. */
function sweep(): void {
  for (const element of leaving) delete element.dataset["ticked"];
  [leaving, marked] = [marked, new Set()];
  sweeping = leaving.size > 0;
  if (sweeping) setTimeout(sweep, SWEEP_MS);
}

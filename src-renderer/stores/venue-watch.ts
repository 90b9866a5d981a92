// Tells of a venue that is lost at once, and of its return when it has held for a while: a line that comes and goes is
// one trouble, told once.
import type { VenueView } from "../../src-core/contract/views.ts";
import type { Told } from "./attention-rules.ts";
import type { Clock } from "./clock.ts";

const STEADY_MS = 10_000;

/** Hears every change of a venue. What is lost when the session opens is history; its return is not. */
export function createVenueWatch(
  clock: Clock,
  tell: (told: Told) => void,
): (before: VenueView | undefined, now: VenueView) => void {
  const lost = new Set<string>();
  const returning = new Map<string, () => void>();
  const stopReturn = (id: string): void => {
    returning.get(id)?.();
    returning.delete(id);
  };
  return (before, now) => {
    const { id, state } = now;
    if (state !== "live") stopReturn(id);
    if (state === "down" && !lost.has(id)) {
      lost.add(id);
      if (before !== undefined) tell(lostTold(now));
    }
    if (state !== "live" || !lost.has(id) || returning.has(id)) return;
    const back = (): void => {
      lost.delete(id);
      returning.delete(id);
      tell({ kind: "venue", level: "info", text: `${now.title} is connected again.` });
    };
    returning.set(id, clock.after(STEADY_MS, back));
  };
}

function lostTold({ title, problem }: VenueView): Told {
  return {
    kind: "venue",
    level: "stop",
    text: `${title}: no connection. ${problem ?? ""}`.trim(),
    remedy: "What is shown of it is old. New orders there are refused.",
  };
}

// The hand on the chart: takes the line of an order or of an alert and moves it, or picks a price for the ticket with Alt held.
import type { Anchor } from "../../stores/amend-desk.ts";
import type { CandleChart } from "./candle-chart.ts";
import type { ChartLine } from "./chart-lines.ts";

export interface LineHand {
  readonly lines: () => readonly ChartLine[];
  /** False when the line cannot be taken now. */
  readonly take: (line: ChartLine, at: Anchor) => boolean;
  readonly move: (price: string, at: Anchor) => void;
  readonly drop: () => void;
  readonly leave: () => void;
  /** Alt and a click; `stop` with Shift. */
  readonly place: (price: string, stop: boolean) => void;
}

/** The card keeps clear of the pointer. */
const BESIDE_PX = 24;

/** Listens on the chart's element before the chart itself does; answers how to stop. */
export function listenToHand(element: HTMLElement, chart: CandleChart, hand: LineHand): () => void {
  let holding = false;
  const yIn = (event: PointerEvent): number => event.clientY - element.getBoundingClientRect().top;
  const xIn = (event: PointerEvent): number => event.clientX - element.getBoundingClientRect().left;
  const under = (event: PointerEvent): ChartLine | undefined => {
    const id = chart.lineAt(xIn(event), yIn(event));
    const line = hand.lines().find((each) => each.id === id);
    return line?.amendable === undefined && line?.alertId === undefined ? undefined : line;
  };
  const at = (event: PointerEvent): Anchor => ({ x: event.clientX + BESIDE_PX, y: event.clientY });
  const own = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  const end = (): void => {
    holding = false;
    chart.hold(false);
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const price = chart.priceAt(yIn(event));
    if (event.altKey && price !== undefined) {
      own(event);
      hand.place(price, event.shiftKey);
      return;
    }
    const what = under(event);
    if (what === undefined || !hand.take(what, at(event))) return;
    own(event);
    holding = true;
    chart.hold(true);
    element.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    if (!holding) {
      element.classList.toggle("grab", under(event) !== undefined);
      return;
    }
    own(event);
    const price = chart.priceAt(yIn(event));
    if (price !== undefined) hand.move(price, at(event));
  };
  const up = (event: PointerEvent): void => {
    if (!holding) return;
    own(event);
    end();
    hand.drop();
  };
  const key = (event: KeyboardEvent): void => {
    if (!holding || event.key !== "Escape") return;
    own(event);
    end();
    hand.leave();
  };
  const heard = { capture: true };
  element.addEventListener("pointerdown", down, heard);
  element.addEventListener("pointermove", move, heard);
  element.addEventListener("pointerup", up, heard);
  element.addEventListener("pointercancel", up, heard);
  window.addEventListener("keydown", key, heard);
  return () => {
    element.removeEventListener("pointerdown", down, heard);
    element.removeEventListener("pointermove", move, heard);
    element.removeEventListener("pointerup", up, heard);
    element.removeEventListener("pointercancel", up, heard);
    window.removeEventListener("keydown", key, heard);
  };
}

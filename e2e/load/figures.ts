// What a run under load says in figures: how long a frame of changes takes to the screen, and where that time goes.
import type { Passage, Stall } from "./load-publisher.ts";
import { pictureWith, type Picture } from "./presented.ts";

const PICTURE_MS = 1_000 / 60;
/** So long after the machine stood still, what had piled up is still on its way. */
const AFTER_STALL_MS = 50;

type Figures = Readonly<Record<string, number>>;

/** Frames of changes with the picture that showed each. */
export interface Shown {
  readonly passages: readonly (Passage & { readonly picture: Picture })[];
  readonly pictures: readonly Picture[];
  readonly stalls: readonly Stall[];
}

/** Joins what the page noted with what came to the screen; what the trace no longer saw is left out. */
export function shownOf(
  passages: readonly Passage[],
  pictures: readonly Picture[],
  stalls: readonly Stall[],
): Shown {
  return {
    pictures,
    stalls,
    passages: passages.flatMap((passage) => {
      const picture = pictureWith(pictures, passage.changedAtMs);
      return picture === undefined ? [] : [{ ...passage, picture }];
    }),
  };
}

/** Without what was on its way while the machine stood still for everybody: what is left is ours and the browser's. */
export function withoutStalls(windows: readonly Shown[]): readonly Shown[] {
  return windows.map((window) => ({
    ...window,
    passages: window.passages.filter(
      ({ bornAtMs, picture }) =>
        !window.stalls.some(
          ({ fromMs, toMs }) => bornAtMs < toMs + AFTER_STALL_MS && fromMs < picture.presentedAtMs,
        ),
    ),
  }));
}

/** From the event, and from its arrival at the page, to the screen; and how evenly pictures came. */
export function latencyFigures(windows: readonly Shown[]): Figures {
  const passages = windows.flatMap((window) => window.passages);
  const event = passages.map(({ bornAtMs, picture }) => picture.presentedAtMs - bornAtMs);
  const arrival = passages.map(({ sentAtMs, picture }) => picture.presentedAtMs - sentAtMs);
  const gaps = windows.flatMap(({ pictures }) =>
    pictures.slice(1).map((each, at) => each.presentedAtMs - (pictures[at]?.presentedAtMs ?? 0)),
  );
  return {
    frames: passages.length,
    eventP50: share(event, 0.5),
    eventP99: share(event, 0.99),
    eventMax: Math.max(0, ...event),
    arrivalP50: share(arrival, 0.5),
    arrivalP99: share(arrival, 0.99),
    arrivalMax: Math.max(0, ...arrival),
    pictures: gaps.length + windows.length,
    missed: gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / PICTURE_MS) - 1), 0),
  };
}

/** Where the time goes, one row a stage, in the order in which they happen. */
export function stageFigures(windows: readonly Shown[]): Readonly<Record<string, Figures>> {
  const passages = windows.flatMap((window) => window.passages);
  const stage = (length: (passage: Shown["passages"][number]) => number): Figures => {
    const lengths = passages.map(length);
    return { p50: share(lengths, 0.5), p99: share(lengths, 0.99) };
  };
  return {
    "event to sent": stage(({ bornAtMs, sentAtMs }) => sentAtMs - bornAtMs),
    "sent to heard by the page": stage(({ sentAtMs, heardAtMs }) => heardAtMs - sentAtMs),
    "read, stores, elements": stage(({ heardAtMs, changedAtMs }) => changedAtMs - heardAtMs),
    "wait for the screen to ask": stage(({ changedAtMs, picture }) =>
      Math.max(0, picture.beganAtMs - changedAtMs),
    ),
    "style, layout, paint": stage(
      ({ changedAtMs, picture }) => picture.committedAtMs - Math.max(changedAtMs, picture.beganAtMs),
    ),
    "compositor, display": stage(({ picture }) => picture.presentedAtMs - picture.committedAtMs),
  };
}

/** The value below which this share of all lies; 0 of none. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

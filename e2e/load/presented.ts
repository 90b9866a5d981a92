// When pictures stood on the screen: from the browser's own trace of its frames, not from what the page believes.

/** As the browser's tracing writes it; times in microseconds of the machine's monotonic clock. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly ts: number;
  readonly id?: string;
  readonly id2?: { readonly local?: string; readonly global?: string };
  readonly args?: {
    readonly frame_reporter?: { readonly state?: string };
    readonly data?: { readonly startTime?: number };
  };
}

/** One picture, in milliseconds of the page's clock. */
export interface Picture {
  /** The screen asked for it. */
  readonly beganAtMs: number;
  /** The page was done with it: what changed later is in the next. */
  readonly committedAtMs: number;
  readonly presentedAtMs: number;
}

/** The trace's categories: the frames' stages and the page's own marks, nothing that costs. */
export const CATEGORIES = ["disabled-by-default-devtools.timeline.frame", "blink.user_timing"];
/** The mark by which the page's clock is found in the trace. */
export const CLOCK_MARK = "load clock";

interface Stages {
  beganAt: number;
  committedAt: number | undefined;
  presented: boolean;
}

/** The pictures of the page that made the mark, in order; those that never came to the screen are left out. */
export function picturesOf(events: readonly TraceEvent[]): readonly Picture[] {
  const mark = events.find(({ name }) => name === CLOCK_MARK);
  const startTime = mark?.args?.data?.startTime;
  if (mark === undefined || startTime === undefined)
    throw new Error("Invariant: the trace has the page's mark");
  const toPage = (ts: number): number => (ts - mark.ts) / 1_000 + startTime;
  const open = new Map<string, Stages>();
  const pictures: Picture[] = [];
  const own = events.filter(({ pid, ph }) => pid === mark.pid && (ph === "b" || ph === "e"));
  for (const event of own.toSorted((a, b) => a.ts - b.ts)) {
    const id = event.id2?.local ?? event.id2?.global ?? event.id ?? "";
    const stages = open.get(id);
    if (event.name === "PipelineReporter" && event.ph === "b") {
      open.set(id, { beganAt: event.ts, committedAt: undefined, presented: isWhole(event) });
    } else if (stages !== undefined && event.name === "SendBeginMainFrameToCommit" && event.ph === "e") {
      stages.committedAt = event.ts;
    } else if (stages !== undefined && event.name === "PipelineReporter") {
      open.delete(id);
      if (stages.committedAt === undefined || !(stages.presented || isWhole(event))) continue;
      pictures.push({
        beganAtMs: toPage(stages.beganAt),
        committedAtMs: toPage(stages.committedAt),
        presentedAtMs: toPage(event.ts),
      });
    }
  }
  return pictures.toSorted((a, b) => a.committedAtMs - b.committedAtMs);
}

/** With what the page painted for it, and not a repetition by the compositor alone. */
function isWhole({ args }: TraceEvent): boolean {
  return args?.frame_reporter?.state === "STATE_PRESENTED_ALL";
}

/** The first picture that shows what the page changed at this time; undefined when the trace ended before it. */
export function pictureWith(pictures: readonly Picture[], changedAtMs: number): Picture | undefined {
  return pictures.find(({ committedAtMs }) => committedAtMs >= changedAtMs);
}

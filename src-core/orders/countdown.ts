// The venue's timer behind a dead-man switch, for one account and listing: what is confirmed, and what may still be.
// It cancels every open order of the listing, whoever made it, unless it is set again in time.

/** How long the venue waits for another word; the person chooses one. */
export const COUNTDOWN_WINDOWS_MS = [30_000, 60_000, 120_000, 300_000] as const;

/** A request that came to nothing is made again after this long. */
const TRY_AGAIN_MS = 5_000;
/** Who looks once in this long must not be late by it. */
const BEAT_MS = 1_000;
/** Between the venue's clock and ours, after both were compared. */
const CLOCK_MARGIN_MS = 2_000;

/** `run` sets it anew, `stop` takes it back. */
export type CountdownSetting = "run" | "stop";

/** What became of one setting, all times on our clock. `refused`: proven not to have been taken. */
export type CountdownAnswer =
  | { readonly kind: "set"; readonly sentAtMs: number; readonly answeredAtMs: number }
  | { readonly kind: "refused"; readonly reason: string }
  /** It may be taken until `acceptableUntilMs`; absent: nobody knows until when. */
  | { readonly kind: "unknown"; readonly reason: string; readonly acceptableUntilMs?: number };

export interface Countdown {
  readonly windowMs: number;
  /** Earliest moment at which the venue cancels, by the last setting that it confirmed. Absent: none is confirmed. */
  readonly cancelsAtMs?: number;
  /** After this nothing that the venue may have taken still runs. Absent: nothing runs. */
  readonly endsByMs?: number;
  /** A setting without an answer may be taken until then. */
  readonly doubtUntilMs?: number;
  /** From here on the venue may have cancelled: no setting was confirmed in time. Kept until a reading has shown it. */
  readonly lapsedAtMs?: number;
  /** The last request, and when. */
  readonly last?: { readonly setting: CountdownSetting; readonly atMs: number };
  /** The last request has no answer yet. */
  readonly asking: boolean;
  /** Why the last request came to nothing. */
  readonly problem?: string;
}

export function newCountdown(windowMs: number): Countdown {
  return { windowMs, asking: false };
}

/**
 * A countdown that an earlier run had confirmed and not ended. `lastSeenMs`: the last moment at which that run is known to
 * have lived; kept alive until then, it was set at most a quarter of its window before.
 */
export function recoveredCountdown(windowMs: number, lastSeenMs: number, nowMs: number): Countdown {
  const cancelsAtMs = lastSeenMs + windowMs - windowMs / 4;
  return { windowMs, cancelsAtMs, endsByMs: nowMs + windowMs, asking: false };
}

/** What to ask of the venue now, if anything. It is set again after a quarter of its window at the latest. */
export function nextSetting(
  countdown: Countdown,
  wanted: boolean,
  nowMs: number,
): CountdownSetting | undefined {
  const { asking, last, problem, windowMs } = countdown;
  if (asking || (!wanted && !mayRun(countdown, nowMs))) return undefined;
  const setting = wanted ? "run" : "stop";
  if (last?.setting !== setting) return setting;
  const passedMs = nowMs - last.atMs;
  const failed = problem !== undefined || setting === "stop";
  const restMs = failed ? TRY_AGAIN_MS : windowMs / 4 - BEAT_MS;
  // A wall clock that was set back must not put off what keeps the orders.
  return passedMs >= restMs || passedMs < 0 ? setting : undefined;
}

/** The request has left, or waits for its turn. */
export function countdownAsked(countdown: Countdown, setting: CountdownSetting, nowMs: number): Countdown {
  return { ...countdown, asking: true, last: { setting, atMs: nowMs } };
}

/** The countdown after an answer. A setting in doubt is not stopped before its last moment to be taken is over. */
export function countdownAnswered(
  countdown: Countdown,
  setting: CountdownSetting,
  answer: CountdownAnswer,
  nowMs: number,
): Countdown {
  const { problem: _, ...known } = countdown;
  const heard = { ...known, asking: false };
  if (answer.kind === "refused") return { ...heard, problem: answer.reason };
  if (answer.kind === "unknown")
    return setting === "run"
      ? doubted(heard, answer.reason, answer.acceptableUntilMs ?? nowMs + heard.windowMs)
      : { ...heard, problem: answer.reason };
  return setting === "run" ? confirmed(heard, answer) : stopped(heard, answer.sentAtMs);
}

function doubted(countdown: Countdown, problem: string, acceptableUntilMs: number): Countdown {
  const doubtUntilMs = Math.max(countdown.doubtUntilMs ?? 0, acceptableUntilMs);
  const endsByMs = Math.max(countdown.endsByMs ?? 0, doubtUntilMs + countdown.windowMs);
  return { ...countdown, doubtUntilMs, endsByMs, problem };
}

function confirmed(
  countdown: Countdown,
  { sentAtMs, answeredAtMs }: Extract<CountdownAnswer, { readonly kind: "set" }>,
): Countdown {
  const { windowMs, doubtUntilMs, cancelsAtMs, lapsedAtMs } = countdown;
  const late = cancelsAtMs !== undefined && cancelsAtMs <= answeredAtMs;
  const lapsed = lapsedAtMs ?? (late ? cancelsAtMs : undefined);
  return {
    ...countdown,
    cancelsAtMs: sentAtMs + windowMs,
    endsByMs: Math.max(answeredAtMs, doubtUntilMs ?? 0) + windowMs,
    ...(lapsed === undefined ? {} : { lapsedAtMs: lapsed }),
  };
}

function stopped(countdown: Countdown, sentAtMs: number): Countdown {
  const { windowMs, doubtUntilMs, cancelsAtMs, lapsedAtMs, last } = countdown;
  const lapsed =
    lapsedAtMs ?? (cancelsAtMs !== undefined && cancelsAtMs <= sentAtMs ? cancelsAtMs : undefined);
  const rest = {
    windowMs,
    asking: false,
    ...(last === undefined ? {} : { last }),
    ...(lapsed === undefined ? {} : { lapsedAtMs: lapsed }),
  };
  if (doubtUntilMs === undefined || sentAtMs > doubtUntilMs) return rest;
  return { ...rest, doubtUntilMs, endsByMs: doubtUntilMs + windowMs };
}

/** Whether the venue may still cancel by anything that was asked. */
export function mayRun({ endsByMs }: Countdown, nowMs: number): boolean {
  return endsByMs !== undefined && nowMs <= endsByMs + CLOCK_MARGIN_MS;
}

/** Whether the venue has confirmed that it cancels nothing before a later moment than now. */
export function isKept({ cancelsAtMs }: Countdown, nowMs: number): boolean {
  return cancelsAtMs !== undefined && nowMs < cancelsAtMs;
}

/** Whether an order that ended without a request of ours can have been ended by it. `endedAtMs`: our clock. */
export function endedBy({ lapsedAtMs, cancelsAtMs }: Countdown, endedAtMs: number): boolean {
  const fromMs = lapsedAtMs ?? cancelsAtMs;
  return fromMs !== undefined && endedAtMs >= fromMs - CLOCK_MARGIN_MS;
}

/** The account was read after the time in which the venue may have cancelled: what is there, is there. */
export function withoutLapse({ lapsedAtMs: _, ...countdown }: Countdown): Countdown {
  return countdown;
}

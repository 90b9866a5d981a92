// How loudly each kind of event asks for attention. The list always has them all; this decides about the rest.

export const NOTICE_KINDS = [
  "fill",
  "rejection",
  "unknown",
  "limit",
  "margin",
  "venue",
  "clock",
  "alert",
  "system",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface Loudness {
  readonly toast: boolean;
  readonly sound: boolean;
  readonly desktop: boolean;
}

/** Minutes of the UTC day; `from` after `to` reaches over midnight. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface AttentionSettings {
  readonly kinds: Readonly<Record<NoticeKind, Loudness>>;
  /** While they last nothing sounds and nothing leaves the window; toasts stay. */
  readonly quiet?: QuietHours | undefined;
}

const LOUD: Loudness = { toast: true, sound: true, desktop: true };
const SEEN: Loudness = { toast: true, sound: false, desktop: false };

export const DEFAULT_ATTENTION: AttentionSettings = {
  kinds: {
    fill: SEEN,
    rejection: LOUD,
    unknown: LOUD,
    limit: { toast: true, sound: true, desktop: false },
    margin: LOUD,
    venue: { toast: true, sound: true, desktop: false },
    clock: SEEN,
    alert: LOUD,
    system: SEEN,
  },
};

const DAY_MINUTES = 1_440;

/** What this kind may do at this time; wall clock in milliseconds. */
export function loudnessAt(settings: AttentionSettings, kind: NoticeKind, nowMs: number): Loudness {
  const full = settings.kinds[kind];
  return isQuiet(settings.quiet, nowMs) ? { ...full, sound: false, desktop: false } : full;
}

/** Whether the quiet hours hold; from their first minute, up to and without their last. */
export function isQuiet(quiet: QuietHours | undefined, nowMs: number): boolean {
  if (quiet === undefined || quiet.fromMinute === quiet.toMinute) return false;
  const minute = Math.floor(nowMs / 60_000) % DAY_MINUTES;
  const { fromMinute, toMinute } = quiet;
  return fromMinute < toMinute
    ? minute >= fromMinute && minute < toMinute
    : minute >= fromMinute || minute < toMinute;
}

/** Attention settings from a file; undefined when they do not fit as a whole. */
export function readAttention(value: unknown): AttentionSettings | undefined {
  if (!isRecord(value) || !isRecord(value["kinds"])) return undefined;
  const saved = value["kinds"];
  const kinds: Partial<Record<NoticeKind, Loudness>> = {};
  for (const kind of NOTICE_KINDS) {
    const loudness = readLoudness(saved[kind]);
    if (loudness === undefined) return undefined;
    kinds[kind] = loudness;
  }
  const whole = { ...DEFAULT_ATTENTION.kinds, ...kinds };
  if (value["quiet"] === undefined) return { kinds: whole };
  const quiet = readQuiet(value["quiet"]);
  return quiet === undefined ? undefined : { kinds: whole, quiet };
}

function readLoudness(value: unknown): Loudness | undefined {
  if (!isRecord(value)) return undefined;
  const { toast, sound, desktop } = value;
  if (typeof toast !== "boolean" || typeof sound !== "boolean" || typeof desktop !== "boolean")
    return undefined;
  return { toast, sound, desktop };
}

function readQuiet(value: unknown): QuietHours | undefined {
  if (!isRecord(value)) return undefined;
  const { fromMinute, toMinute } = value;
  return isMinute(fromMinute) && isMinute(toMinute) ? { fromMinute, toMinute } : undefined;
}

function isMinute(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < DAY_MINUTES;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

// Moments as text and back, UTC.

const TYPED = /^(\d{4}-\d{2}-\d{2})(?:[ T]+(\d{2}:\d{2})(?::(\d{2}))?(?:\.(\d{1,3}))?)?$/;

/** Date and time to the millisecond, UTC. */
export function momentText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 23).replace("T", " ");
}

/**
 * The last millisecond of what was typed, UTC: `2026-01-31` is the end of that day, `09:05` the end of that minute.
 * Undefined for what is no moment.
 */
export function momentMs(typed: string): number | undefined {
  const match = TYPED.exec(typed.trim());
  if (match === null) return undefined;
  const [, day = "", minute, second, fraction] = match;
  const time = `${minute ?? "23:59"}:${second ?? "59"}.${(fraction ?? "999").padEnd(3, "0")}`;
  const atMs = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(atMs) || momentText(atMs).slice(0, 10) !== day) return undefined;
  return atMs;
}

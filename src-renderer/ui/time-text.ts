// Times for people: UTC on the whole screen, so that it reads like the venues' own records.

/** HH:MM:SS of a wall clock in milliseconds, UTC. */
export function clockText(atMs: number): string {
  return new Date(atMs).toISOString().slice(11, 19);
}

/** HH:MM:SS.mmm of a wall clock in milliseconds, UTC. */
export function clockTextMs(atMs: number): string {
  return new Date(atMs).toISOString().slice(11, 23);
}

/** How long ago, in its two largest units: `14 s`, `2 h 14 m`, `3 d 1 h`. Never negative. */
export function ageText(fromMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.floor((nowMs - fromMs) / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} m`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

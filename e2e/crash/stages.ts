// Where in an order's way a process can die, and which deaths a run has to have seen.

/** In the order in which a life passes them; `idle` is between two gestures. */
export const STAGES = ["start", "reconcile", "append", "fsync", "send", "answer", "record", "idle"] as const;
/**
 * `append`: records are being written; `fsync`: written, not yet durable; `send`: an intent is durable and not all of its
 * commands have left; `answer`: a command has left; `record`: an answer came and is not durable.
 */
export type Stage = (typeof STAGES)[number];

/** The moments in which something can be lost, with how often a life may pass each at most before an aimed death. */
export const DELICATE: Readonly<Partial<Record<Stage, number>>> = {
  reconcile: 24,
  append: 24,
  fsync: 24,
  send: 5,
  answer: 5,
  record: 5,
};

/** Fewer deaths than this prove nothing about what they hit. */
const ENOUGH_DEATHS = 50;

/** Delicate stages in which nobody died; a run of many deaths that has some did not try what it is for. */
export function missedStages(killedIn: Readonly<Partial<Record<Stage, number>>>): readonly Stage[] {
  const deaths = Object.values(killedIn).reduce((total, times) => total + times, 0);
  if (deaths < ENOUGH_DEATHS) return [];
  return STAGES.filter((stage) => stage in DELICATE && (killedIn[stage] ?? 0) === 0);
}

/** A death at the `nth` pass of a stage; `part` in [0, 1): how far into it. */
export interface Aim {
  readonly stage: Stage;
  readonly nth: number;
  readonly part: number;
}

/** As a word of the command line, and back. */
export function aimWord({ stage, nth, part }: Aim): string {
  return `${stage}:${String(nth)}:${String(part)}`;
}

/** Undefined for a word that is no aim. */
export function aimOf(word: string): Aim | undefined {
  const [name, nth, part] = word.split(":");
  const stage = STAGES.find((known) => known === name);
  return stage === undefined ? undefined : { stage, nth: Number(nth), part: Number(part) };
}

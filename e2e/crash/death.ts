// How a life ends: at a moment, at the arrival of a command, or inside a step of its own; and what a power cut then takes.
import { statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS, type Command } from "./messages.ts";
import { DELICATE, STAGES, type Aim } from "./stages.ts";
import { readNote, writeNote } from "./whereabouts.ts";

export type Death =
  /** Counted from the start of the process, so it may come before it is ready. */
  | { readonly kind: "early"; readonly afterMs: number }
  /** Counted from the first gesture. */
  | { readonly kind: "moment"; readonly afterMs: number }
  | { readonly kind: "arrival"; readonly command: Command; readonly nth: number }
  | { readonly kind: "aimed"; readonly aim: Aim };

/** An idle machine starts and reconciles a terminal in less. */
const MAX_EARLY_MS = 800;
export const MAX_LIFE_MS = 400;
const POWER_CUT_SHARE = 0.25;

/** Half of all lives end from outside, half inside a step. The first of a folder gets as far as its first gesture. */
export function chooseDeath(random: () => number, isFirst: boolean): Death {
  const chance = isFirst ? 0.2 : random();
  if (chance < 0.15) return { kind: "early", afterMs: random() * MAX_EARLY_MS };
  if (chance < 0.3) return { kind: "moment", afterMs: random() * MAX_LIFE_MS };
  if (chance < 0.5) {
    const command = COMMANDS[Math.floor(random() * COMMANDS.length)] ?? "create";
    return { kind: "arrival", command, nth: 1 + Math.floor(random() * (command === "create" ? 12 : 4)) };
  }
  const stages = STAGES.filter((stage) => stage in DELICATE);
  const stage = stages[Math.floor(random() * stages.length)] ?? "append";
  const nth = 1 + Math.floor(random() * (DELICATE[stage] ?? 1));
  return { kind: "aimed", aim: { stage, nth, part: random() } };
}

/** Now and then the machine loses its power too: of what was not durable a part is gone. Answers the bytes that are. */
export function maybeCutPower(folder: string, random: () => number): number {
  const [chance, part] = [random(), random()];
  if (chance >= POWER_CUT_SHARE) return 0;
  const path = join(folder, "journal.log");
  const note = readNote(folder);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const volatile = Math.max(0, size - note.durableBytes);
  const lost = Math.ceil(volatile * part);
  if (lost > 0) truncateSync(path, size - lost);
  return lost;
}

/** A new life is at its start, and as much of the journal is durable as was. */
export function beginLife(folder: string): void {
  writeNote(folder, { ...readNote(folder), stage: "start" });
}

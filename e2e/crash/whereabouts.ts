// Where a process is, noted in a file at every step so that it can be read after its death, and the death that it aims at.
import { openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { STAGES, type Aim, type Stage } from "./stages.ts";

/** One byte: the stage's number; eight bytes: how much of the journal is durable; one byte: whether a halt was answered. */
const NOTE_BYTES = 10;
const FILE = "whereabouts";

export interface Note {
  readonly stage: Stage;
  /** Bytes of the journal that a power cut leaves. */
  readonly durableBytes: number;
  /** A halt was answered, and nobody has begun to take it back. */
  readonly isHaltAnswered: boolean;
}

export interface Whereabouts {
  /** What is known of the life before. */
  readonly before: Note;
  /** Reconciled: from now on it trades. */
  trades(): void;
  /** One more pass of a stage: dies in it when that is the aim. */
  pass(stage: Exclude<Stage, "append" | "fsync">): void;
  /** The same at the disk, where the caller chooses the moment: how far into it to die, undefined to live on. */
  passDisk(stage: "append" | "fsync" | "done"): number | undefined;
  /** Commands whose intent is durable and that have not left, and those that left and are not answered. */
  underWay(unsent: number, unanswered: number): void;
  /** An answer was heard. */
  heard(): void;
  durable(bytes: number): void;
  /** A halt was answered, or is about to be taken back. */
  halted(isAnswered: boolean): void;
}

/** Death as `kill -9` deals it; nothing after this call runs. */
export function dieHere(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("Invariant: survived SIGKILL");
}

/** Notes into the data folder. */
export function openWhereabouts(folder: string, aim: Aim | undefined): Whereabouts {
  const before = readNote(folder);
  const file = openSync(join(folder, FILE), "r+");
  const bytes = Buffer.alloc(NOTE_BYTES);
  let isTrading = false;
  let disk: "append" | "fsync" | undefined;
  let [unsent, unanswered, isUnrecorded] = [0, 0, false];
  let left = aim?.nth ?? 0;
  bytes.writeDoubleLE(before.durableBytes, 1);
  bytes[9] = before.isHaltAnswered ? 1 : 0;

  const stage = (): Stage => {
    if (disk !== undefined) return disk;
    if (!isTrading) return "reconcile";
    if (unsent > 0) return "send";
    if (unanswered > 0) return "answer";
    return isUnrecorded ? "record" : "idle";
  };
  const note = (now: Stage = stage()): void => {
    bytes[0] = STAGES.indexOf(now);
    writeSync(file, bytes, 0, NOTE_BYTES, 0);
  };
  const isAimedAt = (passed: Stage): boolean => {
    if (aim?.stage !== passed) return false;
    left -= 1;
    return left === 0;
  };
  note();
  return {
    before,
    trades: () => {
      isTrading = true;
      note();
    },
    pass: (passed) => {
      if ((passed === "reconcile" && isTrading) || !isAimedAt(passed)) return;
      note(passed);
      dieHere();
    },
    passDisk: (passed) => {
      disk = passed === "done" ? undefined : passed;
      if (passed === "done") isUnrecorded = false;
      note();
      return disk !== undefined && isAimedAt(disk) ? aim?.part : undefined;
    },
    underWay: (stillUnsent, stillUnanswered) => {
      [unsent, unanswered] = [stillUnsent, stillUnanswered];
      note();
    },
    heard: () => {
      isUnrecorded = true;
      note();
    },
    durable: (size) => {
      bytes.writeDoubleLE(size, 1);
      note();
    },
    halted: (isAnswered) => {
      bytes[9] = isAnswered ? 1 : 0;
      note();
    },
  };
}

/** What the process noted last. */
export function readNote(folder: string): Note {
  const bytes = readFileSync(join(folder, FILE));
  const stage = STAGES[bytes[0] ?? 0] ?? "start";
  return { stage, durableBytes: bytes.readDoubleLE(1), isHaltAnswered: bytes[9] === 1 };
}

/** Before a life begins: it is at its start, and as much of the journal is durable as was. */
export function writeNote(folder: string, { stage, durableBytes, isHaltAnswered }: Note): void {
  const bytes = Buffer.alloc(NOTE_BYTES);
  bytes[0] = STAGES.indexOf(stage);
  bytes.writeDoubleLE(durableBytes, 1);
  bytes[9] = isHaltAnswered ? 1 : 0;
  writeFileSync(join(folder, FILE), bytes);
}

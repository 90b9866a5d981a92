// The thirty faults, F1 to F30: one small function each. A fault is counted when it strikes, which is often later than it is set.
import { CLOCK_FAULTS } from "./faults-of-the-machine.ts";
import { LINE_FAULTS } from "./faults-of-the-line.ts";
import { STREAM_FAULTS } from "./faults-of-the-stream.ts";
import { STRANGER_FAULTS } from "./faults-of-strangers.ts";
import type { PlayFault } from "./play-fault.ts";

export const FAULTS_BY_NAME = {
  ...LINE_FAULTS,
  ...STREAM_FAULTS,
  ...CLOCK_FAULTS,
  ...STRANGER_FAULTS,
} as const satisfies Record<string, PlayFault>;
export type FaultKind = keyof typeof FAULTS_BY_NAME;

/** In the order of their numbers. */
export const FAULT_NAMES = (Object.keys(FAULTS_BY_NAME) as FaultKind[]).sort(
  (one, other) => Number(one.slice(1)) - Number(other.slice(1)),
);

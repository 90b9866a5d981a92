// What the states of a dead-man switch are called, and how loud they are.
import type { DeadManView } from "../../../src-core/contract/dead-man-views.ts";
import type { IconName } from "../../ui/icon.tsx";

type State = DeadManView["state"];

export const DEAD_MAN_TITLES: Readonly<Record<State, string>> = {
  off: "Off",
  idle: "Armed, nothing to guard",
  running: "Armed and confirmed",
  unconfirmed: "Armed, NOT CONFIRMED",
  stopping: "Turning off, not confirmed",
  fired: "It went off",
};

export const DEAD_MAN_TONES: Readonly<Record<State, "plain" | "warn" | "stop">> = {
  off: "plain",
  idle: "plain",
  running: "plain",
  unconfirmed: "warn",
  stopping: "warn",
  fired: "stop",
};

/** Each shape has its meaning: colour only repeats it. */
export const DEAD_MAN_ICONS: Readonly<Record<State, IconName>> = {
  off: "ring",
  idle: "clock",
  running: "clock",
  unconfirmed: "warn",
  stopping: "warn",
  fired: "stop",
};

// A line between terminal and venue that is sometimes bad: a command or its answer is lost, or the answer comes late.
import { RECEIVE_WINDOW_MS } from "../../src-main/adapters/exchange-paper/paper-account.ts";
import type { Command } from "./messages.ts";

/** `answer-late`: it comes after everything else; `answer-lost`, `command-lost`: the terminal hears that nobody knows. */
export type LineWeather = "fair" | "answer-late" | "answer-lost" | "command-lost";

/** So long a terminal waits for an answer here before it calls the outcome unknown. */
const PATIENCE_MS = 150;
const LATE_MS = 80;
/** How much of all commands goes wrong, in each of the three ways. */
const BAD_SHARE = 0.04;

/** The weather of one command, from a number in [0, 1). */
export function weatherAt(chance: number): LineWeather {
  if (chance < BAD_SHARE) return "answer-late";
  if (chance < 2 * BAD_SHARE) return "answer-lost";
  return chance < 3 * BAD_SHARE ? "command-lost" : "fair";
}

/** What the terminal hears of a command; `run` carries it out at the venue. */
export async function overLine(
  weather: LineWeather,
  command: Command,
  run: () => Promise<unknown>,
): Promise<unknown> {
  if (weather === "fair") return run();
  if (weather === "answer-late") {
    const value = await run();
    await pause(LATE_MS);
    return value;
  }
  const acceptableUntilMs = Date.now() + RECEIVE_WINDOW_MS;
  if (weather === "answer-lost") void run();
  await pause(PATIENCE_MS);
  const answer = { kind: "unknown", reason: "the line broke" };
  return command === "cancel" ? answer : { answer, acceptableUntilMs };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}

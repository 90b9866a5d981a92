import { describe, expect, test } from "vitest";
import {
  countdownAnswered,
  countdownAsked,
  endedBy,
  isKept,
  mayRun,
  newCountdown,
  nextSetting,
  recoveredCountdown,
  withoutLapse,
  type Countdown,
  type CountdownAnswer,
  type CountdownSetting,
} from "./countdown.ts";

const WINDOW_MS = 120_000;
const T0 = 1_000_000;
const set = (sentAtMs: number, answeredAtMs = sentAtMs + 100): CountdownAnswer => ({
  kind: "set",
  sentAtMs,
  answeredAtMs,
});

/** One request and its answer, both at this moment. */
function told(
  countdown: Countdown,
  setting: CountdownSetting,
  atMs: number,
  answer: CountdownAnswer = set(atMs),
): Countdown {
  return countdownAnswered(countdownAsked(countdown, setting, atMs), setting, answer, atMs);
}
const running = told(newCountdown(WINDOW_MS), "run", T0);

describe("a countdown that is wanted", () => {
  test("is set at once, and again within a quarter of its window", () => {
    expect(nextSetting(newCountdown(WINDOW_MS), true, T0)).toBe("run");
    expect(nextSetting(running, true, T0 + 20_000)).toBeUndefined();
    expect(nextSetting(running, true, T0 + WINDOW_MS / 4 - 1_000)).toBe("run");
  });

  test("is set at once where the wall clock was put back, which would else put it off", () => {
    expect(nextSetting(running, true, T0 - 3_600_000)).toBe("run");
  });

  test("is asked for one at a time, and a request that came to nothing after five seconds", () => {
    const asking = countdownAsked(running, "run", T0 + 30_000);
    expect(nextSetting(asking, true, T0 + 90_000)).toBeUndefined();
    const refused = countdownAnswered(asking, "run", { kind: "refused", reason: "limit" }, T0 + 31_000);
    expect(refused.problem).toBe("limit");
    expect(nextSetting(refused, true, T0 + 34_000)).toBeUndefined();
    expect(nextSetting(refused, true, T0 + 35_000)).toBe("run");
  });

  test("is kept from the moment that its last confirmed setting left, not from its answer", () => {
    const slow = told(newCountdown(WINDOW_MS), "run", T0, set(T0, T0 + 9_000));
    expect(isKept(slow, T0 + WINDOW_MS - 1)).toBe(true);
    expect(isKept(slow, T0 + WINDOW_MS)).toBe(false);
    expect(mayRun(slow, T0 + WINDOW_MS + 9_000)).toBe(true);
  });

  test("is not kept by a setting without an answer", () => {
    const doubtful = told(running, "run", T0 + 30_000, {
      kind: "unknown",
      reason: "timeout",
      acceptableUntilMs: T0 + 40_000,
    });
    expect(doubtful.cancelsAtMs).toBe(T0 + WINDOW_MS);
    expect(mayRun(doubtful, T0 + 40_000 + WINDOW_MS)).toBe(true);
  });
});

describe("a countdown that is not wanted", () => {
  test("is stopped, and is over when the venue has said so", () => {
    expect(nextSetting(running, false, T0 + 1_000)).toBe("stop");
    const stopped = told(running, "stop", T0 + 1_000);
    expect(mayRun(stopped, T0 + 1_000)).toBe(false);
    expect(nextSetting(stopped, false, T0 + 60_000)).toBeUndefined();
  });

  test("is asked to stop again until the venue has said so", () => {
    const unheard = told(running, "stop", T0 + 1_000, { kind: "unknown", reason: "timeout" });
    expect(nextSetting(unheard, false, T0 + 2_000)).toBeUndefined();
    expect(nextSetting(unheard, false, T0 + 6_000)).toBe("stop");
  });

  test("is stopped again after the last moment at which an older setting may still be taken", () => {
    const doubtful = told(running, "run", T0 + 30_000, {
      kind: "unknown",
      reason: "timeout",
      acceptableUntilMs: T0 + 40_000,
    });
    const early = told(doubtful, "stop", T0 + 35_000);
    expect(mayRun(early, T0 + 36_000)).toBe(true);
    expect(nextSetting(early, false, T0 + 41_000)).toBe("stop");
    const late = told(early, "stop", T0 + 41_000);
    expect(mayRun(late, T0 + 42_000)).toBe(false);
  });

  test("that never ran is left alone", () => {
    expect(nextSetting(newCountdown(WINDOW_MS), false, T0)).toBeUndefined();
  });
});

describe("an order that ended", () => {
  test("was not ended by a countdown that was kept", () => {
    const kept = told(running, "run", T0 + 30_000);
    expect(endedBy(kept, T0 + 60_000)).toBe(false);
    expect(endedBy(newCountdown(WINDOW_MS), T0)).toBe(false);
  });

  test("may have been ended by one that lapsed, also after it was set again", () => {
    const late = told(running, "run", T0 + WINDOW_MS + 5_000);
    expect(late.lapsedAtMs).toBe(T0 + WINDOW_MS);
    expect(endedBy(late, T0 + WINDOW_MS + 50)).toBe(true);
    expect(endedBy(late, T0 + WINDOW_MS - 10_000)).toBe(false);
    expect(endedBy(withoutLapse(late), T0 + WINDOW_MS + 50)).toBe(false);
    const stopped = told(running, "stop", T0 + WINDOW_MS + 5_000);
    expect(endedBy(stopped, T0 + WINDOW_MS + 50)).toBe(true);
  });

  test("after a restart is measured from when the earlier run was last known to live", () => {
    const recovered = recoveredCountdown(WINDOW_MS, T0, T0 + 600_000);
    expect(endedBy(recovered, T0 + WINDOW_MS)).toBe(true);
    expect(endedBy(recovered, T0 + 10_000)).toBe(false);
    expect(mayRun(recovered, T0 + 600_000)).toBe(true);
    expect(nextSetting(recovered, false, T0 + 600_000)).toBe("stop");
  });
});

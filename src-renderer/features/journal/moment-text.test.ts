import { expect, test } from "vitest";
import { momentMs, momentText } from "./moment-text.ts";

test.each([
  ["2026-01-31", "2026-01-31 23:59:59.999"],
  ["2026-01-31 09:05", "2026-01-31 09:05:59.999"],
  [" 2026-01-31T09:05:07 ", "2026-01-31 09:05:07.999"],
  ["2026-01-31 09:05:07.5", "2026-01-31 09:05:07.500"],
])("%s is the moment %s", (typed, moment) => {
  expect(momentText(momentMs(typed) ?? 0)).toBe(moment);
});

test.each(["", "yesterday", "2026-02-30", "2026-01-31 25:00", "2026-01", "2026-01-31 09"])(
  "%j is no moment",
  (typed) => {
    expect(momentMs(typed)).toBeUndefined();
  },
);

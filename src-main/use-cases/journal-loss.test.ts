import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, type Settings } from "../../src-core/settings/settings.ts";
import { journalLoss } from "./journal-loss.ts";

const NOW_MS = 1_700_000_000_000;
const ENTRIES = [{ sequence: 1, text: "{}" }];
const DAMAGED = { keptIn: "journal.log.damaged-1-12", bytes: 12, reason: "a record is cut off" };
const USED: Settings = { ...DEFAULT_SETTINGS, welcomed: true };

describe("a journal without a record", () => {
  test("is nothing to halt for where nobody has worked with the data folder", () => {
    expect(journalLoss({ entries: [] }, DEFAULT_SETTINGS, NOW_MS)).toBeUndefined();
  });

  test.each<[string, Partial<Settings>]>([
    ["somebody was welcomed", { welcomed: true }],
    ["a listing was chosen", { lastListing: "paper:BTCUSDT" }],
    ["a group was chosen", { lastGroup: "paper-group" }],
    ["panels were moved", { layout: "{}" }],
  ])("halts every account where %s: it is missing", (_, traces) => {
    const cause = journalLoss({ entries: [] }, { ...DEFAULT_SETTINGS, ...traces }, NOW_MS);
    expect(cause).toMatchObject({ scope: "installation", kind: "journal", sinceMs: NOW_MS });
    expect(cause?.detail).toMatch(/^The journal is missing/);
  });
});

describe("a journal with records", () => {
  test("is whole, and halts nobody, however much the folder was used", () => {
    expect(journalLoss({ entries: ENTRIES }, USED, NOW_MS)).toBeUndefined();
  });

  test("halts every account when its end was damaged, and says where the rest is kept", () => {
    expect(journalLoss({ entries: ENTRIES, damaged: DAMAGED }, DEFAULT_SETTINGS, NOW_MS)).toEqual({
      scope: "installation",
      kind: "journal",
      sinceMs: NOW_MS,
      detail: "The journal was damaged (a record is cut off); 12 bytes are kept in journal.log.damaged-1-12.",
    });
  });
});

test("damage before the first record is damage, not a folder that is new", () => {
  expect(journalLoss({ entries: [], damaged: DAMAGED }, DEFAULT_SETTINGS, NOW_MS)?.detail).toMatch(
    /^The journal was damaged/,
  );
});

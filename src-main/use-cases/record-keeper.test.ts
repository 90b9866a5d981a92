import { beforeEach, describe, expect, test } from "vitest";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { decodeRecord } from "../../src-core/journal/codec.ts";
import { recordKeeper, type RecordKeeper } from "./record-keeper.ts";
import { manualClock } from "./testing/manual-clock.ts";
import { memoryJournal, type MemoryJournal } from "./testing/memory-ports.ts";

const record = (day: string): JournalRecord => ({
  kind: "baseline",
  accountId: "a",
  equity: "1",
  day,
  atMs: 0,
});

describe("a journal that stops accepting", () => {
  let journal: MemoryJournal;
  let keeper: RecordKeeper;
  let heard: string[];
  beforeEach(async () => {
    journal = memoryJournal();
    await journal.open();
    heard = [];
    keeper = recordKeeper(journal, manualClock(), {
      broke: (code) => heard.push(code),
      healed: () => heard.push("healed"),
    });
  });
  const days = () =>
    journal.texts.map((text) => {
      const read = decodeRecord(text);
      if (!read.ok) throw new Error(read.failure.message);
      return read.value.kind === "baseline" ? read.value.day : read.value.kind;
    });

  test("refuses commits and keeps facts for the next write that succeeds, in their order", async () => {
    expect(await keeper.commit([record("before")])).toBe(true);
    journal.failing = "ENOSPC";
    keeper.note(record("fact 1"));
    expect(await keeper.commit([record("refused")])).toBe(false);
    keeper.note(record("fact 2"));
    await keeper.settled();
    expect(keeper.writable).toBe(false);
    journal.failing = undefined;
    expect(await keeper.tryAgain()).toBe(true);
    expect(days()).toEqual(["before", "fact 1", "fact 2", "resumed"]);
    expect(keeper.writable).toBe(true);
  });

  test("says so once, and once when it accepts again", async () => {
    journal.failing = "EIO";
    for (const day of ["1", "2", "3"]) await keeper.commit([record(day)]);
    expect(await keeper.tryAgain()).toBe(false);
    journal.failing = undefined;
    await keeper.tryAgain();
    await keeper.tryAgain();
    expect(heard).toEqual(["EIO", "healed"]);
  });

  test("leaves no commit without an answer, also those that came while the failing write was under way", async () => {
    journal.failing = "ENOSPC";
    const answers = await Promise.all([1, 2, 3].map((day) => keeper.commit([record(String(day))])));
    expect(answers).toEqual([false, false, false]);
    journal.failing = undefined;
    expect(await keeper.commit([record("after")])).toBe(true);
    expect(days()).toEqual(["after"]);
  });

  test("writes nothing of its own while all is well", async () => {
    expect(await keeper.tryAgain()).toBe(true);
    expect(journal.texts).toEqual([]);
  });
});

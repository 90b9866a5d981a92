import { expect, test } from "vitest";
import { journalBook } from "./journal-book.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

async function traded(): Promise<TestTerminal> {
  const made = await testTerminal();
  const preview = await made.ask("plan/preview-order", { draft: DRAFT });
  if (!preview.ok) throw new Error(preview.failures[0]?.message);
  await made.ask("plan/submit", { planId: preview.value.planId, hash: preview.value.hash });
  await made.clock.pass(100);
  return made;
}

async function page(made: TestTerminal, request: Parameters<typeof made.ask<"journal/page">>[1]) {
  const answer = await made.ask("journal/page", request);
  if (!answer.ok) throw new Error(answer.failures[0]?.message);
  return answer.value;
}

test("pages follow each other newest first, without a gap and without a record twice, to the beginning", async () => {
  const made = await traded();
  const sequences: number[] = [];
  let before: number | undefined;
  for (;;) {
    const { lines, next, reach } = await page(made, {
      limit: 3,
      ...(before === undefined ? {} : { before }),
    });
    expect(reach).toEqual({ kind: "whole" });
    sequences.push(...lines.map(({ sequence }) => sequence));
    if (next === undefined) break;
    before = next;
  }
  expect(sequences).toEqual(made.journal.texts.map((_, index) => made.journal.texts.length - index));
});

test("a sent plan says who, what, why, and for which accounts", async () => {
  const made = await traded();
  const { lines } = await page(made, { limit: 10, kind: "submitted" });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    who: "you",
    accounts: ["Paper one", "Paper two", "Paper three"],
    why: expect.stringContaining("if an account is denied, nothing is sent") as string,
  });
});

test("filters hold together, and text is found in any case", async () => {
  const made = await traded();
  const all = await page(made, { limit: 200, accountId: "paper-1", kind: "order" });
  expect(all.lines.length).toBeGreaterThan(0);
  expect(all.lines.every(({ accounts }) => accounts[0] === "Paper one")).toBe(true);
  expect((await page(made, { limit: 10, text: "PAPER TWO", kind: "account-saved" })).lines).toHaveLength(1);
  const plan = (await page(made, { limit: 1, kind: "submitted" })).lines[0]?.planId ?? "";
  const own = await page(made, { limit: 200, orderId: plan });
  expect(new Set(own.lines.map(({ planId }) => planId))).toEqual(new Set([plan]));
});

test("a moment before the first fill is flat", async () => {
  const made = await traded();
  const first = await made.ask("journal/moment", { sequence: 1 });
  expect(first).toEqual({ ok: true, value: { held: [], isWhole: true } });
});

test("the book keeps the newest records, numbered as in the file, and says that there are older ones", () => {
  const book = journalBook();
  const record = { kind: "group-removed", groupId: "g", atMs: 1 } as const;
  book.add(
    Array.from({ length: 25_000 }, () => record),
    25_000,
  );
  book.add([record], 25_001);
  expect(book.entries.length).toBeLessThanOrEqual(21_000);
  expect(book.entries.at(-1)?.sequence).toBe(25_001);
  expect(book.entries[0]?.sequence).toBe(25_002 - book.entries.length);
});

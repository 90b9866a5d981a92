import { expect, test } from "vitest";
import type { JournalLine, JournalPage } from "../../../src-core/contract/journal-views.ts";
import type { RequestOf } from "../../../src-core/contract/requests.ts";
import type { Client } from "../../bridge/client.ts";
import { backToNow, choose, createJournalStore, readJournal, setFilter } from "./journal-store.ts";

type Asked = RequestOf<"journal/page">;

function linesFrom(newest: number, count: number): readonly JournalLine[] {
  return Array.from({ length: count }, (_, index) => ({
    sequence: newest - index,
    kind: "resumed",
    atMs: newest - index,
    who: "yoke",
    what: "Something.",
    accountIds: [],
    accounts: [],
  }));
}

/** Answers each question with what the test says. */
function playing(answer: (asked: Asked) => Omit<JournalPage, "reach">): {
  readonly client: Client;
  readonly asked: Asked[];
} {
  const asked: Asked[] = [];
  const request = async (_: string, body: Asked) => {
    asked.push(body);
    return { ok: true, value: { reach: { kind: "whole" }, ...answer(body) } };
  };
  return { client: { request } as unknown as Client, asked };
}

test("a search that finds little in one part of the journal goes on until the beginning", async () => {
  const store = createJournalStore();
  const { client, asked } = playing(({ before = 300 }) =>
    before > 100 ? { lines: linesFrom(before - 1, 2), next: before - 100 } : { lines: linesFrom(1, 1) },
  );
  setFilter(store, { text: "rare" });
  await readJournal(store, client, "newest");
  expect(asked.map(({ before }) => before)).toEqual([undefined, 200, 100]);
  expect(store.getState().lines.map(({ sequence }) => sequence)).toEqual([299, 298, 199, 198, 1]);
  expect(store.getState()).toMatchObject({ asking: false, next: undefined });
});

test("a full page asks no further; older ones follow it", async () => {
  const store = createJournalStore();
  const { client, asked } = playing(({ before = 1_000 }) => ({
    lines: linesFrom(before - 1, 100),
    next: before - 100,
  }));
  await readJournal(store, client, "newest");
  expect(asked).toHaveLength(1);
  await readJournal(store, client, "older");
  expect(store.getState().lines.map(({ sequence }) => sequence)).toEqual(
    linesFrom(999, 200).map(({ sequence }) => sequence),
  );
});

test("a search that was changed meanwhile is not asked on, and its answer is dropped", async () => {
  const store = createJournalStore();
  const { client, asked } = playing(() => {
    setFilter(store, { text: "newer" });
    return { lines: linesFrom(9, 1), next: 5 };
  });
  setFilter(store, { text: "older" });
  await readJournal(store, client, "newest");
  expect(asked).toHaveLength(1);
  expect(store.getState().lines).toEqual([]);
});

test("a moment is gone to by its last record, and left altogether", async () => {
  const store = createJournalStore();
  const { client, asked } = playing(() => ({ lines: linesFrom(7, 3) }));
  setFilter(store, { untilMs: 7 });
  await readJournal(store, client, "newest");
  expect(asked[0]).toMatchObject({ untilMs: 7 });
  expect(store.getState().chosen?.sequence).toBe(7);
  choose(store, linesFrom(6, 1)[0]);
  store.setState({ raw: true });
  backToNow(store);
  expect(store.getState()).toMatchObject({ chosen: undefined, raw: false, filter: { untilMs: undefined } });
});

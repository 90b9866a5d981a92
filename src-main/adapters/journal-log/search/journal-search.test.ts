import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeRecord } from "../../../../src-core/journal/codec.ts";
import { positionsAt } from "../../../../src-core/journal/positions-at.ts";
import type { JournalRecord } from "../../../../src-core/journal/record.ts";
import { samplePlan, sampleSubmit } from "../../../../src-core/journal/samples.ts";
import { filledBy } from "../../../../src-core/orders/samples.ts";
import { sampleAccount, sampleFill } from "../../../../src-core/portfolio/samples.ts";
import type { JournalQuery } from "../../../ports/journal-index.ts";
import { frame, GENESIS } from "../frame.ts";
import { journalSearch, type JournalSearch } from "./journal-search.ts";

let folder = "";
let journal = "";
let index = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yoke-search-"));
  journal = join(folder, "journal.log");
  index = join(folder, "journal-index.db");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(records: readonly JournalRecord[]): void {
  let previous: Uint8Array = GENESIS;
  const parts = records.map((record) => {
    const framed = frame(encodeRecord(record), previous);
    previous = framed.hash;
    return framed.bytes;
  });
  writeFileSync(journal, Buffer.concat(parts));
}

const opened = (records: number): JournalSearch => journalSearch({ journal, index, titles: {} }, records);

/** Indexes all of it, in slices of two. */
function whole(records: readonly JournalRecord[]): JournalSearch {
  write(records);
  const search = opened(records.length);
  while (search.indexed < records.length) search.advance(records.length, 2);
  return search;
}

const sequences = (search: JournalSearch, query: Partial<JournalQuery> = {}): number[] =>
  search.page({ limit: 100, ...query }).hits.map(({ sequence }) => sequence);

const account = (id: string, name: string, atMs: number): JournalRecord => ({
  kind: "account-saved",
  account: sampleAccount(id, { name }),
  atMs,
});
const baseline = (accountId: string, equity: string, atMs: number): JournalRecord => ({
  kind: "baseline",
  accountId,
  equity,
  day: "2026-01-02",
  atMs,
});
const filled = (clientId: string, tradeId: string, quantity: string): JournalRecord => ({
  kind: "order",
  clientId,
  event: filledBy(tradeId, quantity),
  atMs: 9_000,
});

const RECORDS: readonly JournalRecord[] = [
  { kind: "opened", installation: "i", version: "1", atMs: 1_000 },
  account("a", "Ärger 100%_of", 2_000),
  sampleSubmit(samplePlan("p", ["a", "b"]), 3_000),
  { kind: "order", clientId: "p-1", event: { kind: "cancel-requested", atMs: 4_000 }, atMs: 4_000 },
  account("a", 'It\'s "new"', 5_000),
  baseline("a", "77", 6_000),
];

describe("what is found", () => {
  test.each<readonly [Partial<JournalQuery>, readonly number[]]>([
    [{}, [6, 5, 4, 3, 2, 1]],
    [{ limit: 2 }, [6, 5]],
    [{ before: 4 }, [3, 2, 1]],
    [{ before: 999 }, [6, 5, 4, 3, 2, 1]],
    [{ accountId: "a" }, [6, 5, 3, 2]],
    [{ accountId: "b" }, [4, 3]],
    [{ kind: "account-saved" }, [5, 2]],
    [{ kind: "submitted", accountId: "b" }, [3]],
    [{ orderId: "p-1" }, [4]],
    [{ orderId: "p" }, [4, 3]],
    [{ accountId: "nobody" }, []],
    [{ text: "ÄRGER" }, [3, 2]],
    [{ text: "%_" }, [3, 2]],
    [{ text: "' OR 1=1" }, []],
    [{ text: 'it\'s "NEW"' }, [6, 5]],
    [{ untilMs: 4_500 }, [4, 3, 2, 1]],
    [{ untilMs: 4_500, limit: 1 }, [4]],
    [{ untilMs: 999 }, []],
    [{ untilMs: 4_500, before: 3 }, [2, 1]],
  ])("%j", (query, found) => {
    const search = whole(RECORDS);
    expect(sequences(search, query)).toEqual(found);
    search.close();
  });

  test("a name holds from its record on", () => {
    const search = whole(RECORDS);
    const names = search.page({ limit: 10, accountId: "a" }).hits.map(({ accounts }) => accounts[0]);
    expect(names).toEqual(['It\'s "new"', 'It\'s "new"', "Ärger 100%_of", "Ärger 100%_of"]);
    search.close();
  });

  test("a record's own text comes from the file", () => {
    const search = whole(RECORDS);
    expect(search.textAt(6)).toBe(encodeRecord(RECORDS[5] as JournalRecord));
    search.close();
  });
});

const someRecord = fc.oneof(
  fc.constantFrom("a", "b").map((id) => account(id, `Account ${id}`, 1)),
  fc.constantFrom("p", "q").map((id) => sampleSubmit(samplePlan(id, ["a", "b"]))),
  fc
    .tuple(
      fc.constantFrom("p-0", "p-1", "q-0", "x"),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 9 }),
    )
    .map(([id, trade, quantity]) => filled(id, String(trade), String(quantity))),
  fc
    .tuple(fc.constantFrom("a", "b"), fc.integer({ min: 1, max: 4 }), fc.constantFrom("buy", "sell"))
    .map(([accountId, trade, side]): JournalRecord => ({
      kind: "foreign-fill",
      accountId,
      fill: sampleFill({ tradeId: String(trade), side }),
      atMs: 1,
    })),
);
const someJournal = fc.array(someRecord, { minLength: 1, maxLength: 25 });

describe("laws", () => {
  test("what the index says was held is what the fills before add up to, at every record", () => {
    fc.assert(
      fc.property(someJournal, (records) => {
        rmSync(index, { force: true });
        const search = whole(records);
        records.forEach((_, at) => {
          const model = positionsAt(records.slice(0, at + 1)).map(
            ({ accountId, listing, quantitySigned }) =>
              `${accountId} ${listing} ${quantitySigned.toString()}`,
          );
          const held = search
            .heldAt(at + 1)
            .map(({ accountId, listing, quantitySigned }) => `${accountId} ${listing} ${quantitySigned}`);
          expect(held.sort()).toEqual(model.sort());
        });
        search.close();
      }),
      { numRuns: 40 },
    );
  });

  test("pages follow each other without a gap and without a record twice", () => {
    fc.assert(
      fc.property(
        someJournal,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom("", "filled"),
        (records, limit, text) => {
          rmSync(index, { force: true });
          const search = whole(records);
          const all = sequences(search, { text });
          const paged: number[] = [];
          let before: number | undefined;
          do {
            const { hits, next } = search.page({ limit, text, before });
            paged.push(...hits.map(({ sequence }) => sequence));
            before = next;
          } while (before !== undefined);
          expect(paged).toEqual(all);
          search.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("a derived thing", () => {
  test("goes on after a restart where it stopped, and reads what came since", () => {
    whole(RECORDS.slice(0, 4)).close();
    write(RECORDS);
    const search = opened(6);
    expect([search.indexed, search.begunAnew]).toEqual([4, undefined]);
    search.advance(6, 100);
    expect(sequences(search)).toEqual([6, 5, 4, 3, 2, 1]);
    search.close();
  });

  test("indexes nothing that the journal has not confirmed yet", () => {
    write(RECORDS);
    const search = opened(3);
    search.advance(3, 100);
    expect(search.indexed).toBe(3);
    search.close();
  });

  test("of a journal that lost its end is begun anew, with a reason", () => {
    whole(RECORDS).close();
    write(RECORDS.slice(0, 3));
    const search = opened(3);
    expect([search.indexed, search.begunAnew]).toEqual([0, "it is not of this journal"]);
    search.close();
  });

  test("of another journal of the same length is begun anew", () => {
    whole(RECORDS).close();
    write([...RECORDS.slice(0, 5), baseline("a", "78", 6_000)]);
    expect(opened(6).begunAnew).toBe("it is not of this journal");
  });

  test("that was deleted is made without a word", () => {
    whole(RECORDS).close();
    rmSync(index);
    const search = whole(RECORDS);
    expect([search.indexed, search.begunAnew]).toEqual([6, undefined]);
    search.close();
  });

  test("of another shape is begun anew", () => {
    whole(RECORDS).close();
    const other = new DatabaseSync(index);
    other.exec("PRAGMA user_version = 99");
    other.close();
    expect(opened(6).begunAnew).toBe("it is damaged, or of another version");
  });

  test("damaged anywhere never shows a wrong record: it is begun anew, says so, or finds the same as before", () => {
    whole(RECORDS).close();
    const bytes = readFileSync(index);
    for (let offset = 0; offset < bytes.length; offset += 1_536) {
      const damaged = Buffer.from(bytes);
      damaged.fill(0xa5, offset, offset + 512);
      rmSync(`${index}-wal`, { force: true });
      writeFileSync(index, damaged);
      const search = opened(6);
      try {
        while (search.indexed < 6) search.advance(6, 3);
        for (const { sequence, atMs } of search.page({ limit: 10 }).hits)
          expect(atMs).toBe(RECORDS[sequence - 1]?.atMs);
      } catch (error) {
        expect((error as Error).name).not.toBe("AssertionError");
        search.beginAnew();
        search.advance(6, 10);
        expect(sequences(search)).toEqual([6, 5, 4, 3, 2, 1]);
      }
      search.close();
    }
  });

  test("is private to the user", () => {
    whole(RECORDS).close();
    expect(statSync(index).mode & 0o077).toBe(0);
  });
});

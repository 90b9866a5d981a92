import { describe, expect, test } from "vitest";
import type { BookView } from "../../src-core/contract/views.ts";
import { testTerminal, type TestTerminal } from "./testing/test-terminal.ts";
import { MAX_LEVELS } from "./views/book-view.ts";

const BTC = "paper:BTCUSDT";
const books = (at: TestTerminal) => at.shown("book") as readonly BookView[];

describe("the books that ladders look at", () => {
  test("are followed while a window looks, once, and gone when nobody does", async () => {
    const at = await testTerminal();
    at.venue.book(3);
    await at.clock.pass(200);
    expect(books(at)).toEqual([]);
    const others = at.venue.bookListeners();
    await at.ask("market/watch-books", { listings: [BTC] });
    await at.ask("market/watch-books", { listings: [BTC] });
    expect(at.venue.bookListeners()).toBe(others + 1);
    at.venue.book(3);
    await at.clock.pass(200);
    expect(books(at)).toMatchObject([
      {
        id: BTC,
        bids: [
          ["59999", "1"],
          ["59998", "1"],
          ["59997", "1"],
        ],
      },
    ]);
    await at.ask("market/watch-books", { listings: [] });
    await at.clock.pass(200);
    expect(at.venue.bookListeners()).toBe(others);
    expect(books(at)).toEqual([]);
  });

  test("many changes between two showings are one, and no more levels are shown than can be read", async () => {
    const at = await testTerminal();
    await at.ask("market/watch-books", { listings: [BTC] });
    for (let levels = 1; levels <= 2 * MAX_LEVELS; levels += 1) at.venue.book(levels);
    await at.clock.pass(200);
    const [book] = books(at);
    expect(book?.bids).toHaveLength(MAX_LEVELS);
    expect(book?.asks[0]).toEqual(["60001", "1"]);
  });

  test("carry the time at which they were heard, so that a silent market shows its age", async () => {
    const at = await testTerminal();
    await at.ask("market/watch-books", { listings: [BTC] });
    const heardAtMs = at.clock.nowMs();
    at.venue.book(1);
    await at.clock.pass(5_000);
    expect(books(at)[0]?.atMs).toBe(heardAtMs);
    expect(books(at)[0]?.trades).toBeUndefined();
  });
});

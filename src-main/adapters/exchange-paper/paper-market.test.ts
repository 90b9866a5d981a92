import { describe, expect, it } from "vitest";
import type { OrderBook } from "../../../src-core/market/order-book.ts";
import type { Quote } from "../../../src-core/market/quote.ts";
import { paperMarket } from "./paper-market.ts";
import { BTC, dec, type Desk, paperDesk } from "./testing/paper-desk.ts";

async function watched(): Promise<{ desk: Desk; see: () => { book: string[]; quote: Quote } }> {
  const desk = paperDesk();
  desk.market.set(BTC, {
    bids: [
      ["59999", "1"],
      ["59998", "2"],
    ],
    asks: [
      ["60001", "1"],
      ["60002", "2"],
    ],
    last: "60000",
  });
  await desk.open("a");
  await desk.open("b");
  const market = paperMarket("paper", desk.market, desk.clock, () => undefined);
  const books: OrderBook[] = [];
  const quotes: Quote[] = [];
  market.port.watchBook(BTC, (book) => books.push(book));
  market.port.watchQuote(BTC, (quote) => quotes.push(quote));
  return {
    desk,
    see() {
      market.publish(desk.engine.look());
      const [book, quote] = [books.at(-1), quotes.at(-1)];
      if (book === undefined || quote === undefined) throw new Error("nothing was published");
      const row = (level: OrderBook["bids"][number]) =>
        `${level.quantity.toString()} @ ${level.price.toString()}`;
      return { book: [...book.bids.map(row), "|", ...book.asks.map(row)], quote };
    },
  };
}

describe("the public book", () => {
  it("holds the accounts' own orders, one level a price", async () => {
    const { desk, see } = await watched();
    await desk.place("a", { quantity: dec("0.5"), price: dec("60000") });
    await desk.place("b", { quantity: dec("0.5"), price: dec("59999") });
    expect(see().book).toEqual(["0.5 @ 60000", "1.5 @ 59999", "2 @ 59998", "|", "1 @ 60001", "2 @ 60002"]);
    expect(see().quote.bid?.toString()).toBe("60000");
  });

  it("shows no level that was taken away", async () => {
    const { desk, see } = await watched();
    await desk.place("a", { quantity: dec("1") });
    expect(see().book).toEqual(["1 @ 59999", "2 @ 59998", "|", "2 @ 60002"]);
    expect(see().quote.ask?.toString()).toBe("60002");
  });

  it("does not show orders that wait for a trigger", async () => {
    const { desk, see } = await watched();
    await desk.place("a", { type: "stop-limit", trigger: dec("61000"), price: dec("60500") });
    expect(see().book.length).toBe(5);
  });
});

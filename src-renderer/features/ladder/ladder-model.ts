// What a price ladder shows, worked out from books and orders: rows from the top down, depth gathered into steps.
import type { BookView, OrderView } from "../../../src-core/contract/views.ts";
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";

export interface Level {
  readonly quantity: Decimal;
  readonly venues: ReadonlyMap<string, Decimal>;
}

/** Depth by the text of its row's price. */
export interface Depth {
  readonly bids: ReadonlyMap<string, Level>;
  readonly asks: ReadonlyMap<string, Level>;
  readonly bestBid?: Decimal;
  readonly bestAsk?: Decimal;
}

/** Digits kept when another venue's price is brought to our unit. */
const SCALE = 12;

/**
 * All books in the size unit of one: bids go down to the step and asks up, so that no row shows a price better than there
 * is. Quantities are compared in underlying units.
 */
export function gatherDepth(books: readonly BookView[], step: Decimal, multiplier: Decimal): Depth {
  const bids = new Map<string, Level>();
  const asks = new Map<string, Level>();
  let bestBid: Decimal | undefined;
  let bestAsk: Decimal | undefined;
  for (const book of books) {
    const other = Decimal.parse(book.multiplier);
    if (other?.isPositive() !== true) continue;
    const same = other.equals(multiplier);
    for (const [side, levels] of [["bid", book.bids] as const, ["ask", book.asks] as const]) {
      for (const [priceText, quantityText] of levels) {
        const [told, amount] = [Decimal.parse(priceText), Decimal.parse(quantityText)];
        if (told === undefined || amount === undefined) continue;
        const price = same ? told : told.times(multiplier).dividedBy(other, SCALE, "half-even");
        const quantity = same ? amount : amount.times(other).dividedBy(multiplier, SCALE, "half-even");
        if (side === "bid") bestBid = bestBid?.max(price) ?? price;
        else bestAsk = bestAsk?.min(price) ?? price;
        add(side === "bid" ? bids : asks, rowOf(price, step, side), book.venue, quantity);
      }
    }
  }
  return {
    bids,
    asks,
    ...(bestBid === undefined ? {} : { bestBid }),
    ...(bestAsk === undefined ? {} : { bestAsk }),
  };
}

/** The row's price: down for what waits below the market, up for what waits above. */
export function rowOf(price: Decimal, step: Decimal, side: "bid" | "ask"): string {
  return price.toStep(step, side === "bid" ? "floor" : "ceil").toString();
}

function add(into: Map<string, Level>, row: string, venue: string, quantity: Decimal): void {
  const before = into.get(row);
  const venues = new Map(before?.venues);
  venues.set(venue, (venues.get(venue) ?? ZERO).plus(quantity));
  into.set(row, { quantity: (before?.quantity ?? ZERO).plus(quantity), venues });
}

/** Own orders of one side that wait at one row. */
export interface OwnLevel {
  readonly orders: readonly OrderView[];
  readonly quantity: Decimal;
}

/** Own working orders by side and row: buys go down to the step and sells up. Key: `buy 100.5`. */
export function ownLevels(orders: readonly OrderView[], step: Decimal): ReadonlyMap<string, OwnLevel> {
  const levels = new Map<string, OwnLevel>();
  for (const order of orders) {
    const price = Decimal.parse(order.trigger ?? order.price);
    const left = Decimal.parse(order.quantity)?.minus(Decimal.parse(order.filled) ?? ZERO);
    if (price === undefined || left === undefined) continue;
    const key = `${order.side} ${rowOf(price, step, order.side === "buy" ? "bid" : "ask")}`;
    const before = levels.get(key);
    levels.set(key, {
      orders: [...(before?.orders ?? []), order],
      quantity: (before?.quantity ?? ZERO).plus(left),
    });
  }
  return levels;
}

export const GROUPINGS = [1, 5, 10, 50, 100, 500, 1000] as const;

/** The fewest ticks a row with which each side's depth fits into half of the rows. */
export function fittingTicks(books: readonly BookView[], tick: Decimal, rows: number): number {
  const half = Decimal.fromInteger(Math.max(1, Math.floor(rows / 2)));
  const spans = books.flatMap(({ bids, asks }) =>
    [bids, asks].flatMap((levels) => {
      const [best, worst] = [Decimal.parse(levels[0]?.[0]), Decimal.parse(levels.at(-1)?.[0])];
      return best === undefined || worst === undefined ? [] : [best.minus(worst).abs()];
    }),
  );
  const widest = spans.reduce((most, span) => most.max(span), ZERO);
  const fits = (ticks: number): boolean => widest.atMost(tick.times(Decimal.fromInteger(ticks)).times(half));
  return GROUPINGS.find(fits) ?? GROUPINGS[GROUPINGS.length - 1] ?? 1;
}

/** The price of the top row so that the market stands in the middle. */
export function topAround(middle: Decimal, step: Decimal, rows: number): Decimal {
  return middle.toStep(step, "floor").plus(step.times(Decimal.fromInteger(Math.floor(rows / 2))));
}

/** Prices from the top down; rows at or below zero are left out. */
export function rowPrices(top: Decimal, step: Decimal, rows: number): readonly Decimal[] {
  return Array.from({ length: rows }, (_, index) => top.minus(step.times(Decimal.fromInteger(index)))).filter(
    (price) => price.isPositive(),
  );
}

/** Where the market is against the rows on the screen. */
export function marketAgainst(
  { bestBid, bestAsk }: Depth,
  prices: readonly Decimal[],
): "above" | "below" | "within" | "unknown" {
  const middle = bestBid ?? bestAsk;
  const [top, bottom] = [prices[0], prices.at(-1)];
  if (middle === undefined || top === undefined || bottom === undefined) return "unknown";
  if (middle.greaterThan(top)) return "above";
  return middle.lessThan(bottom) ? "below" : "within";
}

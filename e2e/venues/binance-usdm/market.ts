// The venue's market: one book, mark and last price per symbol, and who wants to hear of changes.
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import { INSTRUMENTS, type Instrument } from "./instruments.ts";

export type Level = readonly [price: Decimal, quantity: Decimal];

/** The state of one symbol; best levels first. */
export interface SymbolMarket {
  readonly instrument: Instrument;
  bids: readonly Level[];
  asks: readonly Level[];
  mark: Decimal;
  last: Decimal;
  fundingRate: Decimal;
  nextFundingMs: number;
  /** Counts book changes; the `u` of depth events. */
  updateId: number;
  tradeId: number;
  status: "TRADING" | "SETTLING" | "CLOSE";
}

export interface PublicTrade {
  readonly price: Decimal;
  readonly quantity: Decimal;
  /** True when the seller was the aggressor. */
  readonly buyerIsMaker: boolean;
}

export type MarketChange =
  | { readonly kind: "book"; readonly symbol: string; readonly previousUpdateId: number }
  | { readonly kind: "mark"; readonly symbol: string }
  | { readonly kind: "trade"; readonly symbol: string; readonly trade: PublicTrade };

export type MarketListener = (change: MarketChange) => void;

/** `levels` price steps away from the touch on each side, `quantity` on each. */
export function ladder(
  instrument: Instrument,
  bid: Decimal,
  ask: Decimal,
  quantity: Decimal,
  levels = 20,
): { readonly bids: Level[]; readonly asks: Level[] } {
  const steps = Array.from({ length: levels }, (_, index) =>
    instrument.tick.times(Decimal.fromInteger(index)),
  );
  return {
    bids: steps.map((step) => [bid.minus(step), quantity] as const),
    asks: steps.map((step) => [ask.plus(step), quantity] as const),
  };
}

function openSymbol(instrument: Instrument, nowMs: number): SymbolMarket {
  const price = instrument.startPrice;
  const book = ladder(instrument, price, price.plus(instrument.tick), Decimal.of("25"));
  return {
    instrument,
    ...book,
    mark: price,
    last: price,
    fundingRate: Decimal.of("0.0001"),
    nextFundingMs: Math.ceil((nowMs + 1) / 28_800_000) * 28_800_000,
    updateId: 1000,
    tradeId: 1,
    status: "TRADING",
  };
}

export class Market {
  private readonly symbols: Map<string, SymbolMarket>;
  private readonly listeners = new Set<MarketListener>();

  constructor(nowMs: number) {
    this.symbols = new Map(INSTRUMENTS.map((it) => [it.symbol, openSymbol(it, nowMs)]));
  }

  /** Throws `Invariant:` for a symbol that the venue does not list; callers validate first. */
  of(symbol: string): SymbolMarket {
    const found = this.symbols.get(symbol);
    if (found === undefined) throw new Error(`Invariant: no market ${symbol}`);
    return found;
  }

  all(): readonly SymbolMarket[] {
    return [...this.symbols.values()];
  }

  listen(listener: MarketListener): void {
    this.listeners.add(listener);
  }

  setBook(symbol: string, bids: readonly Level[], asks: readonly Level[]): void {
    const market = this.of(symbol);
    const previousUpdateId = market.updateId;
    market.bids = bids;
    market.asks = asks;
    market.updateId += 1;
    this.tell({ kind: "book", symbol, previousUpdateId });
  }

  setMark(symbol: string, mark: Decimal): void {
    this.of(symbol).mark = mark;
    this.tell({ kind: "mark", symbol });
  }

  trade(symbol: string, trade: PublicTrade): void {
    const market = this.of(symbol);
    market.last = trade.price;
    market.tradeId += 1;
    this.tell({ kind: "trade", symbol, trade });
  }

  /** The best price a taker of this side would meet; zero when that side of the book is empty. */
  touch(symbol: string, side: "BUY" | "SELL"): Decimal {
    const market = this.of(symbol);
    return (side === "BUY" ? market.asks : market.bids)[0]?.[0] ?? ZERO;
  }

  private tell(change: MarketChange): void {
    for (const listener of this.listeners) listener(change);
  }
}

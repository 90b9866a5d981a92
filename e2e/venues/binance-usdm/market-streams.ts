// Public sockets: SUBSCRIBE by stream name, then depth, bookTicker, markPrice, aggTrade, trade and kline messages.
import type { KlineBuilder } from "./klines.ts";
import type { Level, Market, MarketChange, PublicTrade, SymbolMarket } from "./market.ts";
import type { VenueSocket } from "./venue.ts";

interface Request {
  readonly method?: string;
  readonly params?: readonly string[];
  readonly id?: number | string;
}

const DEPTH_PATTERN = /^depth(5|10|20)?(@\d+ms)?$/;

function rows(levels: readonly Level[], market: SymbolMarket, count: number): string[][] {
  const { pricePrecision, quantityPrecision } = market.instrument;
  return levels
    .slice(0, count)
    .map(([price, quantity]) => [price.toFixed(pricePrecision), quantity.toFixed(quantityPrecision)]);
}

/** The levels that differ between two ladders; a level that is gone has quantity zero. */
function difference(before: readonly string[][], after: readonly string[][]): string[][] {
  const now = new Map(after.map(([price = "", quantity = ""]) => [price, quantity]));
  const was = new Map(before.map(([price = "", quantity = ""]) => [price, quantity]));
  const gone = [...was.keys()].filter((price) => !now.has(price)).map((price) => [price, "0"]);
  return [...gone, ...after.filter(([price = "", quantity]) => was.get(price) !== quantity)];
}

export class MarketStreams {
  /** Messages that clients sent, for tests. */
  messages = 0;
  private readonly sockets = new Map<VenueSocket, Set<string>>();
  private readonly shown = new Map<string, { bids: string[][]; asks: string[][]; id: number }>();
  private readonly market: Market;
  private readonly klines: KlineBuilder;
  private readonly now: () => number;

  constructor(market: Market, klines: KlineBuilder, now: () => number) {
    this.market = market;
    this.klines = klines;
    this.now = now;
    market.listen((change) => {
      this.publish(change);
    });
  }

  attach(socket: VenueSocket): void {
    const streams = new Set<string>();
    this.sockets.set(socket, streams);
    socket.on("close", () => this.sockets.delete(socket));
    socket.on("message", (data) => {
      this.answer(socket, streams, (data as Buffer).toString("utf8"));
    });
  }

  /** How many sockets listen to a stream, for tests. */
  listeners(stream: string): number {
    return [...this.sockets.values()].filter((streams) => streams.has(stream)).length;
  }

  drop(): void {
    for (const socket of this.sockets.keys()) socket.terminate();
  }

  private answer(socket: VenueSocket, streams: Set<string>, text: string): void {
    let request: Request;
    try {
      request = JSON.parse(text) as Request;
    } catch {
      socket.send(JSON.stringify({ error: { code: 3, msg: "Invalid JSON" } }));
      return;
    }
    this.messages += 1;
    const names = request.params ?? [];
    if (request.method === "SUBSCRIBE") for (const name of names) streams.add(name);
    if (request.method === "UNSUBSCRIBE") for (const name of names) streams.delete(name);
    const result = request.method === "LIST_SUBSCRIPTIONS" ? [...streams] : null;
    socket.send(JSON.stringify({ result, id: request.id }));
    if (request.method === "SUBSCRIBE") for (const name of names) this.greet(socket, name);
  }

  /** What a new subscriber is shown at once, so that a still market is not an empty one. */
  private greet(socket: VenueSocket, name: string): void {
    const [lower = "", stream = ""] = name.split(/@(.*)/s);
    const market = this.market.all().find((it) => it.instrument.symbol.toLowerCase() === lower);
    if (market === undefined) return;
    if (stream === "bookTicker") socket.send(JSON.stringify(this.bookTicker(market)));
    if (stream.startsWith("markPrice")) socket.send(JSON.stringify(this.markPrice(market)));
    const depth = DEPTH_PATTERN.exec(stream);
    if (depth?.[1] !== undefined) socket.send(JSON.stringify(this.partialDepth(market, Number(depth[1]))));
  }

  private publish(change: MarketChange): void {
    const market = this.market.of(change.symbol);
    const prefix = `${change.symbol.toLowerCase()}@`;
    if (change.kind === "mark") {
      this.send(
        prefix,
        (stream) => stream.startsWith("markPrice"),
        () => this.markPrice(market),
      );
    } else if (change.kind === "trade") {
      this.publishTrade(market, prefix, change.trade);
    } else {
      this.publishBook(market, prefix, change.previousUpdateId);
    }
  }

  private publishTrade(market: SymbolMarket, prefix: string, trade: PublicTrade): void {
    const at = this.now();
    const s = market.instrument.symbol;
    const [p, q] = [trade.price.toString(), trade.quantity.toString()];
    const common = { E: at, T: at, s, p, q, m: trade.buyerIsMaker };
    const id = market.tradeId;
    this.send(
      prefix,
      (stream) => stream === "trade",
      () => ({ e: "trade", ...common, t: id, X: "MARKET" }),
    );
    this.send(
      prefix,
      (stream) => stream === "aggTrade",
      () => ({ e: "aggTrade", ...common, a: id, f: id, l: id }),
    );
    for (const [interval, kline] of this.klines.current(s)) {
      this.send(
        prefix,
        (stream) => stream === `kline_${interval}`,
        () => ({ e: "kline", E: at, s, k: kline }),
      );
    }
  }

  private publishBook(market: SymbolMarket, prefix: string, previous: number): void {
    this.send(
      prefix,
      (stream) => stream === "bookTicker",
      () => this.bookTicker(market),
    );
    for (const count of [5, 10, 20]) {
      const wants = (stream: string): boolean => DEPTH_PATTERN.exec(stream)?.[1] === String(count);
      this.send(prefix, wants, () => this.partialDepth(market, count));
    }
    const isDiff = (stream: string): boolean => {
      const match = DEPTH_PATTERN.exec(stream);
      return match !== null && match[1] === undefined;
    };
    this.send(prefix, isDiff, () => this.depthDifference(market, previous));
  }

  /** What changed since the last difference that anybody was shown. */
  private depthDifference(market: SymbolMarket, previous: number): Record<string, unknown> {
    const { symbol } = market.instrument;
    const after = {
      bids: rows(market.bids, market, 1000),
      asks: rows(market.asks, market, 1000),
      id: market.updateId,
    };
    const before = this.shown.get(symbol) ?? { bids: [], asks: [], id: previous };
    this.shown.set(symbol, after);
    return {
      ...this.depthHead(market, before.id),
      b: difference(before.bids, after.bids),
      a: difference(before.asks, after.asks),
    };
  }

  private depthHead(market: SymbolMarket, previous: number): Record<string, unknown> {
    const at = this.now();
    const s = market.instrument.symbol;
    return { e: "depthUpdate", E: at, T: at, s, U: previous + 1, u: market.updateId, pu: previous };
  }

  private partialDepth(market: SymbolMarket, count: number): Record<string, unknown> {
    const head = this.depthHead(market, market.updateId - 1);
    return { ...head, b: rows(market.bids, market, count), a: rows(market.asks, market, count) };
  }

  private bookTicker(market: SymbolMarket): Record<string, unknown> {
    const at = this.now();
    const [[b, B] = ["0", "0"]] = rows(market.bids, market, 1);
    const [[a, A] = ["0", "0"]] = rows(market.asks, market, 1);
    return { e: "bookTicker", u: market.updateId, s: market.instrument.symbol, b, B, a, A, T: at, E: at };
  }

  private markPrice(market: SymbolMarket): Record<string, unknown> {
    return {
      e: "markPriceUpdate",
      E: this.now(),
      s: market.instrument.symbol,
      p: market.mark.toString(),
      i: market.mark.toString(),
      P: market.mark.toString(),
      r: market.fundingRate.toString(),
      T: market.nextFundingMs,
    };
  }

  /** Makes the message only when somebody wants it. */
  private send(
    prefix: string,
    wants: (stream: string) => boolean,
    make: () => Record<string, unknown>,
  ): void {
    let text: string | undefined;
    for (const [socket, streams] of this.sockets) {
      for (const name of streams) {
        if (!name.startsWith(prefix) || !wants(name.slice(prefix.length))) continue;
        text ??= JSON.stringify(make());
        socket.send(text);
        break;
      }
    }
  }
}

// Recorded WebSocket frames of a Binance market, one a line: receive time in nanoseconds, a space, the frame as JSON.
import type { BookLevel } from "../../../src-core/market/order-book.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Side } from "../../../src-core/order-terms/order-terms.ts";

export type Frame =
  | {
      readonly kind: "snapshot" | "diff";
      readonly firstId: number;
      readonly lastId: number;
      readonly bids: readonly BookLevel[];
      readonly asks: readonly BookLevel[];
    }
  | { readonly kind: "touch"; readonly bid: BookLevel; readonly ask: BookLevel }
  | { readonly kind: "trade"; readonly price: Decimal; readonly quantity: Decimal; readonly aggressor: Side };

export interface TimedFrame {
  /** Microseconds since 1970. */
  readonly atUs: number;
  readonly frame: Frame;
}

/** Undefined for lines that hold nothing of the market, or are broken. */
export function parseFrame(line: string): TimedFrame | undefined {
  const space = line.indexOf(" ");
  const nanoseconds = Decimal.parse(line.slice(0, space));
  if (nanoseconds === undefined) return undefined;
  const frame = frameOf(parsed(line.slice(space + 1)));
  return frame === undefined ? undefined : { atUs: Math.floor(nanoseconds.toFloat() / 1_000), frame };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function frameOf(message: Record<string, unknown> | undefined): Frame | undefined {
  const data = isObject(message?.["data"]) ? message["data"] : message;
  if (data === undefined) return undefined;
  if (typeof data["lastUpdateId"] === "number") {
    return depth("snapshot", data["lastUpdateId"], data["lastUpdateId"], data["bids"], data["asks"]);
  }
  if (data["e"] === "depthUpdate" && typeof data["U"] === "number" && typeof data["u"] === "number") {
    return depth("diff", data["U"], data["u"], data["b"], data["a"]);
  }
  if (data["e"] === "trade") return trade(data);
  return touch(data);
}

function depth(
  kind: "snapshot" | "diff",
  firstId: number,
  lastId: number,
  bids: unknown,
  asks: unknown,
): Frame {
  return { kind, firstId, lastId, bids: levels(bids), asks: levels(asks) };
}

/** The buyer being the maker means that a seller crossed the spread. Trades with the insurance fund and the like have no price. */
function trade(data: Record<string, unknown>): Frame | undefined {
  const level = levelOf(data["p"], data["q"]);
  if (level?.price.isPositive() !== true) return undefined;
  return { kind: "trade", ...level, aggressor: data["m"] === true ? "sell" : "buy" };
}

function touch(data: Record<string, unknown>): Frame | undefined {
  const bid = levelOf(data["b"], data["B"]);
  const ask = levelOf(data["a"], data["A"]);
  return bid === undefined || ask === undefined ? undefined : { kind: "touch", bid, ask };
}

function levels(rows: unknown): readonly BookLevel[] {
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: unknown) => (Array.isArray(row) ? (levelOf(row[0], row[1]) ?? []) : []));
}

function levelOf(priceText: unknown, quantityText: unknown): BookLevel | undefined {
  const [price, quantity] = [Decimal.parse(priceText), Decimal.parse(quantityText)];
  return price === undefined || quantity === undefined ? undefined : { price, quantity };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

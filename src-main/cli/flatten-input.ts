// What `flatten` is asked: positions, the orders that work beside them, and the listings that both speak of.
import * as z from "zod/mini";
import type { Listing } from "../../src-core/market/listing.ts";
import { Decimal, ONE, ZERO } from "../../src-core/money/decimal.ts";
import { fail } from "../../src-core/money/outcome.ts";
import { POSITION_SIDES, SIDES } from "../../src-core/order-terms/order-terms.ts";
import type { AccountState, Portfolio, Position, WorkingOrder } from "../../src-core/portfolio/portfolio.ts";
import { EMPTY_PORTFOLIO, positionKey } from "../../src-core/portfolio/portfolio.ts";
import { amount, name, positiveAmount, signedAmount } from "./fields.ts";

const MAX_ROWS = 1_000;
const positionSide = z._default(z.enum(POSITION_SIDES), "both");

const position = z.strictObject({ account: name, listing: name, positionSide, quantity: signedAmount });

const openOrder = z.strictObject({
  id: name,
  account: name,
  listing: name,
  positionSide,
  side: z.enum(SIDES),
  quantity: positiveAmount,
  filled: z.optional(amount),
  reduceOnly: z.boolean(),
  origin: z.enum(["yoke", "external"]),
});

const listing = z.strictObject({
  id: name,
  lot: positiveAmount,
  minQuantity: z.optional(amount),
  maxQuantity: z.optional(positiveAmount),
});

export const flattenInput = z.strictObject({
  positions: z.array(position).check(z.maxLength(MAX_ROWS)),
  orders: z._default(z.array(openOrder).check(z.maxLength(MAX_ROWS)), []),
  listings: z.array(listing).check(z.maxLength(MAX_ROWS)),
});

export type FlattenInput = z.output<typeof flattenInput>;
type Fault = ReturnType<typeof fail>;

/** What the schema cannot say: every listing named is there once, no position twice, signs that fit their sides. */
export function flattenFault({ positions, orders, listings }: FlattenInput): Fault | undefined {
  const known = listings.map(({ id }) => id);
  return (
    twice("listings", known, "id") ??
    twice(
      "positions",
      positions.map((each) => `${each.account} ${positionKey(each.listing, each.positionSide)}`),
    ) ??
    twice(
      "orders",
      orders.map(({ id, account }) => `${account} ${id}`),
      "id",
    ) ??
    unknownListing("positions", positions, known) ??
    unknownListing("orders", orders, known) ??
    wrongSign(positions)
  );
}

function twice(list: string, keys: readonly string[], field?: string): Fault | undefined {
  const seen = new Set<string>();
  for (const [index, key] of keys.entries()) {
    const path = [list, String(index), ...(field === undefined ? [] : [field])].join(".");
    if (seen.has(key)) return fail("doubled-row", path, "This stands twice.");
    seen.add(key);
  }
  return undefined;
}

function unknownListing(
  list: string,
  rows: readonly { readonly listing: string }[],
  known: readonly string[],
): Fault | undefined {
  const index = rows.findIndex((row) => !known.includes(row.listing));
  if (index === -1) return undefined;
  return fail(
    "unknown-listing",
    `${list}.${String(index)}.listing`,
    "This listing is not among the listings.",
  );
}

function wrongSign(positions: FlattenInput["positions"]): Fault | undefined {
  const index = positions.findIndex(
    ({ positionSide: side, quantity }) =>
      (side === "long" && quantity.isNegative()) || (side === "short" && quantity.isPositive()),
  );
  if (index === -1) return undefined;
  return fail(
    "wrong-sign",
    `positions.${String(index)}.quantity`,
    "A long is positive, a short is negative.",
  );
}

/** The document as core sees the world. */
export function portfolioOf(input: FlattenInput): Portfolio {
  const ids = [...new Set([...input.positions, ...input.orders].map(({ account }) => account))];
  return {
    ...EMPTY_PORTFOLIO,
    accounts: Object.fromEntries(ids.map((id, index) => [id, accountState(input, id, index + 1)])),
    listings: Object.fromEntries(input.listings.map((each) => [each.id, listingOf(each)])),
  };
}

function accountState({ positions, orders }: FlattenInput, id: string, digit: number): AccountState {
  const positionMode = positions.some((each) => each.positionSide !== "both") ? "hedge" : "one-way";
  const held = positions.filter(({ account }) => account === id);
  return {
    account: { id, name: id, digit, venue: "", environment: "live", owner: id, master: id, positionMode },
    balances: {},
    positions: Object.fromEntries(
      held.map((each) => [positionKey(each.listing, each.positionSide), positionOf(each)]),
    ),
    working: Object.fromEntries(
      orders.filter(({ account }) => account === id).map((order) => [order.id, workingOrder(order)]),
    ),
    stream: "live",
  };
}

function positionOf({
  listing: key,
  positionSide: side,
  quantity,
}: FlattenInput["positions"][number]): Position {
  return {
    listing: key,
    positionSide: side,
    quantitySigned: quantity,
    entryPrice: ZERO,
    realisedPnl: ZERO,
    fees: ZERO,
    asOfMs: 0,
  };
}

function workingOrder(order: FlattenInput["orders"][number]): WorkingOrder {
  return {
    id: order.id,
    terms: {
      listing: order.listing,
      side: order.side,
      positionSide: order.positionSide,
      type: "market",
      quantity: order.quantity,
      timeInForce: "GTC",
      postOnly: false,
      reduceOnly: order.reduceOnly,
    },
    filled: order.filled ?? ZERO,
    origin: order.origin,
    certainty: "working",
  };
}

/** More than any position can be: the listing named no largest order. */
const UNBOUNDED = Decimal.of("9".repeat(64));

/** A flatten reads a listing's lot and order sizes; the rest of it says nothing here. */
function listingOf({ id, lot, minQuantity, maxQuantity }: FlattenInput["listings"][number]): Listing {
  const most = maxQuantity ?? UNBOUNDED;
  return {
    key: id,
    venue: "",
    venueSymbol: id,
    name: id,
    version: 1,
    kind: "linear",
    base: "",
    quote: "",
    settle: "",
    underlying: "",
    underlyingMultiplier: ONE,
    tick: ONE,
    lot,
    minQuantity: minQuantity ?? ZERO,
    maxQuantity: most,
    maxMarketQuantity: most,
    minNotional: ZERO,
    makerFee: ZERO,
    takerFee: ZERO,
    tiers: [],
    status: "active",
  };
}

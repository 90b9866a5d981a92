// Cross margin in the settlement asset: what positions and orders bind, what is free, what must be kept.
import type { Listing } from "../../../src-core/market/listing.ts";
import { Decimal, sum, ZERO } from "../../../src-core/money/decimal.ts";
import type { PositionSide } from "../../../src-core/order-terms/order-terms.ts";
import { maintenanceMargin } from "../../../src-core/portfolio/maintenance.ts";
import { positionKey } from "../../../src-core/portfolio/portfolio.ts";
import {
  type HeldPosition,
  type LiveOrder,
  onlyReduces,
  type PaperAccount,
  remaining,
} from "./paper-state.ts";

/** What margin is reckoned from. A price that is missing makes the whole reading unknown. */
export interface MarginContext {
  listing(key: string): Listing | undefined;
  mark(key: string): Decimal | undefined;
}

export interface MarginReading {
  readonly wallet: Decimal;
  readonly unrealised: Decimal;
  /** For positions and working orders, each listing's worse direction. */
  readonly initial: Decimal;
  readonly maintenance: Decimal;
  /** Wallet + unrealised - initial - what spot buys hold; negative when the account carries more than it may. */
  readonly free: Decimal;
}

export const MARGIN_ASSET = "USDT";
const DEFAULT_LEVERAGE = Decimal.fromInteger(10);
const MARGIN_SCALE = 8;

/** Undefined when a mark is missing. */
export function readMargin(account: PaperAccount, context: MarginContext): MarginReading | undefined {
  const wallet = account.wallets[MARGIN_ASSET] ?? ZERO;
  const keys = new Set([
    ...Object.values(account.positions).map((position) => position.listing),
    ...[...account.orders.values()].map((order) => order.terms.listing),
  ]);
  const parts: ListingMargin[] = [];
  for (const key of keys) {
    const part = listingMargin(account, key, context);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  const unrealised = sum(parts.map((part) => part.unrealised));
  const initial = sum(parts.map((part) => part.initial));
  const maintenance = sum(parts.map((part) => part.maintenance));
  const free = wallet
    .plus(unrealised)
    .minus(initial)
    .minus(spotLock(account, MARGIN_ASSET, context));
  return { wallet, unrealised, initial, maintenance, free };
}

type ListingMargin = Pick<MarginReading, "unrealised" | "initial" | "maintenance">;

function listingMargin(
  account: PaperAccount,
  key: string,
  context: MarginContext,
): ListingMargin | undefined {
  const listing = context.listing(key);
  if (listing === undefined) return undefined;
  if (listing.kind === "spot") return { unrealised: ZERO, initial: ZERO, maintenance: ZERO };
  const mark = context.mark(key);
  if (mark === undefined) return undefined;
  const sides = positionSides(account);
  const held = sides.map((side) => account.positions[positionKey(key, side)]);
  return {
    unrealised: sum(held.map((position) => unrealisedOf(position, mark))),
    initial: sum(sides.map((side) => initialMargin(account, listing, side, mark))),
    maintenance: sum(held.map((position) => maintenanceOf(position, listing, mark))),
  };
}

export function positionSides(account: PaperAccount): readonly PositionSide[] {
  return account.positionMode === "hedge" ? ["long", "short"] : ["both"];
}

/** The account's own setting, else ten, and never above what the listing's first tier allows. */
export function leverageOf(account: PaperAccount, listing: Listing): Decimal {
  const highest = listing.tiers[0]?.maxLeverage;
  const set = account.leverage[listing.key] ?? DEFAULT_LEVERAGE;
  return highest === undefined ? set : set.min(highest);
}

export function unrealisedOf(position: HeldPosition | undefined, mark: Decimal): Decimal {
  return position === undefined ? ZERO : position.quantitySigned.times(mark).minus(position.costSigned);
}

export function maintenanceOf(position: HeldPosition | undefined, listing: Listing, mark: Decimal): Decimal {
  if (position === undefined) return ZERO;
  return maintenanceMargin(listing.tiers, position.quantitySigned.abs().times(mark)) ?? ZERO;
}

/** The larger exposure of "all buys fill" and "all sells fill", over leverage; rounded up. */
function initialMargin(account: PaperAccount, listing: Listing, side: PositionSide, mark: Decimal): Decimal {
  return worstNotional(account, listing.key, side, mark).dividedBy(
    leverageOf(account, listing),
    MARGIN_SCALE,
    "up",
  );
}

/** Notional of a position side if everything on its worse side filled; orders that only reduce count zero. */
export function worstNotional(
  account: PaperAccount,
  key: string,
  side: PositionSide,
  mark: Decimal,
): Decimal {
  const position = (account.positions[positionKey(key, side)]?.quantitySigned ?? ZERO).times(mark);
  const orders = [...account.orders.values()].filter(
    ({ terms, phase }) =>
      phase === "working" && terms.listing === key && terms.positionSide === side && !onlyReduces(terms),
  );
  const buys = sum(
    orders.filter((order) => order.terms.side === "buy").map((order) => orderNotional(order, mark)),
  );
  const sells = sum(
    orders.filter((order) => order.terms.side === "sell").map((order) => orderNotional(order, mark)),
  );
  return position.abs().max(position.plus(buys).abs()).max(position.minus(sells).abs());
}

function orderNotional(order: LiveOrder, mark: Decimal): Decimal {
  return remaining(order).times(order.terms.price ?? mark);
}

/** What resting spot orders hold of an asset. */
export function spotLock(
  account: PaperAccount,
  asset: string,
  context: Pick<MarginContext, "listing">,
): Decimal {
  return sum(
    [...account.orders.values()].map((order) => {
      const listing = context.listing(order.terms.listing);
      if (listing?.kind !== "spot" || order.phase !== "working") return ZERO;
      if (order.terms.side === "sell") return listing.base === asset ? remaining(order) : ZERO;
      return listing.quote === asset ? remaining(order).times(order.terms.price ?? ZERO) : ZERO;
    }),
  );
}

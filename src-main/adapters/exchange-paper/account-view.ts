// An account as the venue reports it: balances, positions with their margins, open orders.
import type { Listing } from "../../../src-core/market/listing.ts";
import { type Decimal, sum, ZERO } from "../../../src-core/money/decimal.ts";
import type { PositionSide } from "../../../src-core/order-terms/order-terms.ts";
import type {
  AccountSnapshot,
  VenueBalance,
  VenueOrder,
  VenuePosition,
} from "../../../src-core/order-terms/venue-event.ts";
import { liquidationPrice } from "../../../src-core/portfolio/liquidation.ts";
import { positionKey } from "../../../src-core/portfolio/portfolio.ts";
import {
  leverageOf,
  maintenanceOf,
  MARGIN_ASSET,
  type MarginContext,
  readMargin,
  spotLock,
  unrealisedOf,
} from "./margin.ts";
import { entryPrice, type HeldPosition, type PaperAccount, venueOrder } from "./paper-state.ts";

const MARGIN_SCALE = 8;

/** Undefined while a price that it depends on is not known. */
export function accountSnapshot(
  account: PaperAccount,
  context: MarginContext,
  nowMs: number,
): AccountSnapshot | undefined {
  const balances = balancesOf(account, context);
  if (balances === undefined) return undefined;
  return {
    balances,
    positions: Object.values(account.positions).map((position) => reported(account, position, context)),
    openOrders: openOrders(account),
    positionMode: account.positionMode,
    atMs: nowMs,
  };
}

/** Every asset that the account ever held. Undefined while what is free of margin is not known. */
export function balancesOf(
  account: PaperAccount,
  context: MarginContext,
): readonly VenueBalance[] | undefined {
  const margin = readMargin(account, context);
  if (margin === undefined) return undefined;
  return Object.entries(account.wallets).map(([asset, wallet]) => {
    const free = asset === MARGIN_ASSET ? margin.free : wallet.minus(spotLock(account, asset, context));
    return { asset, wallet, available: free.max(ZERO) };
  });
}

/** One row; zero quantity when nothing is held there, so that a listener can drop its own. */
export function positionAt(
  account: PaperAccount,
  listing: string,
  positionSide: PositionSide,
  context: MarginContext,
): VenuePosition {
  const held = account.positions[positionKey(listing, positionSide)];
  if (held !== undefined) return reported(account, held, context);
  return { listing, positionSide, quantitySigned: ZERO, entryPrice: ZERO };
}

export function openOrders(account: PaperAccount): readonly VenueOrder[] {
  return [...account.orders.values()].map((order) => venueOrder(order, "open", order.atMs));
}

function reported(account: PaperAccount, position: HeldPosition, context: MarginContext): VenuePosition {
  const { listing: key, positionSide, quantitySigned } = position;
  const bare = { listing: key, positionSide, quantitySigned, entryPrice: entryPrice(position) };
  const listing = context.listing(key);
  const mark = context.mark(key);
  if (listing === undefined || mark === undefined) return bare;
  const leverage = leverageOf(account, listing);
  const liquidation = liquidationOf(account, listing, mark, context);
  return {
    ...bare,
    leverage,
    initialMargin: quantitySigned.abs().times(mark).dividedBy(leverage, MARGIN_SCALE, "up"),
    maintenanceMargin: maintenanceOf(position, listing, mark),
    ...(liquidation === undefined ? {} : { liquidationPrice: liquidation.toStep(listing.tick, "half-even") }),
  };
}

function liquidationOf(
  account: PaperAccount,
  listing: Listing,
  mark: Decimal,
  context: MarginContext,
): Decimal | undefined {
  const all = Object.values(account.positions);
  const others = all.filter((position) => position.listing !== listing.key);
  const weighed: { readonly maintenance: Decimal; readonly unrealised: Decimal }[] = [];
  for (const other of others) {
    const [itsListing, itsMark] = [context.listing(other.listing), context.mark(other.listing)];
    if (itsListing === undefined || itsMark === undefined) return undefined;
    const maintenance = maintenanceOf(other, itsListing, itsMark);
    weighed.push({ maintenance, unrealised: unrealisedOf(other, itsMark) });
  }
  return liquidationPrice({
    kind: "linear",
    walletBalance: account.wallets[listing.settle] ?? ZERO,
    otherMaintenance: sum(weighed.map((part) => part.maintenance)),
    otherUnrealised: sum(weighed.map((part) => part.unrealised)),
    positions: all
      .filter((position) => position.listing === listing.key)
      .map((position) => ({ quantitySigned: position.quantitySigned, entryPrice: entryPrice(position) })),
    tiers: listing.tiers,
    price: mark,
  });
}

// Liquidation under cross margin: orders go first, then the position that needs most margin, until the account stands again.
import type { Listing, ListingKey } from "../../../src-core/market/listing.ts";
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import type { LedgerFlow } from "../../../src-core/order-terms/venue-event.ts";
import { accountIn, type Draft, listingIn, nextNumber, write } from "./draft.ts";
import { maintenanceOf, MARGIN_ASSET, readMargin } from "./margin.ts";
import { type HeldPosition, heldQuantity, type LiveOrder, type PaperAccount } from "./paper-state.ts";
import { marginContext } from "./place-order.ts";
import { workOrder } from "./work-order.ts";
import { endOrder } from "./write-trade.ts";

/** Share of the liquidated notional that goes to the insurance fund (Binance BTCUSDT: 1.25%). */
const CLEARANCE_FEE = Decimal.of("0.0125");
const MONEY_SCALE = 8;

/** Liquidates every account with a position in the listing whose margin balance does not exceed its maintenance margin. */
export function liquidateWhereDue(draft: Draft, listing: ListingKey): void {
  for (const account of [...draft.state.accounts.values()]) {
    const holds = Object.values(account.positions).some((position) => position.listing === listing);
    if (holds && isDue(draft, account.id)) liquidate(draft, account.id);
  }
}

function isDue(draft: Draft, accountId: string): boolean {
  const account = accountIn(draft, accountId);
  const reading = readMargin(account, marginContext(draft));
  if (reading === undefined || Object.keys(account.positions).length === 0) return false;
  return reading.wallet.plus(reading.unrealised).atMost(reading.maintenance);
}

function liquidate(draft: Draft, accountId: string): void {
  for (const order of [...accountIn(draft, accountId).orders.values()]) {
    if (listingIn(draft, order.terms.listing).kind !== "spot")
      endOrder(draft, order, "canceled", "Liquidation.");
  }
  const attempts = Object.keys(accountIn(draft, accountId).positions).length;
  for (let attempt = 0; attempt < attempts && isDue(draft, accountId); attempt += 1) {
    const worst = mostDemanding(draft, accountIn(draft, accountId));
    if (worst !== undefined) closeOut(draft, accountId, worst);
  }
  const account = accountIn(draft, accountId);
  const wallet = account.wallets[MARGIN_ASSET] ?? ZERO;
  if (wallet.isNegative() && Object.keys(account.positions).length === 0)
    pay(draft, accountId, wallet.negated());
}

function mostDemanding(draft: Draft, account: PaperAccount): HeldPosition | undefined {
  const need = (position: HeldPosition) => {
    const mark = draft.view.moment(position.listing)?.mark ?? ZERO;
    return maintenanceOf(position, listingIn(draft, position.listing), mark);
  };
  return Object.values(account.positions).reduce<HeldPosition | undefined>(
    (worst, position) => (worst === undefined || need(position).greaterThan(need(worst)) ? position : worst),
    undefined,
  );
}

function closeOut(draft: Draft, accountId: string, position: HeldPosition): void {
  const moment = draft.view.moment(position.listing);
  if (moment === undefined) return;
  const { listing, positionSide, quantitySigned } = position;
  const atMs = draft.view.nowMs;
  const order = closingOrder(draft, accountId, position);
  write(draft, { kind: "liquidated", accountId, listing, atMs });
  write(draft, { kind: "placed", order, atMs });
  workOrder(draft, moment, order);
  const left = heldQuantity(accountIn(draft, accountId), listing, positionSide);
  const notional = quantitySigned.minus(left).abs().times(moment.mark);
  chargeClearance(draft, accountId, listingIn(draft, listing), notional);
}

function closingOrder(draft: Draft, accountId: string, position: HeldPosition): LiveOrder {
  const { listing, positionSide, quantitySigned } = position;
  const number = nextNumber(draft);
  return {
    accountId,
    venueOrderId: String(number),
    terms: {
      listing,
      side: quantitySigned.isPositive() ? "sell" : "buy",
      positionSide,
      type: "market",
      quantity: quantitySigned.abs(),
      timeInForce: "IOC",
      postOnly: false,
      reduceOnly: true,
    },
    filled: ZERO,
    filledValue: ZERO,
    phase: "working",
    rank: number,
    atMs: draft.view.nowMs,
  };
}

/** Never more than what is left in the wallet. */
function chargeClearance(draft: Draft, accountId: string, listing: Listing, notional: Decimal): void {
  const wallet = (accountIn(draft, accountId).wallets[listing.settle] ?? ZERO).max(ZERO);
  const fee = notional.times(CLEARANCE_FEE).rounded(MONEY_SCALE, "up").min(wallet);
  if (fee.isPositive()) pay(draft, accountId, fee.negated());
}

function pay(draft: Draft, accountId: string, amount: Decimal): void {
  const atMs = draft.view.nowMs;
  const flow: LedgerFlow = {
    id: `f${nextNumber(draft)}`,
    asset: MARGIN_ASSET,
    amount,
    kind: "insurance",
    atMs,
  };
  write(draft, { kind: "flow", accountId, flow, atMs });
}

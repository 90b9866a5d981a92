// Whether an account's wallets moved by nothing but what we heard of: fills, fees and ledger flows since an earlier reading.
import type { Listing } from "../market/listing.ts";
import { Decimal, ZERO } from "../money/decimal.ts";
import type { Fill, LedgerFlow, VenueBalance } from "../order-terms/venue-event.ts";

export interface WalletChange {
  readonly id: string;
  readonly asset: string;
  readonly amount: Decimal;
  readonly atMs: number;
}

/** Wallets at a reading, what was heard since, and the asset that does not add up, if one does not. */
export interface BalanceLedger {
  readonly wallets: Readonly<Record<string, Decimal>>;
  readonly atMs: number;
  readonly changes: readonly WalletChange[];
  readonly unexplained?: string;
}

/** A change this near to a reading may or may not be in it. */
const READING_BLUR_MS = 3_000;
/** More changes than this near a reading are not tried one by one: nothing is claimed then. */
const MOST_BLURRED = 200;
/** Rounding that a venue may do: a part of the wallet, and a little for each change. */
const PART = Decimal.of("0.000001");
const EACH = Decimal.of("0.000001");

/** Starts from a reading that is taken as it is. */
export function openLedger(balances: readonly VenueBalance[], atMs: number): BalanceLedger {
  return { wallets: Object.fromEntries(balances.map((row) => [row.asset, row.wallet])), atMs, changes: [] };
}

/** Notes changes, each id once. */
export function noteChanges(ledger: BalanceLedger, changes: readonly WalletChange[]): BalanceLedger {
  const known = new Set(ledger.changes.map(({ id }) => id));
  const fresh = changes.filter(({ id, atMs }) => !known.has(id) && atMs > ledger.atMs - READING_BLUR_MS);
  return fresh.length === 0 ? ledger : { ...ledger, changes: [...ledger.changes, ...fresh] };
}

/** A later reading: explained, the ledger starts anew from it; else it says which asset does not add up. */
export function compareBalances(
  ledger: BalanceLedger,
  balances: readonly VenueBalance[],
  atMs: number,
): BalanceLedger {
  const now = new Map(balances.map((row) => [row.asset, row.wallet]));
  for (const asset of new Set([...now.keys(), ...Object.keys(ledger.wallets)])) {
    if (!isExplained(ledger, asset, now.get(asset) ?? ZERO, atMs)) return { ...ledger, unexplained: asset };
  }
  const blurred = ledger.changes.filter((change) => change.atMs > atMs - READING_BLUR_MS);
  return { ...openLedger(balances, atMs), changes: blurred };
}

function isExplained(ledger: BalanceLedger, asset: string, wallet: Decimal, atMs: number): boolean {
  const moved = wallet.minus(ledger.wallets[asset] ?? ZERO);
  const changes = ledger.changes
    .filter((change) => change.asset === asset && change.atMs <= atMs + READING_BLUR_MS)
    .toSorted((a, b) => a.atMs - b.atMs);
  const tolerance = wallet
    .abs()
    .times(PART)
    .plus(EACH.times(Decimal.fromInteger(changes.length)));
  const sums = [ZERO];
  for (const { amount } of changes) sums.push((sums.at(-1) ?? ZERO).plus(amount));
  const starts = sums.slice(0, 1 + changes.filter((it) => it.atMs <= ledger.atMs + READING_BLUR_MS).length);
  const certain = changes.filter((it) => it.atMs < atMs - READING_BLUR_MS).length;
  const ends = sums.slice(Math.min(certain, sums.length - 1));
  if (starts.length > MOST_BLURRED || ends.length > MOST_BLURRED) return true;
  return starts.some((from) => ends.some((to) => to.minus(from).minus(moved).abs().atMost(tolerance)));
}

/** What a fill does to the wallets; undefined where the venue did not say what it realised. */
export function fillChanges(fill: Fill, listing: Listing): readonly WalletChange[] | undefined {
  const { atMs, quantity, price } = fill;
  const signed = fill.side === "buy" ? quantity : quantity.negated();
  const change = (part: string, asset: string, amount: Decimal): WalletChange => ({
    id: `${fill.listing}|${fill.tradeId}|${fill.side}|${fill.venueOrderId}|${part}`,
    asset,
    amount,
    atMs,
  });
  const fee = change("fee", fill.feeAsset, fill.fee.negated());
  if (listing.kind === "spot") {
    const paid = signed.times(price).negated();
    return [fee, change("base", listing.base, signed), change("quote", listing.quote, paid)];
  }
  if (fill.realisedPnl === undefined) return undefined;
  return [fee, change("pnl", listing.settle, fill.realisedPnl)];
}

export function flowChange({ id, asset, amount, atMs }: LedgerFlow): WalletChange {
  return { id: `flow|${id}`, asset, amount, atMs };
}

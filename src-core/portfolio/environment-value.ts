// Sums over the accounts of one environment, and over one listing name within it. Environments never mix.
import { averageEntry } from "../market/contract-math.ts";
import type { Listing, ListingKey } from "../market/listing.ts";
import { type Decimal, ZERO } from "../money/decimal.ts";
import { knownOnly, sumKnown } from "../money/known.ts";
import type { Environment, PositionSide } from "../order-terms/order-terms.ts";
import type { AccountId } from "./account.ts";
import type { Portfolio } from "./portfolio.ts";
import { type AccountValue, type PositionValue, ratio, valueAccount } from "./valuation.ts";

export interface EnvironmentValue {
  readonly environment: Environment;
  readonly equity?: Decimal;
  readonly unrealised?: Decimal;
  readonly gross?: Decimal;
  readonly net?: Decimal;
  readonly leverage?: Decimal;
  /** The least distance to liquidation of all positions, as a fraction of the price, and whose it is. */
  readonly worst?: { readonly accountId: AccountId; readonly distance: Decimal };
}

/** The accounts of an environment, valued, in the order of their digits. */
export function valueAccounts(portfolio: Portfolio, environment: Environment): readonly AccountValue[] {
  return Object.values(portfolio.accounts)
    .filter((state) => state.account.environment === environment)
    .sort((a, b) => a.account.digit - b.account.digit)
    .map((state) => valueAccount(portfolio, state));
}

/** Sums of valued accounts of one environment; a sum with an unknown part is unknown. */
export function valueEnvironment(
  environment: Environment,
  accounts: readonly AccountValue[],
): EnvironmentValue {
  const equity = sumKnown(accounts.map((account) => account.equity));
  const gross = sumKnown(accounts.map((account) => account.gross));
  return knownOnly<EnvironmentValue>({
    environment,
    equity,
    unrealised: sumKnown(accounts.map((account) => account.unrealised)),
    gross,
    net: sumKnown(accounts.map((account) => account.net)),
    leverage: ratio(gross, equity),
    worst: worstDistance(accounts),
  });
}

function worstDistance(accounts: readonly AccountValue[]): EnvironmentValue["worst"] | undefined {
  let worst: EnvironmentValue["worst"];
  for (const { accountId, distance } of accounts) {
    if (distance === undefined) continue;
    if (worst === undefined || distance.lessThan(worst.distance)) worst = { accountId, distance };
  }
  return worst;
}

/** One position of one account, as a part of an aggregate. */
export interface AggregatePart {
  readonly accountId: AccountId;
  readonly value: PositionValue;
}

/** Positions in the same name and side over accounts and venues of one environment. */
export interface AggregatePosition {
  /** The first part's listing: aggregates of several venues take its name, kind and units. */
  readonly listing: ListingKey;
  readonly name: string;
  readonly positionSide: PositionSide;
  readonly parts: readonly AggregatePart[];
  readonly quantitySigned: Decimal;
  /** Average over the parts, weighted by size; absent when they are not all long or all short. */
  readonly entryPrice?: Decimal;
  readonly notional?: Decimal;
  readonly unrealised?: Decimal;
  readonly initialMargin?: Decimal;
  /** The part that is nearest to its liquidation. */
  readonly nearest?: AggregatePart;
}

/** Groups the open positions of valued accounts by name, kind and side; parts keep the order of the accounts. */
export function aggregatePositions(
  listings: Portfolio["listings"],
  accounts: readonly AccountValue[],
): readonly AggregatePosition[] {
  const groups = new Map<string, AggregatePart[]>();
  for (const { accountId, positions } of accounts) {
    for (const value of positions) {
      const id = aggregateId(listings[value.position.listing], value);
      const parts = groups.get(id) ?? [];
      if (parts.length === 0) groups.set(id, parts);
      parts.push({ accountId, value });
    }
  }
  return [...groups.values()].map((parts) => aggregate(listings, parts));
}

/** Quantities add up only in the same unit: name, kind and multiplier must agree. */
function aggregateId(listing: Listing | undefined, value: PositionValue): string {
  const side = value.position.positionSide;
  if (listing === undefined) return `${value.position.listing}|${side}`;
  return [listing.name, listing.kind, listing.underlyingMultiplier.toString(), side].join("|");
}

function aggregate(listings: Portfolio["listings"], parts: readonly AggregatePart[]): AggregatePosition {
  const first = parts[0];
  if (first === undefined) throw new Error("Invariant: an aggregate has a part");
  const { position } = first.value;
  const listing = listings[position.listing];
  return knownOnly<AggregatePosition>({
    listing: position.listing,
    name: listing?.name ?? position.listing,
    positionSide: position.positionSide,
    parts,
    quantitySigned: parts.reduce((total, part) => total.plus(part.value.position.quantitySigned), ZERO),
    entryPrice: listing && weightedEntry(listing, parts),
    notional: sumKnown(parts.map((part) => part.value.notional)),
    unrealised: sumKnown(parts.map((part) => part.value.unrealised)),
    initialMargin: sumKnown(parts.map((part) => part.value.initialMargin)),
    nearest: nearestPart(parts),
  });
}

function weightedEntry(listing: Listing, parts: readonly AggregatePart[]): Decimal | undefined {
  const positions = parts.map((part) => part.value.position);
  const sign = positions[0]?.quantitySigned.sign();
  if (positions.some((row) => row.quantitySigned.sign() !== sign || !row.entryPrice.isPositive()))
    return undefined;
  const weighted = positions.map((row) => ({ quantity: row.quantitySigned.abs(), price: row.entryPrice }));
  const whole = weighted.reduce((held, added) => ({
    quantity: held.quantity.plus(added.quantity),
    price: averageEntry(listing.kind, held, added),
  }));
  return whole.price;
}

function nearestPart(parts: readonly AggregatePart[]): AggregatePart | undefined {
  let nearest: AggregatePart | undefined;
  for (const part of parts) {
    const distance = part.value.distance;
    if (distance === undefined) continue;
    const best = nearest?.value.distance;
    if (best === undefined || distance.lessThan(best)) nearest = part;
  }
  return nearest;
}

// One block's partial fills shared between accounts as they arrive: what an account was given it keeps.
import { dispersionBps, type PriceFraction, priceOf } from "../market/price-fraction.ts";
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { fail, succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import type { AccountId } from "../portfolio/account.ts";
import { quotaSequence } from "./quota-method.ts";

export interface BlockFill {
  readonly price: Decimal;
  readonly quantity: Decimal;
}

export interface BlockRequest {
  /** In the order in which they arrived. */
  readonly fills: readonly BlockFill[];
  /** In the group's order: it breaks ties. */
  readonly accounts: readonly { readonly id: AccountId; readonly weight: Decimal }[];
  /** What is handed out at a time; every fill is a multiple of it. */
  readonly lot: Decimal;
}

export interface FillShare {
  readonly account: AccountId;
  readonly quantity: Decimal;
  /** Half-even to 12 digits; absent for an account that got nothing. */
  readonly averagePrice?: Decimal;
}

export interface SharedFills {
  readonly shares: readonly FillShare[];
  /** For each fill, what every account holds once it is shared, in the order of the accounts. */
  readonly steps: readonly (readonly Decimal[])[];
  readonly averagePrice: Decimal;
  /** Largest distance of an account's average from the block's, basis points, 2 digits; absent below two accounts. */
  readonly dispersionBps?: Decimal;
}

/** More lots than this are not shared one by one. */
const MAX_BLOCK_LOTS = 100_000;

/** Each account's part of the fills and its average price. More fills never take anything away from an account. */
export function shareFills(request: BlockRequest): Outcome<SharedFills> {
  const fault = faultOf(request);
  if (fault !== undefined) return fault;
  const { fills, accounts, lot } = request;
  const perFill = fills.map(({ quantity }) => quantity.inSteps(lot, "down"));
  const lots = perFill.reduce((total, count) => total + count, 0n);
  if (lots > BigInt(MAX_BLOCK_LOTS)) {
    const message = `${lots.toString()} lots are more than the ${String(MAX_BLOCK_LOTS)} that can be shared.`;
    return fail("too-many-lots", "lot", message, "Share in larger lots.");
  }
  const takers = quotaSequence(
    wholeWeights(accounts.map(({ weight }) => weight)),
    Number.parseInt(lots.toString(), 10),
  );
  const parts = collect(request, perFill, takers);
  return succeed(summed(request, parts));
}

type Fault = ReturnType<typeof fail>;

function faultOf({ fills, accounts, lot }: BlockRequest): Fault | undefined {
  if (!lot.isPositive()) return fail("bad-lot", "lot", "The lot must be more than zero.");
  if (fills.length === 0) return fail("no-fills", "fills", "There is no fill to share.");
  for (const [index, { quantity, price }] of fills.entries()) {
    const path = `fills.${String(index)}`;
    if (!price.isPositive()) return fail("bad-price", `${path}.price`, "The price must be more than zero.");
    if (!quantity.isPositive() || !quantity.isMultipleOf(lot)) {
      const message = `${quantity.toString()} is not a positive multiple of the lot ${lot.toString()}.`;
      return fail("off-lot", `${path}.quantity`, message);
    }
  }
  for (const [index, { id, weight }] of accounts.entries()) {
    if (weight.isNegative())
      return fail("negative-weight", `accounts.${id}.weight`, "A weight cannot be negative.");
    if (accounts.findIndex((account) => account.id === id) !== index) {
      return fail("duplicate-account", `accounts.${id}`, "The account stands twice.");
    }
  }
  if (accounts.some(({ weight }) => weight.isPositive())) return undefined;
  return fail("no-weight", "accounts", "No account has a share.");
}

/** The same proportions in whole numbers. */
function wholeWeights(weights: readonly Decimal[]): bigint[] {
  const finest = weights.reduce(
    (scale, weight) => (weight.fraction()[1] > scale ? weight.fraction()[1] : scale),
    1n,
  );
  return weights.map((weight) => {
    const [units, scale] = weight.fraction();
    return units * (finest / scale);
  });
}

interface Part {
  readonly quantity: Decimal;
  readonly value: Decimal;
  /** The quantity after each fill. */
  readonly cumulative: readonly Decimal[];
}

/** Lots go to their takers in the order of the fills. */
function collect(
  { fills, accounts, lot }: BlockRequest,
  perFill: readonly bigint[],
  takers: readonly number[],
): Part[] {
  const counts = accounts.map(() => fills.map(() => 0n));
  let fill = 0;
  let left = perFill[0] ?? 0n;
  for (const taker of takers) {
    while (left === 0n) left = perFill[(fill += 1)] ?? 1n;
    left -= 1n;
    const row = counts[taker];
    if (row !== undefined) row[fill] = (row[fill] ?? 0n) + 1n;
  }
  return counts.map((row) => {
    const quantities = row.map((count) => Decimal.fromInteger(count).times(lot));
    const value = sum(quantities.map((quantity, index) => quantity.times(fills[index]?.price ?? ZERO)));
    let held = ZERO;
    const cumulative = quantities.map((quantity) => (held = held.plus(quantity)));
    return { quantity: held, value, cumulative };
  });
}

function summed({ accounts, fills }: BlockRequest, parts: readonly Part[]): SharedFills {
  const center = {
    over: sum(parts.map(({ value }) => value)),
    under: sum(parts.map(({ quantity }) => quantity)),
  };
  const shares = accounts.map(({ id }, index): FillShare => {
    const part = parts[index];
    if (part === undefined || part.quantity.isZero()) return { account: id, quantity: ZERO };
    return { account: id, quantity: part.quantity, averagePrice: priceOf(fractionOf(part)) };
  });
  const filled = parts.filter(({ quantity }) => !quantity.isZero());
  const dispersion = dispersionBps(filled.map(fractionOf), center);
  const steps = fills.map((_, fill) => parts.map(({ cumulative }) => cumulative[fill] ?? ZERO));
  const shared = { shares, steps, averagePrice: priceOf(center) };
  return dispersion === undefined ? shared : { ...shared, dispersionBps: dispersion };
}

function fractionOf({ quantity, value }: Part): PriceFraction {
  return { over: value, under: quantity };
}

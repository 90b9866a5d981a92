// One order's size divided among accounts: exact, on each account's own lot, within its cap, never up to a minimum.
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import type {
  Allocation,
  AllocationAccount,
  AllocationLeg,
  AllocationRequest,
} from "./allocation-request.ts";
import { checkRequest } from "./check-request.ts";
import { divide } from "./divide.ts";
import type { Bounds, Division } from "./divide.ts";
import { explainLeg } from "./explain-leg.ts";
import { methodShares } from "./method-shares.ts";
import type { MethodShares } from "./method-shares.ts";
import { minimumLots } from "./minimums.ts";

/**
 * The parts of every account and what stays unallocated; together exactly the total.
 * A Failure's `place` is the path of the input at fault. Denied accounts: `reject-all` fails, `reduce` leaves their
 * parts unallocated, `redistribute` shares as if they were not there.
 */
export function allocate(request: AllocationRequest): Outcome<Allocation> {
  const checked = checkRequest(request);
  if (!checked.ok) return checked;
  const shares = methodShares(
    request,
    (account) => account.denied === undefined || request.denial === "reduce",
  );
  if (!shares.ok) return shares;
  const bounds = boundsOf(request);
  if (!bounds.ok) return bounds;
  const division = divide(shares.value, bounds.value, request.leftover);
  if (!division.ok) return division;
  return succeed(answer(request, shares.value, division.value, bounds.value));
}

function boundsOf(request: AllocationRequest): Outcome<Bounds[]> {
  const bounds: Bounds[] = [];
  for (const account of request.accounts) {
    const minimum = account.denied === undefined ? minimumLots(account) : succeed(0n);
    if (!minimum.ok) return minimum;
    const limit = capOf(request, account);
    const base = { lot: account.lot, minimumLots: minimum.value };
    if (limit === undefined) bounds.push(base);
    else bounds.push({ ...base, capLots: limit.max(ZERO).inSteps(account.lot, "floor") });
  }
  return succeed(bounds);
}

/** The tighter of the account's cap and, for `capacity`, what it can still hold. */
function capOf({ method }: AllocationRequest, { cap, capacity }: AllocationAccount): Decimal | undefined {
  if (method !== "capacity" || capacity === undefined) return cap?.limit;
  return cap === undefined ? capacity : cap.limit.min(capacity);
}

function answer(
  request: AllocationRequest,
  shares: MethodShares,
  division: Division,
  bounds: readonly Bounds[],
): Allocation {
  const legs: AllocationLeg[] = request.accounts.map((account, index) => {
    const quantity = account.denied === undefined ? quantityAt(division, account, index) : ZERO;
    const capLots = bounds[index]?.capLots;
    const capQuantity = capLots === undefined ? undefined : Decimal.fromInteger(capLots).times(account.lot);
    return explainLeg(account, quantity, { division, index, capQuantity });
  });
  const total = shares.kind === "shared" ? shares.total : ownTotal(request, division);
  return {
    legs,
    total,
    unallocated: total.minus(sum(legs.map(({ quantity }) => quantity))),
    rejected: request.accounts.filter(({ denied }) => denied !== undefined).map(({ id }) => id),
  };
}

function quantityAt(division: Division, account: AllocationAccount, index: number): Decimal {
  return Decimal.fromInteger(division.lots[index] ?? 0n).times(account.lot);
}

/** Own sizes have no total of their own: it is the sum of what each would be on its lot without caps and minimums. */
function ownTotal({ accounts }: AllocationRequest, { ideals }: Division): Decimal {
  return sum(
    accounts.map(({ lot }, index) => Decimal.fromInteger(ideals[index]?.wholeSteps(lot) ?? 0n).times(lot)),
  );
}

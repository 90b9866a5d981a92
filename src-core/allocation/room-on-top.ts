// How much of the order an account may hold when another fails: what the same method gives it without a largest other.
import { type Decimal, sum } from "../money/decimal.ts";
import type { AllocationMethod } from "../portfolio/account.ts";
import { allocate } from "./allocate.ts";
import type { Allocation, AllocationLeg, AllocationRequest } from "./allocation-request.ts";

/** Sizes that are an account's own: they follow from its risk or position, or were typed for it, and are nobody else's. */
const OWN_SIZE: Readonly<Record<AllocationMethod, boolean>> = {
  equal: false,
  "equal-position": false,
  equity: false,
  available: false,
  ratio: false,
  percent: false,
  capacity: false,
  quantity: true,
  change: true,
  risk: true,
  volatility: true,
};

const FAILED = "It failed.";
/** Two make the bound of every account; a third where parts are equal and caps are not. More would cost an answer each. */
const LARGEST = 3;

/**
 * The most of each account that was asked, in the request's order: never below its part, and above it only as far as the
 * failure of a largest other account would take it: a smaller one leaves less to be shared. Caps hold; what several
 * failures leave over has no room.
 */
export function maximaWhenOneFails(request: AllocationRequest, allocation: Allocation): readonly Decimal[] {
  const { legs } = allocation;
  const parts = legs.map(({ quantity }) => quantity);
  if (OWN_SIZE[request.method]) return parts;
  const total = sum(parts);
  const largest = legs.filter(isSent).toSorted((a, b) => b.quantity.compare(a.quantity));
  const without = largest.slice(0, LARGEST).flatMap(({ account }) => partsWithout(request, account, total));
  return legs.map((leg, index) =>
    isSent(leg)
      ? without.reduce((most, others) => most.max(others[index]?.quantity ?? most), leg.quantity)
      : leg.quantity,
  );
}

/** The parts of the others when one gets nothing; none where no other can take any. */
function partsWithout(
  request: AllocationRequest,
  failed: string,
  total: Decimal,
): readonly (readonly AllocationLeg[])[] {
  const accounts = request.accounts.map((account) =>
    account.id === failed ? { ...account, denied: FAILED } : account,
  );
  const shared = allocate({ ...request, accounts, total, denial: "redistribute" });
  return shared.ok ? [shared.value.legs] : [];
}

function isSent({ quantity }: AllocationLeg): boolean {
  return quantity.isPositive();
}

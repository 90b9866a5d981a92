// Why an account gets what it gets, in one sentence that can be checked by hand.
import type { Decimal } from "../money/decimal.ts";
import { Rational } from "../money/rational.ts";
import { IDEAL_SCALE } from "./allocation-request.ts";
import type { AllocationAccount, AllocationLeg } from "./allocation-request.ts";
import type { Division } from "./divide.ts";

interface Context {
  readonly division: Division;
  readonly index: number;
  /** The cap on the account's lot; undefined when there is none. */
  readonly capQuantity: Decimal | undefined;
}

type Limit = Pick<AllocationLeg, "limitedBy" | "detail">;

/** The leg with what limited it first: denial, minimum, cap or position, lot, or nothing. */
export function explainLeg(account: AllocationAccount, quantity: Decimal, context: Context): AllocationLeg {
  const ideal = idealOf(context).toDecimal(IDEAL_SCALE, "half-even");
  return { account: account.id, quantity, ideal, ...limitOf(account, quantity, ideal, context) };
}

function limitOf(account: AllocationAccount, quantity: Decimal, ideal: Decimal, context: Context): Limit {
  if (account.denied !== undefined) return { limitedBy: "denied", detail: account.denied };
  if (context.division.tooSmall.has(context.index)) return belowMinimum(account, ideal);
  const atCap = atCapOf(account, quantity, context);
  if (atCap !== undefined) return atCap;
  if (idealOf(context).isZero()) return nothingDue(account);
  return rounded(account, quantity, ideal, context);
}

function belowMinimum({ minQuantity, minNotional }: AllocationAccount, ideal: Decimal): Limit {
  const minimums = [
    ...(minQuantity?.isPositive() === true ? [`quantity ${minQuantity.toString()}`] : []),
    ...(minNotional?.isPositive() === true ? [`notional ${minNotional.toString()}`] : []),
  ];
  const detail = `Share ${ideal.toString()} is below the minimum order (${minimums.join(", ")}): nothing is sent.`;
  return { limitedBy: "minimum", detail };
}

function atCapOf({ cap }: AllocationAccount, quantity: Decimal, context: Context): Limit | undefined {
  const { capQuantity } = context;
  if (capQuantity?.equals(quantity) !== true) return undefined;
  if (idealOf(context).compare(Rational.fromDecimal(capQuantity)) <= 0 && !quantity.isZero())
    return undefined;
  if (cap === undefined) return { limitedBy: "cap", detail: `Remaining capacity ${capQuantity.toString()}.` };
  return { limitedBy: cap.by, detail: cap.detail };
}

function nothingDue({ positionSigned }: AllocationAccount): Limit {
  if (positionSigned === undefined) return { limitedBy: "none", detail: "Its share by this method is zero." };
  return {
    limitedBy: "position",
    detail: `Position ${positionSigned.toString()}: nothing is due by this method.`,
  };
}

function rounded({ lot }: AllocationAccount, quantity: Decimal, ideal: Decimal, context: Context): Limit {
  const exact = idealOf(context);
  const share = context.division.shares[context.index] ?? exact;
  const sharedAgain = share.compare(exact) !== 0;
  const from = sharedAgain
    ? `Share ${ideal.toString()}, after sharing again ${share.toDecimal(IDEAL_SCALE, "half-even").toString()}`
    : `Share ${ideal.toString()}`;
  if (share.compare(Rational.fromDecimal(quantity)) === 0) return { limitedBy: "none", detail: `${from}.` };
  return { limitedBy: "lot", detail: `${from}, in lots of ${lot.toString()}.` };
}

function idealOf({ division, index }: Context): Rational {
  const ideal = division.ideals[index];
  if (ideal === undefined) throw new Error("Invariant: one ideal per account");
  return ideal;
}

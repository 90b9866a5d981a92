// From a method and its inputs to shares: either weights of one total, or each account's own size.
// Formulas are those of the documented methods; every figure is an exact fraction.
import type { Decimal } from "../money/decimal.ts";
import { sum, ZERO } from "../money/decimal.ts";
import { fail, succeed, unreachable } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import { Rational, RATIONAL_ONE, RATIONAL_ZERO } from "../money/rational.ts";
import type { AllocationAccount, AllocationRequest } from "./allocation-request.ts";
import { changeSize, riskSize, volatilitySize } from "./own-sizes.ts";
import { unknownInput } from "./unknown-input.ts";

/** How an account's share grows with the level: `weight x level - offset`, never below zero. */
export interface ShareLine {
  readonly weight: Rational;
  readonly offset: Rational;
}

/** `shared`: lines that divide `total` between them. `own`: sizes that do not depend on each other. */
export type MethodShares =
  | { readonly kind: "shared"; readonly total: Decimal; readonly lines: readonly ShareLine[] }
  | { readonly kind: "own"; readonly sizes: readonly Rational[] };

/** Shares of the accounts in `taking`, zero for the others; a Failure names the input that is not known. */
export function methodShares(
  request: AllocationRequest,
  taking: (account: AllocationAccount) => boolean,
): Outcome<MethodShares> {
  switch (request.method) {
    case "change":
    case "risk":
    case "volatility":
      return ownSizes(request, taking);
    case "quantity":
      return sharedLines(request, taking, sum(request.accounts.map(({ weight }) => weight ?? ZERO)));
    default:
      return sharedLines(request, taking, request.total ?? ZERO);
  }
}

const NOTHING: ShareLine = { weight: RATIONAL_ZERO, offset: RATIONAL_ZERO };

function sharedLines(
  request: AllocationRequest,
  taking: (account: AllocationAccount) => boolean,
  total: Decimal,
): Outcome<MethodShares> {
  const lines: ShareLine[] = [];
  for (const account of request.accounts) {
    const line = taking(account) ? shareLine(request, account) : succeed(NOTHING);
    if (!line.ok) return line;
    lines.push(line.value);
  }
  if (lines.some(({ weight }) => weight.isPositive())) return succeed({ kind: "shared", total, lines });
  return fail(
    "no-weight",
    "accounts",
    "No account has a share by this method.",
    "Choose another way to split.",
  );
}

function shareLine(request: AllocationRequest, account: AllocationAccount): Outcome<ShareLine> {
  const { method } = request;
  switch (method) {
    case "equal":
      return succeed({ weight: RATIONAL_ONE, offset: RATIONAL_ZERO });
    case "equal-position":
      return equalPositionLine(request, account);
    case "equity":
      return weightLine(account, "equity", account.equity);
    case "available":
      return weightLine(account, "available", account.available);
    case "capacity":
      return weightLine(account, "capacity", account.capacity);
    case "ratio":
    case "percent":
      return weightLine(account, "weight", account.weight);
    case "quantity":
      return quantityLine(account);
    case "change":
    case "risk":
    case "volatility":
      throw new Error(`Invariant: ${method} does not share a total`);
    default:
      return unreachable(method);
  }
}

function weightLine(
  account: AllocationAccount,
  field: "weight" | "equity" | "available" | "capacity",
  value: Decimal | undefined,
): Outcome<ShareLine> {
  if (value === undefined) return unknownInput(account, field);
  const weight = value.isPositive() ? Rational.fromDecimal(value) : RATIONAL_ZERO;
  return succeed({ weight, offset: RATIONAL_ZERO });
}

function quantityLine(account: AllocationAccount): Outcome<ShareLine> {
  const { weight, lot, id } = account;
  if (weight !== undefined && !weight.isMultipleOf(lot)) {
    const message = `${weight.toString()} is not a multiple of the lot ${lot.toString()}.`;
    return fail("off-lot", `accounts.${id}.weight`, message, `Enter a multiple of ${lot.toString()}.`);
  }
  return weightLine(account, "weight", weight);
}

/** Buys lift every position to one level, sells press them down to one: accounts beyond it get nothing. */
function equalPositionLine(request: AllocationRequest, account: AllocationAccount): Outcome<ShareLine> {
  const position = account.positionSigned;
  if (position === undefined) return unknownInput(account, "positionSigned");
  const offset = Rational.fromDecimal(request.side === "buy" ? position : position.negated());
  return succeed({ weight: RATIONAL_ONE, offset });
}

/** A denied account's own size matters to nobody else, so one that is not known counts as nothing there. */
function ownSizes(
  request: AllocationRequest,
  taking: (account: AllocationAccount) => boolean,
): Outcome<MethodShares> {
  const sizes: Rational[] = [];
  for (const account of request.accounts) {
    const size = taking(account) ? ownSize(request, account) : succeed(RATIONAL_ZERO);
    if (!size.ok && account.denied === undefined) return size;
    sizes.push(size.ok ? size.value : RATIONAL_ZERO);
  }
  if (sizes.some((size) => size.isPositive())) return succeed({ kind: "own", sizes });
  return fail(
    "no-weight",
    "accounts",
    "No account has a share by this method.",
    "Choose another way to split.",
  );
}

function ownSize(request: AllocationRequest, account: AllocationAccount): Outcome<Rational> {
  if (request.method === "change") return changeSize(request, account);
  if (request.method === "risk") return riskSize(request, account);
  return volatilitySize(request, account);
}

// `allocate`: one order's size divided among accounts, by the same function as the ticket's preview.
import { allocate } from "../../src-core/allocation/allocate.ts";
import type {
  Allocation,
  AllocationAccount,
  AllocationRequest,
} from "../../src-core/allocation/allocation-request.ts";
import { Decimal, ONE, ZERO } from "../../src-core/money/decimal.ts";
import { knownOnly } from "../../src-core/money/known.ts";
import { fail, succeed, type Outcome } from "../../src-core/money/outcome.ts";
import { canonicalHash } from "../../src-core/plan/canonical-hash.ts";
import { allocateFault, allocateInput, hasOwnSize } from "./allocate-input.ts";
import type { AllocateAccount, AllocateInput } from "./allocate-input.ts";
import { documentVerb } from "./verb.ts";

export const allocateVerb = documentVerb({
  name: "allocate",
  summary: "Divides one order among accounts.",
  input: allocateInput,
  output: "{legs:[{account, quantity, ideal, limitedBy}], total, unallocated, rejected:[account], hash}",
  answer,
});

function answer(input: AllocateInput): Outcome<object> {
  const fault = allocateFault(input);
  if (fault !== undefined) return fault;
  const allocation = allocate(requestOf(input));
  if (!allocation.ok) {
    const { code, place, message } = allocation.failure;
    return fail(code, inputPath(place, input), message);
  }
  return succeed(answered(input, allocation.value));
}

/** Accounts go by their index, so that a place in an answer is the path in the document. */
function requestOf(input: AllocateInput): AllocationRequest {
  const { order, method, leftover, denial, change, targetVolatility, annualVolatility } = input;
  return knownOnly<AllocationRequest>({
    method,
    side: order.side,
    leftover,
    denial,
    total: hasOwnSize(method) ? undefined : totalOf(input),
    changePercent: change,
    risk:
      method === "risk" && order.price !== undefined && order.stop !== undefined
        ? { percent: ZERO, entry: order.price, stop: order.stop }
        : undefined,
    volatility:
      targetVolatility !== undefined && annualVolatility !== undefined && order.price !== undefined
        ? { targetPercent: targetVolatility, annualPercent: annualVolatility, price: order.price }
        : undefined,
    inverse: input.inverse,
    accounts: input.accounts.map((account, index) => accountOf(input, account, index)),
  });
}

function accountOf(
  { order, method, inverse }: AllocateInput,
  account: AllocateAccount,
  index: number,
): AllocationAccount {
  const { id, position, cap, quantity, weight, price, ...same } = account;
  return knownOnly<AllocationAccount>({
    ...same,
    id: String(index),
    name: id,
    weight: method === "quantity" ? quantity : weight,
    positionSigned: position,
    price: inverse === true ? ONE : (price ?? order.price),
    cap: cap === undefined ? undefined : { limit: cap, by: "cap", detail: `Cap ${cap.toString()}.` },
  });
}

/** What the order asks for, size units; money becomes a quantity floored to the finest lot. */
function totalOf({ order, accounts }: AllocateInput): Decimal | undefined {
  const { quantity, notional, riskAmount, price, stop } = order;
  if (quantity !== undefined) return quantity;
  const money = notional ?? riskAmount;
  const perUnit = notional === undefined && stop !== undefined ? price?.minus(stop).abs() : price;
  const lots = accounts.map(({ lot }) => lot);
  const finest = lots.reduce((least, lot) => least.min(lot));
  if (money === undefined || perUnit === undefined) return undefined;
  return flooredQuotient(money, perUnit, finest);
}

/** `money / perUnit` floored to a multiple of `lot`, exactly. */
function flooredQuotient(money: Decimal, perUnit: Decimal, lot: Decimal): Decimal {
  return Decimal.fromInteger(money.inSteps(perUnit.times(lot), "floor")).times(lot);
}

function answered({ accounts, leftover, denial }: AllocateInput, allocation: Allocation): object {
  const idAt = (index: string): string => accounts[Number.parseInt(index, 10)]?.id ?? index;
  const legs = allocation.legs.map(({ account, quantity, ideal, limitedBy }) => ({
    account: idAt(account),
    quantity,
    ideal,
    limitedBy,
  }));
  const { total, unallocated } = allocation;
  const hash = canonicalHash({ legs, total, unallocated, policies: { leftover, denial } });
  return { legs, total, unallocated, rejected: allocation.rejected.map(idAt), hash };
}

const FIELDS: Readonly<Record<string, string>> = {
  total: "order.quantity",
  changePercent: "change",
  "risk.entry": "order.price",
  "risk.stop": "order.stop",
  positionSigned: "position",
};

/** The document's path of a place in core's request. */
function inputPath(place: string, { method, order }: AllocateInput): string {
  if (place === "total")
    return `order.${["quantity", "notional", "riskAmount"].find((size) => size in order) ?? "quantity"}`;
  const whole = FIELDS[place];
  if (whole !== undefined) return whole;
  const steps = place.split(".");
  const field = steps[2];
  if (steps[0] !== "accounts" || field === undefined) return place;
  const named = field === "weight" && method === "quantity" ? "quantity" : (FIELDS[field] ?? field);
  return [steps[0], steps[1], named].join(".");
}

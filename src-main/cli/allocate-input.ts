// What `allocate` is asked, and what must fit together in it before core can answer.
import * as z from "zod/mini";
import { fail } from "../../src-core/money/outcome.ts";
import { SIDES } from "../../src-core/order-terms/order-terms.ts";
import { DENIAL_POLICIES, LEFTOVER_POLICIES } from "../../src-core/plan/plan.ts";
import { ALLOCATION_METHODS } from "../../src-core/portfolio/account.ts";
import { amount, MAX_ACCOUNTS, name, positiveAmount, signedAmount } from "./fields.ts";

const order = z.strictObject({
  side: z.enum(SIDES),
  quantity: z.optional(positiveAmount),
  notional: z.optional(positiveAmount),
  riskAmount: z.optional(positiveAmount),
  price: z.optional(positiveAmount),
  stop: z.optional(positiveAmount),
});

const account = z.strictObject({
  id: name,
  equity: z.optional(signedAmount),
  available: z.optional(signedAmount),
  weight: z.optional(amount),
  quantity: z.optional(amount),
  position: z.optional(signedAmount),
  riskPercent: z.optional(positiveAmount),
  cap: z.optional(amount),
  capacity: z.optional(amount),
  lot: positiveAmount,
  minQuantity: z.optional(amount),
  minNotional: z.optional(amount),
  price: z.optional(positiveAmount),
  denied: z.optional(
    z.string().check(z.minLength(1, "Say why."), z.maxLength(200, "A reason has at most 200 characters.")),
  ),
});

export const allocateInput = z.strictObject({
  order,
  method: z.enum(ALLOCATION_METHODS),
  leftover: z.enum(LEFTOVER_POLICIES),
  denial: z.enum(DENIAL_POLICIES),
  change: z.optional(signedAmount),
  targetVolatility: z.optional(positiveAmount),
  annualVolatility: z.optional(positiveAmount),
  inverse: z.optional(z.boolean()),
  accounts: z
    .array(account)
    .check(z.minLength(1, "There must be at least one account."), z.maxLength(MAX_ACCOUNTS)),
});

export type AllocateInput = z.output<typeof allocateInput>;
export type AllocateAccount = z.output<typeof account>;
type Fault = ReturnType<typeof fail>;

const OWN_SIZE: readonly AllocateInput["method"][] = ["quantity", "change", "risk", "volatility"];
const SIZES = ["quantity", "notional", "riskAmount"] as const;

/** Whether the method computes the order's size itself. */
export function hasOwnSize(method: AllocateInput["method"]): boolean {
  return OWN_SIZE.includes(method);
}

/** What the schema cannot say: one size or none, the fields that the method reads, no account twice. */
export function allocateFault(input: AllocateInput): Fault | undefined {
  return sizeFault(input) ?? methodFault(input) ?? inverseFault(input) ?? twiceFault(input.accounts);
}

function sizeFault({ order: asked, method }: AllocateInput): Fault | undefined {
  const [first, second] = SIZES.filter((size) => asked[size] !== undefined);
  if (hasOwnSize(method)) {
    if (first === undefined) return undefined;
    return fail("size-not-used", `order.${first}`, `The method ${method} computes the size: leave this out.`);
  }
  if (first === undefined) {
    return fail("missing-field", "order.quantity", "Give a quantity, a notional or a riskAmount.");
  }
  if (second !== undefined)
    return fail("two-sizes", `order.${second}`, `The size is given as ${first} already.`);
  if (first !== "quantity" && asked.price === undefined) return missing("order.price");
  return first === "riskAmount" ? stopFault(asked) : undefined;
}

/** Money at risk needs a stop on the losing side of the price. */
function stopFault({ side, price, stop }: AllocateInput["order"]): Fault | undefined {
  if (price === undefined) return missing("order.price");
  if (stop === undefined) return missing("order.stop");
  if (side === "buy" ? stop.lessThan(price) : stop.greaterThan(price)) return undefined;
  const where = side === "buy" ? "below" : "above";
  return fail("bad-risk", "order.stop", `The stop must be ${where} the price.`);
}

function methodFault(input: AllocateInput): Fault | undefined {
  if (input.method === "change" && input.change === undefined) return missing("change");
  if (input.method === "volatility") {
    if (input.targetVolatility === undefined) return missing("targetVolatility");
    if (input.annualVolatility === undefined) return missing("annualVolatility");
    if (input.order.price === undefined) return missing("order.price");
  }
  if (input.method !== "risk") return undefined;
  const index = input.accounts.findIndex(
    ({ riskPercent, denied }) => riskPercent === undefined && denied === undefined,
  );
  return index === -1 ? stopFault(input.order) : missing(`accounts.${String(index)}.riskPercent`);
}

/** The other methods divide a size that is given, of whatever unit. */
function inverseFault({ inverse, method }: AllocateInput): Fault | undefined {
  if (inverse !== true || method === "risk" || method === "volatility") return undefined;
  return fail("field-not-used", "inverse", `The method ${method} does not read it: leave this out.`);
}

function missing(path: string): Fault {
  return fail("missing-field", path, "This field is needed.");
}

/** The second of two with one id. */
export function twiceFault(accounts: readonly { readonly id: string }[]): Fault | undefined {
  const seen = new Set<string>();
  for (const [index, { id }] of accounts.entries()) {
    if (seen.has(id))
      return fail("duplicate-account", `accounts.${String(index)}.id`, "The account stands twice.");
    seen.add(id);
  }
  return undefined;
}

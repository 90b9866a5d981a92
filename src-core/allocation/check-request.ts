// What no method can work with is refused before anything is reckoned, with the path of the field.
import { Decimal, sum } from "../money/decimal.ts";
import { fail, succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import type { AllocationAccount, AllocationRequest } from "./allocation-request.ts";

const HUNDRED = Decimal.of("100");
/** As many accounts as a group may have. */
const MAX_ACCOUNTS = 50;

/** The request itself when it can be answered; else the first fault, `place` being its path. */
export function checkRequest(request: AllocationRequest): Outcome<AllocationRequest> {
  const { accounts } = request;
  if (accounts.length === 0)
    return fail("no-accounts", "accounts", "The group has no account.", "Add an account to the group.");
  if (accounts.length > MAX_ACCOUNTS) {
    return fail(
      "too-many-accounts",
      "accounts",
      `A group order takes at most ${String(MAX_ACCOUNTS)} accounts.`,
    );
  }
  const faulty = firstFault(accounts.map((account, index) => checkAccount(account, index, accounts)));
  if (faulty !== undefined) return faulty;
  const total = checkTotal(request);
  if (total !== undefined) return total;
  const percents = checkPercents(request);
  if (percents !== undefined) return percents;
  return checkDenied(request) ?? succeed(request);
}

type Fault = ReturnType<typeof fail>;

function firstFault(faults: readonly (Fault | undefined)[]): Fault | undefined {
  return faults.find((fault) => fault !== undefined);
}

function checkAccount(
  account: AllocationAccount,
  index: number,
  accounts: readonly AllocationAccount[],
): Fault | undefined {
  const path = `accounts.${account.id}`;
  if (accounts.findIndex(({ id }) => id === account.id) !== index) {
    return fail(
      "duplicate-account",
      path,
      "The account stands twice in the group.",
      "Remove one of the two.",
    );
  }
  if (!account.lot.isPositive()) return fail("bad-lot", `${path}.lot`, "The lot must be more than zero.");
  if (account.price?.isPositive() === false) {
    return fail("bad-price", `${path}.price`, "The price must be more than zero.");
  }
  if (account.weight?.isNegative() === true) {
    return fail("negative-weight", `${path}.weight`, "A weight cannot be negative.", "Enter zero or more.");
  }
  return undefined;
}

function checkTotal({ method, total }: AllocationRequest): Fault | undefined {
  if (method === "quantity" || method === "change" || method === "risk" || method === "volatility")
    return undefined;
  if (total?.isPositive() === true) return undefined;
  return fail("bad-total", "total", "The quantity must be more than zero.", "Enter a quantity above zero.");
}

function checkPercents({ method, accounts }: AllocationRequest): Fault | undefined {
  if (method !== "percent") return undefined;
  const total = sum(accounts.flatMap(({ weight }) => (weight === undefined ? [] : [weight])));
  if (total.equals(HUNDRED)) return undefined;
  const message = `The percents sum to ${total.toString()}, not to 100.`;
  return fail(
    "percents-not-100",
    "accounts",
    message,
    "Change the group's percents so that they sum to 100.",
  );
}

function checkDenied({ accounts, denial }: AllocationRequest): Fault | undefined {
  const denied = accounts.filter((account) => account.denied !== undefined);
  if (denied.length === accounts.length) {
    const reasons = denied.map(({ id, name, denied: reason }) => `${name ?? id}: ${reason ?? ""}`).join(" ");
    return fail("no-usable-account", "accounts", `No account can take a part. ${reasons}`);
  }
  const first = denied[0];
  if (first === undefined || denial !== "reject-all") return undefined;
  return fail(
    "account-denied",
    `accounts.${first.id}`,
    `${first.name ?? first.id} cannot take part: ${first.denied ?? ""}`,
    "Take the account out of the order, or choose to reduce or share again when an account is denied.",
  );
}

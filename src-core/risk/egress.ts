// The last look before the socket: the message is exactly what was approved and written down, and was not sent before.
import { Decimal } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { AccountId } from "../portfolio/account.ts";
import { deny, pass } from "./reading.ts";
import type { RiskApproved, RuleReading } from "./verdict.ts";

/** An approval as the journal holds it; plan and intent together give every field. */
export interface JournaledApproval {
  readonly planId: string;
  readonly hash: string;
  readonly clientId: string;
  readonly accountId: AccountId;
  readonly terms: OrderTerms;
}

/** Passes only an order whose every field equals a journaled approval with its client id that was not spent. */
export function checkEgress(
  spent: Pick<ReadonlySet<string>, "has">,
  journaled: Pick<ReadonlyMap<string, JournaledApproval>, "get">,
  order: RiskApproved,
): RuleReading {
  const subject = { accountId: order.accountId };
  if (spent.has(order.clientId)) {
    return deny("egress", subject, `Order ${order.clientId} has left before and is never sent twice.`);
  }
  const approval = journaled.get(order.clientId);
  if (approval === undefined) {
    return deny("egress", subject, `Order ${order.clientId} is not in the journal and does not leave.`);
  }
  const field = firstDifference(approval, order);
  if (field === undefined) return pass("egress", subject, `Order ${order.clientId} matches its approval.`);
  return deny(
    "egress",
    subject,
    `Order ${order.clientId} differs from its approval in ${field} and does not leave.`,
  );
}

function firstDifference(approval: JournaledApproval, order: RiskApproved): string | undefined {
  for (const field of ["clientId", "planId", "hash", "accountId"] as const) {
    if (approval[field] !== order[field]) return field;
  }
  const fields = new Set([...Object.keys(approval.terms), ...Object.keys(order.terms)]) as ReadonlySet<
    keyof OrderTerms
  >;
  for (const field of fields) {
    if (!sameValue(approval.terms[field], order.terms[field])) return field;
  }
  return undefined;
}

/** Decimals by value, everything else by identity. */
function sameValue(a: unknown, b: unknown): boolean {
  return a instanceof Decimal && b instanceof Decimal ? a.equals(b) : a === b;
}

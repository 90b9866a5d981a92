// What each account held after a part of the journal: the sum of the fills in it. What was held before Yoke is not in it.
import { Decimal, ZERO } from "../money/decimal.ts";
import { fillId } from "../orders/order.ts";
import type { Fill } from "../order-terms/venue-event.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { JournalRecord } from "./record.ts";

export interface HeldThen {
  readonly accountId: AccountId;
  readonly listing: string;
  readonly positionSide: Fill["positionSide"];
  /** In the listing's size unit; negative is short. Never zero. */
  readonly quantitySigned: Decimal;
}

/** Positions after these records, each fill counted once, in the order in which they were first opened. */
export function positionsAt(records: Iterable<JournalRecord>): readonly HeldThen[] {
  const accounts = new Map<string, AccountId>();
  const seen = new Set<string>();
  const held = new Map<string, HeldThen>();
  for (const record of records) {
    if (record.kind === "submitted") {
      for (const { clientId, order } of record.intents) accounts.set(clientId, order.accountId);
      continue;
    }
    const found = fillIn(record, accounts);
    if (found === undefined) continue;
    const { accountId, fill } = found;
    const id = `${accountId}|${fillId(fill)}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const key = `${accountId}|${fill.listing}|${fill.positionSide}`;
    const before = held.get(key)?.quantitySigned ?? ZERO;
    const quantitySigned = fill.side === "buy" ? before.plus(fill.quantity) : before.minus(fill.quantity);
    held.set(key, { accountId, listing: fill.listing, positionSide: fill.positionSide, quantitySigned });
  }
  return [...held.values()].filter(({ quantitySigned }) => !quantitySigned.isZero());
}

function fillIn(
  record: JournalRecord,
  accounts: ReadonlyMap<string, AccountId>,
): { readonly accountId: AccountId; readonly fill: Fill } | undefined {
  if (record.kind === "foreign-fill") return { accountId: record.accountId, fill: record.fill };
  if (record.kind !== "order" || record.event.kind !== "filled") return undefined;
  const accountId = accounts.get(record.clientId);
  return accountId === undefined ? undefined : { accountId, fill: record.event.fill };
}

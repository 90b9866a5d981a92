// What an account's stream says after one step: orders, fills and flows in order, then what became of positions and balances.
import type { VenueEvent } from "../../../src-core/order-terms/venue-event.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import { balancesOf, positionAt } from "./account-view.ts";
import type { Consequences } from "./consequences.ts";
import type { MarginContext } from "./margin.ts";
import type { PaperAccount, PaperState } from "./paper-state.ts";

/** Events by account, for the accounts that the step touched. */
export function streamEvents(
  before: PaperState,
  after: PaperState,
  meanings: readonly Consequences[],
  context: MarginContext,
  nowMs: number,
): ReadonlyMap<AccountId, readonly VenueEvent[]> {
  const touched = new Map<AccountId, VenueEvent[]>();
  for (const { accountId, events } of meanings)
    touched.set(accountId, [...(touched.get(accountId) ?? []), ...events]);
  for (const [accountId, events] of touched) {
    const account = after.accounts.get(accountId);
    if (account === undefined) continue;
    const positions = changedPositions(before.accounts.get(accountId), account).map(
      ({ listing, positionSide }) => positionAt(account, listing, positionSide, context),
    );
    if (positions.length > 0) events.push({ kind: "positions", positions, atMs: nowMs });
    const balances = balancesOf(account, context);
    if (balances !== undefined) events.push({ kind: "balances", balances, atMs: nowMs });
  }
  return touched;
}

function changedPositions(before: PaperAccount | undefined, after: PaperAccount) {
  const keys = new Set([...Object.keys(before?.positions ?? {}), ...Object.keys(after.positions)]);
  return [...keys].flatMap((key) => {
    const [was, is] = [before?.positions[key], after.positions[key]];
    const named = is ?? was;
    return was === is || named === undefined ? [] : [named];
  });
}

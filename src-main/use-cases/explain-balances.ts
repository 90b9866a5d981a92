// Compares each reading's wallets with what was heard since the last: what nobody explains makes the equity unknown.
import {
  compareBalances,
  fillChanges,
  noteChanges,
  openLedger,
  type WalletChange,
} from "../../src-core/portfolio/balance-ledger.ts";
import type { AccountSnapshot, Fill } from "../../src-core/order-terms/venue-event.ts";
import type { AccountSession, Runtime } from "./runtime.ts";

/** A fill of anybody on the account. Where the venue did not say what it realised, nothing can be claimed. */
export function noteFillChanges(runtime: Runtime, session: AccountSession, fill: Fill): void {
  const listing = runtime.state.portfolio.listings[fill.listing];
  const changes = listing === undefined ? undefined : fillChanges(fill, listing);
  if (changes === undefined) delete session.ledger;
  else noteWalletChanges(session, changes);
}

export function noteWalletChanges(session: AccountSession, changes: readonly WalletChange[]): void {
  if (session.ledger !== undefined) session.ledger = noteChanges(session.ledger, changes);
}

/** After a reading and all that it may have missed. Without an unbroken stream in between the reading is taken as it is. */
export function explainBalances(runtime: Runtime, session: AccountSession, snapshot: AccountSnapshot): void {
  const { balances, atMs } = snapshot;
  const before = session.ledger?.unexplained;
  const isUnbroken =
    session.streamLiveSinceMs !== undefined && session.ledgerStreamMs === session.streamLiveSinceMs;
  session.ledger =
    session.ledger !== undefined && isUnbroken
      ? compareBalances(session.ledger, balances, atMs)
      : openLedger(balances, atMs);
  if (session.streamLiveSinceMs === undefined) delete session.ledgerStreamMs;
  else session.ledgerStreamMs = session.streamLiveSinceMs;
  const { unexplained } = session.ledger;
  if (unexplained === undefined || unexplained === before) return;
  runtime.audience.notice({
    level: "warn",
    text: `${session.account.name}: its ${unexplained} changed by something that the venue did not tell. Its equity counts as unknown.`,
    remedy:
      "Look at the account's history at the venue. If the balance is right, reconnect the account here.",
  });
}

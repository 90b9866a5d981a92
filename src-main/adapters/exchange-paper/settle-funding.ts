// Funding at every boundary that has passed: longs pay shorts the rate of the mark notional, as ledger flows.
import type { ListingKey } from "../../../src-core/market/listing.ts";
import type { Decimal } from "../../../src-core/money/decimal.ts";
import { type Draft, listingIn, nextNumber, write } from "./draft.ts";
import { FUNDING_INTERVAL_MS } from "./funding-rate.ts";
import type { HeldPosition } from "./paper-state.ts";

const MONEY_SCALE = 8;

/** Rate and mark of a perpetual at a funding boundary; undefined when the market does not know them. */
export type FundingTerms = (
  listing: ListingKey,
  boundaryMs: number,
) => { readonly rate: Decimal; readonly mark: Decimal } | undefined;

/** Settles what is due before anything else may happen at this time. */
export function settleFunding(draft: Draft, termsAt: FundingTerms): void {
  const due = Math.floor(draft.view.nowMs / FUNDING_INTERVAL_MS) * FUNDING_INTERVAL_MS;
  const first = draft.state.fundedUntilMs === 0 ? due : draft.state.fundedUntilMs + FUNDING_INTERVAL_MS;
  if (draft.state.fundedUntilMs >= due) return;
  for (let boundaryMs = first; boundaryMs <= due; boundaryMs += FUNDING_INTERVAL_MS) {
    for (const account of [...draft.state.accounts.values()]) {
      for (const position of Object.values(account.positions))
        fund(draft, account.id, position, boundaryMs, termsAt);
    }
  }
  write(draft, { kind: "funded", boundaryMs: due, atMs: draft.view.nowMs });
}

function fund(
  draft: Draft,
  accountId: string,
  position: HeldPosition,
  boundaryMs: number,
  termsAt: FundingTerms,
): void {
  const terms = termsAt(position.listing, boundaryMs);
  if (terms === undefined) return;
  const cost = position.quantitySigned.times(terms.mark).times(terms.rate).rounded(MONEY_SCALE, "ceil");
  if (cost.isZero()) return;
  const asset = listingIn(draft, position.listing).settle;
  const flow = {
    id: `f${nextNumber(draft)}`,
    asset,
    amount: cost.negated(),
    kind: "funding",
    atMs: boundaryMs,
  } as const;
  write(draft, { kind: "flow", accountId, flow, atMs: draft.view.nowMs });
}

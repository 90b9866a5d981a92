// The portfolio's positions as they would stand when every leg of a plan has filled.
import type { Decimal } from "../money/decimal.ts";
import { ZERO } from "../money/decimal.ts";
import type { OrderTerms, PositionSide } from "../order-terms/order-terms.ts";
import type { ListingKey } from "../market/listing.ts";
import type { AccountId } from "../portfolio/account.ts";
import { positionKey } from "../portfolio/portfolio.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { Leg } from "./plan.ts";

/** One position with its signed quantity before and after the plan. */
export interface PositionChange {
  readonly accountId: AccountId;
  readonly listing: ListingKey;
  readonly positionSide: PositionSide;
  readonly before: Decimal;
  readonly after: Decimal;
}

/** Every position of the accounts, also those that no leg touches. */
export function positionChanges(
  portfolio: Portfolio,
  accounts: ReadonlySet<AccountId>,
  legs: readonly Leg[],
): PositionChange[] {
  const changes = new Map<string, PositionChange>();
  for (const accountId of accounts) {
    for (const position of Object.values(portfolio.accounts[accountId]?.positions ?? {})) {
      const { listing, positionSide, quantitySigned: before } = position;
      changes.set(changeKey(accountId, position), {
        accountId,
        listing,
        positionSide,
        before,
        after: before,
      });
    }
  }
  for (const { accountId, terms } of legs) {
    const { listing, positionSide } = terms;
    const key = changeKey(accountId, terms);
    const known = changes.get(key) ?? { accountId, listing, positionSide, before: ZERO, after: ZERO };
    changes.set(key, { ...known, after: known.after.plus(signedQuantity(terms)) });
  }
  return [...changes.values()];
}

/** Positive for a buy, negative for a sell: hedge positions carry their sign too. */
export function signedQuantity({ side, quantity }: Pick<OrderTerms, "side" | "quantity">): Decimal {
  return side === "buy" ? quantity : quantity.negated();
}

/** How much of the change opens new exposure: a flip opens all that stands after it. Size units, never negative. */
export function openedQuantity({ before, after }: Pick<PositionChange, "before" | "after">): Decimal {
  const flips = before.sign() * after.sign() === -1;
  return flips ? after.abs() : after.abs().minus(before.abs()).max(ZERO);
}

function changeKey(
  accountId: AccountId,
  { listing, positionSide }: { readonly listing: ListingKey; readonly positionSide: PositionSide },
): string {
  return `${accountId} ${positionKey(listing, positionSide)}`;
}

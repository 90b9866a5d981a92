// The rows of the positions table and their ids: one aggregate per name and side of an environment, one leg per account.
import type { Decimal } from "../../../src-core/money/decimal.ts";
import { ENVIRONMENTS, type Environment } from "../../../src-core/order-terms/order-terms.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import {
  type AggregatePosition,
  aggregatePositions,
  valueAccounts,
} from "../../../src-core/portfolio/environment-value.ts";
import type { Portfolio, Position } from "../../../src-core/portfolio/portfolio.ts";
import type { AccountValue } from "../../../src-core/portfolio/valuation.ts";

export interface PositionRow {
  /** `environment|name|side`, the same as long as any account holds it; `environment|listing|side` where names collide. */
  readonly id: string;
  readonly aggregate: AggregatePosition;
}

/** The aggregates of one environment's valued accounts with their ids. */
export function positionRows(
  listings: Portfolio["listings"],
  environment: Environment,
  accounts: readonly AccountValue[],
): readonly PositionRow[] {
  const taken = new Set<string>();
  return aggregatePositions(listings, accounts).map((aggregate) => {
    const named = `${environment}|${aggregate.name}|${aggregate.positionSide}`;
    const id = taken.has(named) ? `${environment}|${aggregate.listing}|${aggregate.positionSide}` : named;
    taken.add(id);
    return { id, aggregate };
  });
}

/** The id of an account's leg in a row: `environment|name|side|accountId`, with the listing where an account has two of a name. */
export function legId(row: PositionRow, index: number): string {
  const parts = row.aggregate.parts;
  const part = parts[index];
  if (part === undefined) throw new Error("Invariant: a leg of its row");
  const first = parts.findIndex((other) => other.accountId === part.accountId);
  const id = `${row.id}|${part.accountId}`;
  return first === index ? id : `${id}|${part.value.position.listing}`;
}

/** What a row on screen stands for now: every position of an aggregate, or the one of a leg. Empty when it is gone. */
export function positionsOfRow(
  portfolio: Portfolio,
  id: string,
): readonly { readonly accountId: AccountId; readonly position: Position }[] {
  const environment = ENVIRONMENTS.find((name) => id.startsWith(`${name}|`));
  if (environment === undefined) return [];
  const rows = positionRows(portfolio.listings, environment, valueAccounts(portfolio, environment));
  return rows.flatMap((row) =>
    row.aggregate.parts
      .filter((_, index) => row.id === id || legId(row, index) === id)
      .map(({ accountId, value }) => ({ accountId, position: value.position })),
  );
}

/** The price shown for an aggregate: that of its first part with one. */
export function rowPrice(aggregate: AggregatePosition): Decimal | undefined {
  return aggregate.parts.find((part) => part.value.price !== undefined)?.value.price;
}

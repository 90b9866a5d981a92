// Orders that the real gate approved, for tests: the only way to get one.
import type { Listing } from "../../../../src-core/market/listing.ts";
import { Decimal } from "../../../../src-core/money/decimal.ts";
import type { OrderTerms } from "../../../../src-core/order-terms/order-terms.ts";
import type { Account } from "../../../../src-core/portfolio/account.ts";
import { approvePlan } from "../../../../src-core/risk/approve.ts";
import {
  balanceOf,
  inputOf,
  legOf,
  planOf,
  portfolioOf,
  positionOf,
  quoteOf,
  stateOf,
} from "../../../../src-core/risk/testing/gate-fixture.ts";
import type { RiskApproved } from "../../../../src-core/risk/verdict.ts";

/** The gate's approval of one order, in a market around 61,800 and with a position that it may close. */
export function approveOrder(
  account: Account,
  listing: Listing,
  changes: Partial<OrderTerms>,
  clientId: string,
): RiskApproved {
  const terms: OrderTerms = {
    listing: listing.key,
    side: "buy",
    positionSide: "both",
    type: "limit",
    quantity: Decimal.of("0.010"),
    ...(changes.type === undefined || changes.type === "limit" ? { price: Decimal.of("61000.0") } : {}),
    timeInForce: "GTC",
    postOnly: false,
    reduceOnly: false,
    ...changes,
  };
  const held =
    terms.positionSide === "long" || (terms.positionSide === "both" && terms.side === "sell") ? "5" : "-5";
  const positions = [{ ...positionOf(listing, held), positionSide: terms.positionSide }];
  const closes =
    terms.reduceOnly ||
    (terms.positionSide !== "both" && (terms.side === "sell") === (terms.positionSide === "long"));
  const state = stateOf(account, {
    balances: [balanceOf("USDT", "100000000")],
    positions: closes ? positions : [],
  });
  const quote = quoteOf(listing, {
    bid: Decimal.of("61799.9"),
    ask: Decimal.of("61800.0"),
    last: Decimal.of("61800.0"),
    mark: Decimal.of("61800.0"),
    index: Decimal.of("61800.0"),
  });
  const readings = { clockErrorMs: 0 };
  const portfolio = portfolioOf([state], {
    listings: { [listing.key]: listing },
    quotes: new Map([[listing.key, quote]]),
  });
  const leg = legOf(account.id, terms, {
    effect: closes ? "close" : "open",
    listingVersion: listing.version,
  });
  const plan = planOf([leg], { listing: listing.key, body: { environment: account.environment } });
  const approval = approvePlan(inputOf(portfolio, plan, { clientIds: [clientId], readings }));
  const [order] = approval.kind === "approved" ? approval.orders : [];
  if (order !== undefined) return order;
  const denied = approval.verdict.readings.filter((reading) => reading.outcome === "deny");
  throw new Error(`the gate refused: ${denied.map((reading) => reading.message).join(" ")}`);
}

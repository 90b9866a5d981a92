// Each account's money against the start of its day, for the gate, the breaker and the screen.
import type { Decimal } from "../../src-core/money/decimal.ts";
import { knownOnly } from "../../src-core/money/known.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import { valueAccount } from "../../src-core/portfolio/valuation.ts";
import type { EquityReading } from "../../src-core/risk/gate-input.ts";
import { externalFlows, lastBaseline } from "./baseline.ts";
import { flowsAreKnown } from "./hear-flow.ts";
import type { Runtime } from "./runtime.ts";

/** USD at the present quotes; undefined while a price is missing or a balance moved by something that nobody told. */
export function knownEquity({ state }: Runtime, accountId: AccountId): Decimal | undefined {
  const account = state.portfolio.accounts[accountId];
  if (account === undefined || state.sessions.get(accountId)?.ledger?.unexplained !== undefined)
    return undefined;
  return valueAccount(state.portfolio, account).equity;
}

/** Readings by account; an absent figure is not known. Flows are known while a session has read them all. */
export function equities(runtime: Runtime): Readonly<Record<AccountId, EquityReading>> {
  const { portfolio, durable, sessions } = runtime.state;
  return Object.fromEntries(
    Object.keys(portfolio.accounts).map((accountId) => {
      const session = sessions.get(accountId);
      const isComplete = session !== undefined && flowsAreKnown(session);
      return [
        accountId,
        knownOnly<EquityReading>({
          equity: knownEquity(runtime, accountId),
          baseline: lastBaseline(durable, accountId),
          externalFlowsSigned: isComplete ? externalFlows(durable.flows[accountId]) : undefined,
        }),
      ];
    }),
  );
}

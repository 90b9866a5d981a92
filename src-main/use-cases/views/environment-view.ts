// One environment's sums and state as the renderer sees them. Environments never mix.
import type { EnvironmentView } from "../../../src-core/contract/views.ts";
import type { Decimal } from "../../../src-core/money/decimal.ts";
import { knownOnly, sumKnown } from "../../../src-core/money/known.ts";
import type { Environment } from "../../../src-core/order-terms/order-terms.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import { valueEnvironment } from "../../../src-core/portfolio/environment-value.ts";
import { type AccountValue, ratio } from "../../../src-core/portfolio/valuation.ts";
import { type Causes, strictest } from "../../../src-core/risk/risk-state.ts";
import { dayPnl } from "./account-view.ts";
import { exact, percentText, ratioText } from "./texts.ts";

export interface EnvironmentViewInput {
  readonly environment: Environment;
  readonly accounts: readonly AccountValue[];
  readonly causes: Causes;
  /** Per account: equity at the start of the day plus the net external flows since, USD. */
  readonly dayBaselines: ReadonlyMap<AccountId, Decimal>;
  readonly workingOrders: number;
  readonly unknownOrders: number;
}

/** The sums over all accounts of the environment; a sum with an unknown part is absent. */
export function environmentView(input: EnvironmentViewInput): EnvironmentView {
  const { environment, accounts, dayBaselines } = input;
  const value = valueEnvironment(environment, accounts);
  const baseline = sumKnown(accounts.map((account) => dayBaselines.get(account.accountId)));
  const made = dayPnl(value.equity, baseline);
  const causes = causesOf(input.causes, environment);
  return knownOnly<EnvironmentView>({
    id: environment,
    accounts: accounts.length,
    equity: exact(value.equity),
    dayPnl: exact(made),
    dayPnlPercent: percentText(ratio(made, baseline)),
    gross: exact(value.gross),
    net: exact(value.net),
    leverage: ratioText(value.leverage),
    unrealised: exact(value.unrealised),
    marginDistancePercent: percentText(value.worst?.distance),
    marginDistanceAccount: value.worst?.accountId,
    riskState: strictest(causes),
    causes: causes.map(({ kind, detail, sinceMs }) => ({ kind, detail, sinceMs })),
    workingOrders: input.workingOrders,
    unknownOrders: input.unknownOrders,
  });
}

/** Causes of the whole environment; one account's own stand with that account. */
function causesOf(causes: Causes, environment: Environment): Causes {
  return causes.filter(
    (cause) => cause.scope === "installation" || cause.scope === `environment:${environment}`,
  );
}

// Before and after of every account, and what the whole would trade and cost.
import type { ReactNode } from "react";
import type {
  RebalanceStandingView,
  RebalanceView,
  StandingView,
} from "../../../src-core/contract/rebalance-view.ts";
import { Amount } from "../../ui/amount.tsx";
import { AccountName } from "../../ui/tags.tsx";

export function RebalanceSums({ view }: { readonly view: RebalanceView }): ReactNode {
  const impact = view.impact === undefined ? "impact not known" : `impact ${view.impact}`;
  const costWords = `Fees ${view.fee} + half spreads ${view.spread} + ${impact}.`;
  return (
    <div className="rebalance-sums">
      <table className="rebalance-table standing" aria-label="Before and after">
        <thead>
          <tr>
            <th scope="col">Before and after</th>
            <th scope="col" className="end">
              Leverage
            </th>
            <th scope="col" className="end">
              Net, %
            </th>
            <th scope="col" className="end">
              Margin, %
            </th>
            <th scope="col" className="end">
              Off target, %
            </th>
          </tr>
        </thead>
        <tbody>
          {view.accounts.map((account) => (
            <StandingRow key={account.accountId} account={account} />
          ))}
        </tbody>
      </table>
      <dl className="facts">
        <dt>Traded, USD</dt>
        <dd title="Sum of what every trade is worth.">
          <Amount value={view.traded} digits={2} className="strong" />
        </dd>
        <dt>Turnover</dt>
        <dd title={`Traded ${view.traded} over the accounts' equity.`}>
          <Amount value={view.turnoverPercent} digits={2} suffix="%" />
        </dd>
        <dt>Cost, USD</dt>
        <dd title={costWords}>
          <Amount value={view.cost} digits={2} className="strong" />
        </dd>
        <dt>Fee, spread, impact</dt>
        <dd title={costWords}>
          <Amount value={view.fee} digits={2} /> <Amount value={view.spread} digits={2} />{" "}
          <Amount value={view.impact} digits={2} />
        </dd>
      </dl>
      {view.stages === undefined ? null : (
        <p className="stages">
          <b>On the way</b> {view.stages}
        </p>
      )}
    </div>
  );
}

function StandingRow({ account }: { readonly account: RebalanceStandingView }): ReactNode {
  const { before, after } = account;
  return (
    <tr>
      <th scope="row">
        <AccountName digit={account.digit} name={account.name} />
      </th>
      <Change before={before} after={after} of="leverage" suffix="×" words="Gross notional over equity" />
      <Change before={before} after={after} of="netPercent" words="Long less short notional over equity" />
      <Change before={before} after={after} of="marginPercent" words="Initial margin over equity" />
      <Change
        before={before}
        after={after}
        of="trackingErrorPercent"
        words="Sum of the distances to target over equity"
      />
    </tr>
  );
}

interface ChangeProps {
  readonly before: StandingView;
  readonly after: StandingView;
  readonly of: keyof StandingView;
  readonly suffix?: "×";
  readonly words: string;
}

function Change({ before, after, of, suffix, words }: ChangeProps): ReactNode {
  const title = `${words}: ${before[of] ?? "?"} before, ${after[of] ?? "?"} after.`;
  return (
    <td className="end" title={title}>
      <Amount value={before[of]} digits={2} suffix={suffix} className="second" />
      {before[of] === after[of] ? null : (
        <>
          {" → "}
          <Amount value={after[of]} digits={2} suffix={suffix} />
        </>
      )}
    </td>
  );
}

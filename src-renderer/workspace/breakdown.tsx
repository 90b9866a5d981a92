// What a reading of the top bar is made of: one line for each account, and the reason where a figure is not known.
import type { ReactNode } from "react";
import type { AccountView } from "../../src-core/contract/views.ts";
import { accountIds } from "../stores/account-ids.ts";
import { useEntities, useEntity, useWorkspace } from "../stores/use-terminal.ts";
import { Amount } from "../ui/amount.tsx";
import { AccountName } from "../ui/tags.tsx";
import { HEALTH_WORDS } from "../ui/words.ts";

type Figure =
  | "equity"
  | "available"
  | "dayPnl"
  | "gross"
  | "net"
  | "leverage"
  | "marginUsePercent"
  | "marginDistancePercent";

interface FigureStyle {
  readonly head: string;
  readonly digits: number;
  readonly suffix?: "%" | "×";
  readonly signed?: boolean;
  readonly tone?: "pnl";
}

const FIGURES: Readonly<Record<Figure, FigureStyle>> = {
  equity: { head: "Equity, USD", digits: 2 },
  available: { head: "Free, USD", digits: 2 },
  dayPnl: { head: "Day P&L, USD", digits: 2, signed: true, tone: "pnl" },
  gross: { head: "Gross, USD", digits: 0 },
  net: { head: "Net, USD", digits: 0, signed: true },
  leverage: { head: "Leverage", digits: 2, suffix: "×" },
  marginUsePercent: { head: "Margin in use", digits: 1, suffix: "%" },
  marginDistancePercent: { head: "Distance", digits: 1, suffix: "%" },
};

interface BreakdownProps {
  readonly figures: readonly Figure[];
  /** What the reading means, in one sentence. */
  readonly meaning: string;
}

export function Breakdown({ figures, meaning }: BreakdownProps): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const ids = useEntities("account", (table) => accountIds(table, environment));
  return (
    <>
      <p className="popover-meaning">{meaning}</p>
      <table className="breakdown">
        <thead>
          <tr>
            <th scope="col">Account</th>
            {figures.map((figure) => (
              <th key={figure} scope="col">
                {FIGURES[figure].head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => (
            <BreakdownRow key={id} id={id} figures={figures} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function BreakdownRow({
  id,
  figures,
}: {
  readonly id: string;
  readonly figures: readonly Figure[];
}): ReactNode {
  const account = useEntity("account", id, (view) => view);
  if (account === undefined) return null;
  return (
    <tr>
      <th scope="row">
        <AccountName digit={account.digit} name={account.name} venue={account.venueTitle} />
      </th>
      {figures.map((figure) => (
        <td key={figure}>
          <FigureCell account={account} figure={figure} />
        </td>
      ))}
    </tr>
  );
}

function FigureCell({
  account,
  figure,
}: {
  readonly account: AccountView;
  readonly figure: Figure;
}): ReactNode {
  const value = account[figure];
  const { head: _head, ...style } = FIGURES[figure];
  if (value !== undefined) return <Amount value={value} {...style} />;
  if (figure === "marginDistancePercent" && account.gross !== undefined) return <Amount value={value} none />;
  return <span className="unknown">unknown: {whyUnknown(account, figure)}</span>;
}

/** Why a figure of an account is not known, in a few words. */
function whyUnknown(account: Pick<AccountView, "health" | "equity">, figure: Figure): string {
  if (account.health !== "live") return `the account is ${HEALTH_WORDS[account.health]}`;
  if (figure === "dayPnl" && account.equity !== undefined) return "no equity from the start of the day";
  return "a price or a rate is missing";
}

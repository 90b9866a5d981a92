// The frame's top: one environment's sums, the venues, the risk state and the kill switch. It never moves.
import type { ReactNode } from "react";
import { useEntity, useWorkspace } from "../stores/use-terminal.ts";
import { KillButton } from "../features/kill/kill-button.tsx";
import { Amount } from "../ui/amount.tsx";
import { counted } from "../ui/words.ts";
import { Breakdown } from "./breakdown.tsx";
import { EnvironmentSwitch } from "./environment-switch.tsx";
import { RiskStat } from "./risk-stat.tsx";
import { Stat } from "./stat.tsx";
import { VenueStats } from "./venue-stats.tsx";

export function TopBar(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const halted = useEntity("environment", environment, ({ riskState }) => riskState === "HALTED") ?? false;
  return (
    <header className={`top ${environment} ${halted ? "halted" : ""}`}>
      <h1 className="hidden">Yoke</h1>
      <EnvironmentStat />
      <Sums />
      <span className="rule" />
      <VenueStats />
      <span className="grow" />
      <RiskStat />
      <KillButton />
    </header>
  );
}

function EnvironmentStat(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const accounts = useEntity("environment", environment, (view) => view.accounts) ?? 0;
  return (
    <Stat label={counted(accounts, "account")}>
      <EnvironmentSwitch />
    </Stat>
  );
}

const EQUITY = {
  title: "Equity by account",
  body: (
    <Breakdown
      figures={["equity", "available"]}
      meaning="Balances and unrealised P&L. The sum is unknown while that of one account is."
    />
  ),
};
const DAY = {
  title: "Day P&L by account",
  body: (
    <Breakdown
      figures={["dayPnl", "equity"]}
      meaning="Equity against the first reconciled equity since 00:00 UTC, without transfers."
    />
  ),
};
const EXPOSURE = ["gross", "net", "leverage"] as const;
const GROSS = {
  title: "Gross exposure by account",
  body: <Breakdown figures={EXPOSURE} meaning="Longs and shorts added up, whatever their side." />,
};
const NET = {
  title: "Net exposure by account",
  body: <Breakdown figures={EXPOSURE} meaning="Longs less shorts: what a move of the market does." />,
};
const LEVERAGE = {
  title: "Leverage by account",
  body: <Breakdown figures={EXPOSURE} meaning="Gross exposure against equity." />,
};
const MARGIN = {
  title: "Margin distance by account",
  body: (
    <Breakdown
      figures={["marginUsePercent", "marginDistancePercent"]}
      meaning="How far the mark may move against the nearest position before it is liquidated."
    />
  ),
};

function Sums(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const view = useEntity("environment", environment, (entity) => entity);
  const nearest = useEntity("account", view?.marginDistanceAccount, ({ name }) => name);
  // No such environment: nothing to count, which is not the same as a figure that is not known.
  const none = view === undefined;
  const nothingToLiquidate = none || (view.gross !== undefined && view.leverage !== undefined);
  return (
    <>
      <Stat label="Equity, USD" room="equity" detail={EQUITY}>
        <Amount value={view?.equity} digits={2} none={none} className="large" />
      </Stat>
      <Stat label="Day P&L" room="pnl" detail={DAY}>
        <Amount value={view?.dayPnl} digits={2} signed tone="pnl" none={none} className="large" />
        {none ? null : <Amount value={view.dayPnlPercent} digits={2} signed tone="pnl" suffix="%" />}
      </Stat>
      <span className="rule" />
      <Stat label="Gross" room="sum" detail={GROSS}>
        <Amount value={view?.gross} digits={0} none={none} />
      </Stat>
      <Stat label="Net" room="sum" detail={NET}>
        <Amount value={view?.net} digits={0} none={none} signed />
      </Stat>
      <Stat label="Leverage" detail={LEVERAGE}>
        <Amount value={view?.leverage} digits={2} suffix="×" none={none} />
      </Stat>
      <Stat label="Margin distance" room="distance" detail={MARGIN}>
        <Amount value={view?.marginDistancePercent} digits={1} suffix="%" none={nothingToLiquidate} />
        {nearest === undefined ? null : <span className="second">{nearest}</span>}
      </Stat>
    </>
  );
}

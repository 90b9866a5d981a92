// The frame's top: one environment's sums, the venues, the risk state and the kill switch. It never moves.
import type { ReactNode } from "react";
import { useEntity, useWorkspace } from "../stores/use-terminal.ts";
import { KillButton } from "../features/kill/kill-button.tsx";
import { Amount } from "../ui/amount.tsx";
import { Icon } from "../ui/icon.tsx";
import { counted } from "../ui/words.ts";
import { EnvironmentSwitch } from "./environment-switch.tsx";
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

function Sums(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const view = useEntity("environment", environment, (entity) => entity);
  const nearest = useEntity("account", view?.marginDistanceAccount, ({ name }) => name);
  // No such environment: nothing to count, which is not the same as a figure that is not known.
  const none = view === undefined;
  const nothingToLiquidate = none || (view.gross !== undefined && view.leverage !== undefined);
  return (
    <>
      <Stat label="Equity, USD" room="equity">
        <Amount value={view?.equity} digits={2} none={none} className="large" />
      </Stat>
      <Stat label="Day P&L" room="pnl">
        <Amount value={view?.dayPnl} digits={2} signed tone="pnl" none={none} className="large" />
        {none ? null : <Amount value={view.dayPnlPercent} digits={2} signed tone="pnl" suffix="%" />}
      </Stat>
      <span className="rule" />
      <Stat label="Gross" room="sum">
        <Amount value={view?.gross} digits={0} none={none} />
      </Stat>
      <Stat label="Net" room="sum">
        <Amount value={view?.net} digits={0} none={none} signed />
      </Stat>
      <Stat label="Leverage">
        <Amount value={view?.leverage} digits={2} suffix="×" none={none} />
      </Stat>
      <Stat label="Margin distance" room="distance">
        <Amount value={view?.marginDistancePercent} digits={1} suffix="%" none={nothingToLiquidate} />
        {nearest === undefined ? null : <span className="second">{nearest}</span>}
      </Stat>
    </>
  );
}

function RiskStat(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const state = useEntity("environment", environment, (view) => view.riskState);
  const causes = useEntity("environment", environment, (view) => view.causes) ?? [];
  const title = causes.map(({ detail }) => detail).join("; ");
  return (
    <div className="stat risk-stat" title={title === "" ? "No limit is in force" : title}>
      <span className="label">Risk</span>
      <span role="status" aria-label="Risk state" className={`risk-state ${state ?? "none"}`}>
        {state === "HALTED" ? <Icon name="stop" /> : null}
        {state === "SYNCING" || state === "REDUCING" ? <Icon name="warn" /> : null}
        {state ?? "none"}
      </span>
    </div>
  );
}

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
  return (
    <>
      <Stat label="Equity, USD" room="equity">
        <Amount value={view?.equity} digits={2} className="large" />
      </Stat>
      <Stat label="Day P&L" room="pnl">
        <Amount value={view?.dayPnl} digits={2} signed tone="pnl" className="large" />
        <Amount value={view?.dayPnlPercent} digits={2} signed tone="pnl" suffix="%" />
      </Stat>
      <span className="rule" />
      <Stat label="Gross" room="sum">
        <Amount value={view?.gross} digits={0} />
      </Stat>
      <Stat label="Net" room="sum">
        <Amount value={view?.net} digits={0} signed />
      </Stat>
      <Stat label="Leverage">
        <Amount value={view?.leverage} digits={2} suffix="×" />
      </Stat>
      <Stat label="Margin distance" room="distance">
        <Amount value={view?.marginDistancePercent} digits={1} suffix="%" none={view !== undefined} />
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
      <span role="status" aria-label="Risk state" className={`risk-state ${state ?? "unknown"}`}>
        {state === "HALTED" ? <Icon name="stop" /> : null}
        {state === "SYNCING" || state === "REDUCING" ? <Icon name="warn" /> : null}
        {state ?? "not known"}
      </span>
    </div>
  );
}

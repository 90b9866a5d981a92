// Where the environment stands: its figures in one list, and in words why it is not ACTIVE.
import type { ReactNode } from "react";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Amount } from "../../ui/amount.tsx";
import { Button } from "../../ui/buttons.tsx";
import { clockText } from "../../ui/time-text.ts";
import { ENVIRONMENT_WORDS } from "../../ui/words.ts";

export function RiskPanel(): ReactNode {
  const { workspace } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const title = `${ENVIRONMENT_WORDS[environment]}, every account`;
  return (
    <section className="panel risk" aria-label="Risk">
      <header className="head">
        <h2>Risk</h2>
        <span className="grow" />
        <Button
          look="bare"
          onClick={() => showSide(workspace, { kind: "limits", scope: `environment:${environment}`, title })}
        >
          Limits
        </Button>
      </header>
      <Causes />
      <Figures />
    </section>
  );
}

function Causes(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const causes = useEntity("environment", environment, (view) => view.causes) ?? [];
  return causes.map((cause) => (
    <p key={`${cause.kind} ${cause.detail}`} className="cause">
      <span>{cause.detail}</span>
      <span className="second">{clockText(cause.sinceMs)}</span>
    </p>
  ));
}

function Figures(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const view = useEntity("environment", environment, (entity) => entity);
  const nearest = useEntity("account", view?.marginDistanceAccount, ({ name }) => name);
  const loss = useEntities("environment", (table) => table.byId[environment]?.dayPnl);
  if (view === undefined) return null;
  return (
    <dl className="facts">
      <dt>Gross exposure, USD</dt>
      <dd>
        <Amount value={view.gross} digits={0} />
      </dd>
      <dt>Net exposure, USD</dt>
      <dd>
        <Amount value={view.net} digits={0} signed />
      </dd>
      <dt>Leverage</dt>
      <dd>
        <Amount value={view.leverage} digits={2} suffix="×" />
      </dd>
      <dt>
        Margin distance <span className="second">{nearest}</span>
      </dt>
      <dd>
        <Amount value={view.marginDistancePercent} digits={1} suffix="%" none />
      </dd>
      <dt>Day P&L, USD</dt>
      <dd>
        <Amount value={loss} digits={2} signed tone="pnl" />
      </dd>
      <dt>Working orders</dt>
      <dd>{view.workingOrders}</dd>
      <dt>UNKNOWN orders</dt>
      <dd className={view.unknownOrders > 0 ? "warn strong" : ""}>{view.unknownOrders}</dd>
    </dl>
  );
}

// How near every limit is, why trading is restricted and who may end it, what venues still take, what is on hold.
import type { ReactNode } from "react";
import { useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide, type Environment } from "../../stores/workspace.ts";
import { Amount } from "../../ui/amount.tsx";
import { Button } from "../../ui/buttons.tsx";
import { ENVIRONMENT_WORDS } from "../../ui/words.ts";
import { BucketRows } from "./bucket-rows.tsx";
import { CauseRows } from "./cause-rows.tsx";
import { HoldRows } from "./hold-rows.tsx";
import { LimitRow } from "./limit-row.tsx";
import { limitWord, PER_ORDER } from "./limit-words.ts";
import { useLimits } from "./use-limits.ts";

export function RiskPanel(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  return (
    <div className="risk-body">
      <CauseRows environment={environment} />
      <LimitRows environment={environment} />
      <dl className="facts">
        <DayFacts environment={environment} />
        <OpenOrders environment={environment} />
        <OrderLimits environment={environment} />
      </dl>
      <BucketRows environment={environment} />
      <HoldRows environment={environment} />
    </div>
  );
}

export function RiskActions(): ReactNode {
  const { workspace } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const title = `${ENVIRONMENT_WORDS[environment]}, every account`;
  return (
    <Button
      look="bare"
      title="Change the limits of every account"
      onClick={() => showSide(workspace, { kind: "limits", scope: `environment:${environment}`, title })}
    >
      Limits
    </Button>
  );
}

function LimitRows({ environment }: { readonly environment: Environment }): ReactNode {
  const limits = useEntity("risk", environment, (view) => view.limits);
  if (limits === undefined) return <p className="hint">The limits are not known yet.</p>;
  return (
    <ul className="limit-rows" aria-label="Limits">
      {limits.map((limit) => (
        <LimitRow key={`${limit.scope} ${limit.key}`} limit={limit} environment={environment} />
      ))}
    </ul>
  );
}

function DayFacts({ environment }: { readonly environment: Environment }): ReactNode {
  const day = useEntity("risk", environment, (view) => view.day);
  const missing = day?.missing === undefined ? "Not known yet" : `Not known: the figures of ${day.missing}`;
  return (
    <>
      <dt title={day === undefined ? "" : `Since 00:00 UTC, ${day.day}`}>Loss of the day</dt>
      <dd title={day?.loss === undefined ? missing : ""}>
        <Amount value={day?.loss} digits={2} />
      </dd>
      <dt title="Equity of the first reading of the UTC day, with transfers added since">Day began with</dt>
      <dd title={day?.transfers === undefined ? missing : `Transfers since: ${day.transfers} USD`}>
        <Amount value={day?.baseline} digits={2} />
      </dd>
    </>
  );
}

function OpenOrders({ environment }: { readonly environment: Environment }): ReactNode {
  const working = useEntity("environment", environment, (view) => view.workingOrders);
  const unknown = useEntity("environment", environment, (view) => view.unknownOrders);
  return (
    <>
      <dt>Orders working</dt>
      <dd>{working ?? "?"}</dd>
      <dt>Orders UNKNOWN</dt>
      <dd className={unknown === 0 ? "" : "warn strong"}>{unknown ?? "?"}</dd>
    </>
  );
}

/** What each order meets by itself. Read again when the panel that changes them closes. */
function OrderLimits({ environment }: { readonly environment: Environment }): ReactNode {
  const editing = useWorkspace((state) => state.side.kind === "limits");
  const { limits } = useLimits(`environment:${environment}`, String(editing));
  return PER_ORDER.map((key) => {
    const { label, unit } = limitWord(key);
    const value = limits?.[key];
    return (
      <div key={key} className="contents">
        <dt>
          {label}, {unit}
        </dt>
        <dd>{value === "" ? <span className="none">no limit</span> : <Amount value={value} />}</dd>
      </div>
    );
  });
}

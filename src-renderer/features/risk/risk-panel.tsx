// Why the environment is not ACTIVE, what is still open, and the limits that hold for every account in it.
import type { ReactNode } from "react";
import { useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide, type Environment } from "../../stores/workspace.ts";
import { Amount } from "../../ui/amount.tsx";
import { Button } from "../../ui/buttons.tsx";
import { clockText } from "../../ui/time-text.ts";
import { ENVIRONMENT_WORDS } from "../../ui/words.ts";
import { LIMIT_WORDS } from "./limit-words.ts";
import { useLimits } from "./use-limits.ts";

export function RiskPanel(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  return (
    <div className="risk-body">
      <Causes environment={environment} />
      <dl className="facts">
        <OpenOrders environment={environment} />
        <LimitList environment={environment} />
      </dl>
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

function Causes({ environment }: { readonly environment: Environment }): ReactNode {
  const causes = useEntity("environment", environment, (view) => view.causes) ?? [];
  return causes.map((cause) => (
    <p key={`${cause.kind} ${cause.detail}`} className="cause">
      <span>{cause.detail}</span>
      <span className="second">{clockText(cause.sinceMs)}</span>
    </p>
  ));
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

/** Read again when the panel that changes them closes. */
function LimitList({ environment }: { readonly environment: Environment }): ReactNode {
  const editing = useWorkspace((state) => state.side.kind === "limits");
  const { limits } = useLimits(`environment:${environment}`, String(editing));
  return LIMIT_WORDS.map(({ key, label, unit }) => (
    <LimitLine key={key} label={`${label}${unit === "" ? "" : `, ${unit}`}`} value={limits?.[key]} />
  ));
}

function LimitLine({
  label,
  value,
}: {
  readonly label: string;
  readonly value: string | undefined;
}): ReactNode {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value === undefined ? "" : <LimitValue value={value} />}</dd>
    </>
  );
}

function LimitValue({ value }: { readonly value: string }): ReactNode {
  return value === "" ? <span className="none">no limit</span> : <Amount value={value} />;
}

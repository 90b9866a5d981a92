// The limits of one scope, as texts: a ticket can never pass them, and each change is kept with its old value.
import { useEffect, useState, type ReactNode } from "react";
import type { LimitsDraft } from "../../../src-core/contract/requests.ts";
import type { Failure } from "../../bridge/client.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { NumberField } from "../../ui/field.tsx";
import { Failures } from "../../ui/messages.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";

interface LimitsPanelProps {
  readonly scope: string;
  readonly title: string;
}

const LIMITS: readonly { readonly key: keyof LimitsDraft; readonly label: string; readonly unit: string }[] =
  [
    { key: "maxOrderNotional", label: "One order", unit: "USD" },
    { key: "maxPositionNotional", label: "Position in one instrument", unit: "USD" },
    { key: "priceCollarBps", label: "Distance from reference", unit: "bp" },
    { key: "maxOpenOrders", label: "Working at once", unit: "" },
  ];

export function LimitsPanel({ scope, title }: LimitsPanelProps): ReactNode {
  const { client, workspace } = useTerminal();
  const [limits, setLimits] = useState<LimitsDraft>();
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const [saved, setSaved] = useState(false);
  useEffect(() => {
    let wanted = true;
    void client.request("limits/read", { scope }).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setLimits(answer.value);
      else setFailures(answer.failures);
    });
    return () => {
      wanted = false;
    };
  }, [client, scope]);
  const save = async (): Promise<void> => {
    if (limits === undefined) return;
    const answer = await client.request("limits/save", { scope, limits });
    setSaved(answer.ok);
    setFailures(answer.ok ? [] : answer.failures);
  };
  return (
    <SidePanelFrame title="Limits" detail={title} onClose={() => showSide(workspace, { kind: "ticket" })}>
      {limits === undefined ? null : (
        <div className="form">
          {LIMITS.map(({ key, label, unit }) => (
            <NumberField
              key={key}
              label={label}
              unit={unit}
              value={limits[key]}
              note={fieldNote(failures, key)}
              onChange={(text) => {
                setSaved(false);
                setLimits({ ...limits, [key]: text });
              }}
            />
          ))}
          <p className="hint wrap">
            Empty: no limit of this kind in this scope. Of several scopes the tightest holds. A change is
            written to the journal with its old value.
          </p>
          <Button size="large" look="primary" disabled={saved} onClick={() => void save()}>
            {saved ? "Saved" : "Save limits"}
          </Button>
        </div>
      )}
      <Failures failures={failures.filter(({ place }) => !LIMITS.some(({ key }) => place.endsWith(key)))} />
    </SidePanelFrame>
  );
}

function fieldNote(
  failures: readonly Failure[],
  key: string,
): { readonly text: string; readonly tone?: "stop" } {
  const failure = failures.find(({ place }) => place.endsWith(key));
  return failure === undefined ? { text: "" } : { text: failure.message, tone: "stop" };
}

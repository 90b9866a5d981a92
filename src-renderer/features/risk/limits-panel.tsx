// The limits of one scope, as texts: a ticket can never pass them, and each change is kept with its old value.
import { useState, type ReactNode } from "react";
import type { LimitsDraft } from "../../../src-core/contract/requests.ts";
import type { Failure } from "../../bridge/client.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { NumberField, type FieldNote } from "../../ui/field.tsx";
import { Failures } from "../../ui/messages.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import { LIMIT_WORDS } from "./limit-words.ts";
import { useLimits } from "./use-limits.ts";

export function LimitsPanel({ scope }: { readonly scope: string }): ReactNode {
  const { workspace } = useTerminal();
  const { limits, failures } = useLimits(scope, "");
  return (
    <SidePanelFrame title="Limits" onClose={() => showSide(workspace, { kind: "ticket" })}>
      {limits === undefined ? null : <LimitsForm scope={scope} start={limits} />}
      <Failures failures={failures} />
    </SidePanelFrame>
  );
}

interface LimitsFormProps {
  readonly scope: string;
  readonly start: LimitsDraft;
}

function LimitsForm({ scope, start }: LimitsFormProps): ReactNode {
  const { client } = useTerminal();
  const [limits, setLimits] = useState(start);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const [saved, setSaved] = useState(false);
  const save = async (): Promise<void> => {
    const answer = await client.request("limits/save", { scope, limits });
    setSaved(answer.ok);
    setFailures(answer.ok ? [] : answer.failures);
  };
  return (
    <div className="form">
      {LIMIT_WORDS.map(({ key, label, unit }) => (
        <NumberField
          key={key}
          label={label}
          unit={unit}
          value={limits[key] ?? ""}
          note={noteFor(failures, key)}
          onChange={(text) => {
            setSaved(false);
            setLimits({ ...limits, [key]: text });
          }}
        />
      ))}
      <p className="hint wrap">
        Empty: no limit of this kind in this scope. Of several scopes the tightest holds. A change is written
        to the journal with its old value.
      </p>
      <Button size="large" look="primary" disabled={saved} onClick={() => void save()}>
        {saved ? "Saved" : "Save limits"}
      </Button>
      <Failures
        failures={failures.filter(({ place }) => !LIMIT_WORDS.some(({ key }) => place.endsWith(key)))}
      />
    </div>
  );
}

function noteFor(failures: readonly Failure[], key: string): FieldNote {
  const failure = failures.find(({ place }) => place.endsWith(key));
  return failure === undefined ? { text: "" } : { text: failure.message, tone: "stop" };
}

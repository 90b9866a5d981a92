// The limits of one scope, as texts: a ticket can never pass them, and each change is kept with its old value.
import { useState, type ReactNode } from "react";
import type { LimitsDraft } from "../../../src-core/contract/requests.ts";
import type { Failure } from "../../bridge/client.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { NumberField, TextField, type FieldNote } from "../../ui/field.tsx";
import { Failures } from "../../ui/messages.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import { LimitChanges } from "./limit-changes.tsx";
import { LIMIT_SECTIONS, LIST_WORDS, type LimitKey, type LimitWord } from "./limit-words.ts";
import { ScopeChoice } from "./scope-choice.tsx";
import { useLimits } from "./use-limits.ts";

const LONGEST_LIST = 16_384;

export function LimitsPanel({ scope }: { readonly scope: string }): ReactNode {
  const { workspace } = useTerminal();
  const [saves, setSaves] = useState(0);
  const { limits, failures } = useLimits(scope, "");
  return (
    <SidePanelFrame title="Limits" onClose={() => showSide(workspace, { kind: "ticket" })}>
      <ScopeChoice scope={scope} />
      {limits === undefined ? null : (
        <LimitsForm scope={scope} start={limits} onSaved={() => setSaves(saves + 1)} />
      )}
      <Failures failures={failures} />
      <LimitChanges version={saves} />
    </SidePanelFrame>
  );
}

interface LimitsFormProps {
  readonly scope: string;
  readonly start: LimitsDraft;
  readonly onSaved: () => void;
}

function LimitsForm({ scope, start, onSaved }: LimitsFormProps): ReactNode {
  const { client } = useTerminal();
  const [limits, setLimits] = useState(start);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const [saved, setSaved] = useState(false);
  const save = async (): Promise<void> => {
    const answer = await client.request("limits/save", { scope, limits });
    setSaved(answer.ok);
    setFailures(answer.ok ? [] : answer.failures);
    if (answer.ok) onSaved();
  };
  const change = (key: LimitKey, text: string): void => {
    setSaved(false);
    setLimits({ ...limits, [key]: text });
  };
  const elsewhere = failures.filter(({ place }) => !(place in limits));
  return (
    <div className="form limits-form">
      {LIMIT_SECTIONS.map(({ title, words }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {words.map((word) => (
            <NumberField
              key={word.key}
              label={word.label}
              unit={word.unit}
              value={limits[word.key] ?? ""}
              note={noteFor(failures, word)}
              onChange={(text) => change(word.key, text)}
            />
          ))}
        </fieldset>
      ))}
      <fieldset>
        <legend>Instruments</legend>
        {LIST_WORDS.map((word) => (
          <TextField
            key={word.key}
            label={word.label}
            value={limits[word.key] ?? ""}
            note={noteFor(failures, word)}
            maxLength={LONGEST_LIST}
            onChange={(text) => change(word.key, text)}
          />
        ))}
      </fieldset>
      <p className="hint wrap">
        Empty: no limit of this kind in this scope. Of several scopes the tightest holds. A change is written
        to the journal with its old value.
      </p>
      <Button size="large" look="primary" disabled={saved} onClick={() => void save()}>
        {saved ? "Saved" : "Save limits"}
      </Button>
      <Failures failures={elsewhere} />
    </div>
  );
}

function noteFor(failures: readonly Failure[], { key, hint = "" }: LimitWord): FieldNote {
  const failure = failures.find(({ place }) => place.split(".").at(-1) === key);
  return failure === undefined ? { text: hint } : { text: failure.message, tone: "stop" };
}

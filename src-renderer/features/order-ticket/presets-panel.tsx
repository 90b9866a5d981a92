// The presets of a group: keep the ticket as one, arm, confirm what was voided, remove.
import { useState, type ReactNode } from "react";
import { hasStop } from "../../../src-core/ticket/ticket-fields.ts";
import type { Failure } from "../../bridge/client.ts";
import { useEntity, useTerminal, useTicket } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { Check } from "../../ui/check.tsx";
import { NumberField, TextField } from "../../ui/field.tsx";
import { EmptyState, Failures } from "../../ui/messages.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import { canBePreset, presetTermsOf } from "./preset-from-ticket.ts";
import { usePresetIds } from "./preset-strip.tsx";

export function PresetsPanel({ groupId }: { readonly groupId: string }): ReactNode {
  const { workspace } = useTerminal();
  const group = useEntity("group", groupId, ({ name }) => name) ?? groupId;
  const ids = usePresetIds(groupId);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  return (
    <SidePanelFrame title={`Presets of ${group}`} onClose={() => showSide(workspace, { kind: "ticket" })}>
      <KeepTicket groupId={groupId} onFailures={setFailures} />
      <Failures failures={failures} />
      {ids.length === 0 ? (
        <EmptyState title="No preset yet">
          A preset keeps the ticket&apos;s terms without side and price. Buy and Sell then make its plan in
          one click.
        </EmptyState>
      ) : (
        <ul className="preset-cards">
          {ids.map((id) => (
            <PresetCard key={id} id={id} onFailures={setFailures} />
          ))}
        </ul>
      )}
    </SidePanelFrame>
  );
}

interface KeepTicketProps {
  readonly groupId: string;
  readonly onFailures: (failures: readonly Failure[]) => void;
}

function KeepTicket({ groupId, onFailures }: KeepTicketProps): ReactNode {
  const { client } = useTerminal();
  const form = useTicket((state) => state);
  const instrument = useEntity("listing", form.listing, ({ name }) => name);
  const [name, setName] = useState("");
  const [offsetBps, setOffsetBps] = useState("0");
  const [stopPercent, setStopPercent] = useState("1");
  const byStop = hasStop(form);
  const missing = canBePreset(form)
    ? name.trim() === ""
      ? "Type a name to keep it"
      : undefined
    : "Only market and limit tickets can be kept";
  const save = async (): Promise<void> => {
    const terms = presetTermsOf(form, { offsetBps, stopPercent: byStop ? stopPercent : "" });
    const preset = { kind: "order", groupId, name: name.trim(), listing: form.listing, terms } as const;
    const answer = await client.request("preset/save", { preset });
    onFailures(answer.ok ? [] : answer.failures);
    if (answer.ok) setName("");
  };
  return (
    <div className="form">
      <p className="second">
        Keeps the ticket as it stands: {instrument ?? "no symbol"}, {form.type}.
      </p>
      <TextField label="Name" value={name} onChange={setName} />
      {form.type === "limit" ? (
        <NumberField
          label="Beyond the touch"
          unit="bp"
          step="1"
          value={offsetBps}
          note={{ text: "negative waits on this side of it" }}
          onChange={setOffsetBps}
        />
      ) : null}
      {byStop ? (
        <NumberField
          label="Stop distance"
          unit="%"
          step="0.1"
          value={stopPercent}
          onChange={setStopPercent}
        />
      ) : null}
      <Button size="large" look="primary" disabled={missing !== undefined} onClick={() => void save()}>
        {missing ?? "Keep as preset"}
      </Button>
    </div>
  );
}

interface PresetCardProps {
  readonly id: string;
  readonly onFailures: (failures: readonly Failure[]) => void;
}

function PresetCard({ id, onFailures }: PresetCardProps): ReactNode {
  const { client } = useTerminal();
  const view = useEntity("preset", id, (preset) => preset);
  if (view === undefined) return null;
  const { preset, summary, armed, voidBecause } = view;
  const told = (
    answer: { readonly ok: true } | { readonly ok: false; readonly failures: readonly Failure[] },
  ): void => onFailures(answer.ok ? [] : answer.failures);
  return (
    <li className="preset-card">
      <b>{preset.name}</b>
      <span className="second">{summary}</span>
      {voidBecause === undefined ? null : (
        <span className="hint warn wrap">{`${voidBecause} It does not run until you confirm it.`}</span>
      )}
      <div className="row">
        {preset.kind === "order" ? (
          <Check
            label={`Arm ${preset.name}`}
            checked={armed}
            disabled={voidBecause !== undefined}
            title="Armed: Buy or Sell sends at once, without Submit. Any warning or reason still stops it. A restart or the kill switch disarms."
            onChange={(on) => void client.request("preset/arm", { presetId: id, armed: on }).then(told)}
          />
        ) : null}
        <span className="grow" />
        {voidBecause === undefined ? null : (
          <Button onClick={() => void client.request("preset/confirm", { presetId: id }).then(told)}>
            Confirm
          </Button>
        )}
        <Button
          name={`Remove ${preset.name}`}
          onClick={() => void client.request("preset/remove", { presetId: id }).then(told)}
        >
          Remove
        </Button>
      </div>
      {armed ? (
        <span className="hint warn wrap">
          One click sends to every account of the group. Any reason or warning stops it and waits for you.
        </span>
      ) : null}
    </li>
  );
}

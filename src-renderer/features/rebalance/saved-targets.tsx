// Targets that were saved with the group: one press makes the plan again.
import { useState, type ReactNode } from "react";
import { useStore } from "zustand";
import type { Failure } from "../../bridge/client.ts";
import { runSavedRebalance } from "../../stores/presets.ts";
import { rebalanceDraftOf, rebalanceLacks } from "../../stores/rebalance.ts";
import { useEntities, useEntity, useTerminal } from "../../stores/use-terminal.ts";
import { Button } from "../../ui/buttons.tsx";
import { TextField } from "../../ui/field.tsx";
import { Failures } from "../../ui/messages.tsx";

export function SavedTargets(): ReactNode {
  const { client, rebalance } = useTerminal();
  const form = useStore(rebalance.form);
  const [name, setName] = useState("");
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const ids = useEntities("preset", (table) =>
    Object.values(table.byId).flatMap(({ id, preset }) =>
      preset.kind === "rebalance" && preset.groupId === form.groupId ? [id] : [],
    ),
  );
  const lacks = rebalanceLacks(form) ?? (name.trim() === "" ? "Type a name to save the target" : undefined);
  const save = async (): Promise<void> => {
    const draft = rebalanceDraftOf(form);
    const preset = { kind: "rebalance", groupId: form.groupId, name: name.trim(), draft } as const;
    const answer = await client.request("preset/save", { preset });
    setFailures(answer.ok ? [] : answer.failures);
    if (answer.ok) setName("");
  };
  return (
    <div className="saved-targets">
      <span className="second">{ids.length === 0 ? "No saved target" : "Saved"}</span>
      {ids.map((id) => (
        <SavedTarget key={id} id={id} chosen={id === form.presetId} />
      ))}
      <span className="grow" />
      <TextField label="Save as" value={name} onChange={setName} />
      <Button disabled={lacks !== undefined} title={lacks} name="Save target" onClick={() => void save()}>
        Save
      </Button>
      <Failures failures={failures} />
    </div>
  );
}

function SavedTarget({ id, chosen }: { readonly id: string; readonly chosen: boolean }): ReactNode {
  const terminal = useTerminal();
  const view = useEntity("preset", id, (preset) => preset);
  if (view === undefined) return null;
  const { preset, summary, voidBecause } = view;
  return (
    <Button
      look={chosen ? "primary" : "plain"}
      disabled={voidBecause !== undefined}
      name={`Plan ${preset.name}`}
      title={voidBecause === undefined ? summary : `${voidBecause} Confirm it in Presets.`}
      onClick={() => runSavedRebalance(terminal, view)}
    >
      {preset.name}
    </Button>
  );
}

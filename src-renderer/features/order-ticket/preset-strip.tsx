// The presets of the ticket's group, each with its buttons: one gesture makes the plan.
import type { ReactNode } from "react";
import { runPreset, runSavedRebalance } from "../../stores/presets.ts";
import { useEntities, useEntity, useTerminal, useTicket } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";

export function PresetStrip(): ReactNode {
  const { workspace } = useTerminal();
  const groupId = useTicket((form) => form.groupId);
  const ids = usePresetIds(groupId);
  if (groupId === "") return null;
  return (
    <section className="presets" aria-label="Presets">
      {ids.length === 0 ? (
        <span className="second grow">No preset yet</span>
      ) : (
        <ul className="preset-list">
          {ids.map((id) => (
            <PresetLine key={id} id={id} />
          ))}
        </ul>
      )}
      <Button onClick={() => showSide(workspace, { kind: "presets", groupId })}>
        {ids.length === 0 ? "Keep this ticket" : "Edit presets"}
      </Button>
    </section>
  );
}

/** The presets of a group, in the order in which they were made. */
export function usePresetIds(groupId: string): readonly string[] {
  return useEntities("preset", (table) =>
    Object.values(table.byId).flatMap(({ id, preset }) => (preset.groupId === groupId ? [id] : [])),
  );
}

function PresetLine({ id }: { readonly id: string }): ReactNode {
  const terminal = useTerminal();
  const view = useEntity("preset", id, (preset) => preset);
  if (view === undefined) return null;
  const { preset, summary, armed, voidBecause } = view;
  const off = voidBecause !== undefined;
  const title =
    voidBecause ?? (armed ? `${summary}. Armed: one click sends.` : `${summary}. Shows the plan first.`);
  return (
    <li className={armed ? "preset armed" : "preset"} title={title}>
      <span className="name">{preset.name}</span>
      {armed ? <span className="armed-word">ARMED</span> : null}
      {off ? <span className="armed-word">confirm first</span> : null}
      <span className="grow" />
      {preset.kind === "rebalance" ? (
        <Button
          disabled={off}
          name={`Plan ${preset.name}`}
          title={title}
          onClick={() => runSavedRebalance(terminal, view)}
        >
          Plan
        </Button>
      ) : (
        <>
          <Button
            disabled={off}
            name={`Buy ${preset.name}`}
            title={title}
            onClick={() => runPreset(terminal, view, "buy")}
          >
            Buy
          </Button>
          <Button
            disabled={off}
            name={`Sell ${preset.name}`}
            title={title}
            onClick={() => runPreset(terminal, view, "sell")}
          >
            Sell
          </Button>
        </>
      )}
    </li>
  );
}

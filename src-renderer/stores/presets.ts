// One gesture for what was saved: a preset and a side, or a saved rebalance. Everything else is the plan desk's.
import type { PresetView } from "../../src-core/contract/preset-view.ts";
import { loadRebalance } from "./rebalance.ts";
import type { Terminal } from "./terminal.ts";
import { showPanel, showSide } from "./workspace.ts";

type Side = "buy" | "sell";

/** Makes the plan of a preset; armed and without objection it is sent at once. Ignored while the one before is on its way. */
export function runPreset(terminal: Terminal, view: PresetView, orderSide: Side): void {
  const { presets, workspace } = terminal;
  const before = presets.desk.store.getState();
  if (before.asking || before.submission?.state === "sending") return;
  const { name } = view.preset;
  if (before.submission?.state === "unanswered") {
    // What is unanswered stays on the screen until a person has looked into it.
    if (workspace.getState().side.kind !== "preset") {
      showSide(workspace, { kind: "preset", presetId: view.id, orderSide, title: name });
    }
    return;
  }
  if (!presets.gesture()) return;
  showSide(workspace, { kind: "preset", presetId: view.id, orderSide, title: name });
  presets.desk.clear();
  presets.desk.ask();
}

/** Makes the plan of a saved rebalance again, in its panel. */
export function runSavedRebalance(terminal: Terminal, { id, preset }: PresetView): void {
  if (preset.kind !== "rebalance") return;
  showPanel(terminal.workspace, "rebalance");
  showSide(terminal.workspace, { kind: "rebalance" });
  loadRebalance(terminal.rebalance, id, preset.groupId, preset.draft);
}

export interface PresetAction {
  readonly id: string;
  readonly title: string;
  readonly run: () => void;
}

/** What a list of actions can offer of the environment shown: each preset's two sides, each saved rebalance. */
export function presetActions(terminal: Terminal): readonly PresetAction[] {
  const { environment } = terminal.workspace.getState();
  const presets = Object.values(terminal.entities.preset.getState().byId);
  const groups = terminal.entities.group.getState().byId;
  return presets
    .filter((view) => view.environment === environment && view.voidBecause === undefined)
    .flatMap((view): readonly PresetAction[] => {
      const { name, groupId, kind } = view.preset;
      const of = `${name}, ${groups[groupId]?.name ?? groupId}`;
      if (kind === "rebalance") {
        const title = `Rebalance: ${of}`;
        return [{ id: `preset/${view.id}`, title, run: () => runSavedRebalance(terminal, view) }];
      }
      return (["buy", "sell"] as const).map((side) => ({
        id: `preset/${view.id}/${side}`,
        title: `${side === "buy" ? "Buy" : "Sell"}: ${of}`,
        run: () => runPreset(terminal, view, side),
      }));
    });
}

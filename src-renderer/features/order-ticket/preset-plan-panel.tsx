// The plan of a preset: shown as it goes where it was armed, else until Submit.
import { useEffect, type ReactNode } from "react";
import { useStore } from "zustand";
import { freshPreview } from "../../stores/plan-state.ts";
import { useNow, usePlan, useTerminal } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Reason } from "../../ui/messages.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import { PlanFoot } from "./plan-foot.tsx";
import { PlanSection } from "./plan-section.tsx";

interface PresetPlanPanelProps {
  readonly title: string;
  readonly look: "buy" | "sell";
}

export function PresetPlanPanel({ title, look }: PresetPlanPanelProps): ReactNode {
  const { presets, workspace } = useTerminal();
  const { desk, run } = presets;
  const now = useNow();
  const planId = usePlan(desk, (state) => freshPreview(state)?.planId);
  const idle = usePlan(desk, ({ submission }) => submission === undefined);
  const waits = useStore(run, (state) => (state.planId === planId ? state.waitsBecause : undefined));
  useEffect(() => {
    desk.renew();
  }, [desk, now]);
  return (
    <SidePanelFrame
      title={title}
      onClose={() => showSide(workspace, { kind: "ticket" })}
      foot={<PlanFoot desk={desk} face={title} look={look} missing={undefined} />}
    >
      {idle && waits !== undefined ? (
        <Reason tone="plain" title="Not sent">
          {waits}
        </Reason>
      ) : null}
      <PlanSection desk={desk} />
    </SidePanelFrame>
  );
}

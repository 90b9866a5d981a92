// The plan that brings positions to zero, to half or to the other side: shown first, in the ticket's place, then sent.
import { useEffect, type ReactNode } from "react";
import { useNow, useTerminal } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import { OthersInTheWay } from "./others-in-the-way.tsx";
import { PlanFoot } from "./plan-foot.tsx";
import { PlanSection } from "./plan-section.tsx";

export function FlattenPanel({ title }: { readonly title: string }): ReactNode {
  const { flattenDesk, workspace } = useTerminal();
  const now = useNow();
  useEffect(() => {
    // What is unanswered stays until a person has looked into it, also when another row is to be flattened.
    const before = flattenDesk.store.getState().submission?.state;
    if (before !== "sending" && before !== "unanswered") flattenDesk.clear();
    flattenDesk.ask();
  }, [flattenDesk]);
  useEffect(() => {
    flattenDesk.renew();
  }, [flattenDesk, now]);
  return (
    <SidePanelFrame
      title={title}
      onClose={() => showSide(workspace, { kind: "ticket" })}
      foot={<PlanFoot desk={flattenDesk} face={title} look="neutral" missing={undefined} />}
    >
      <OthersInTheWay />
      <PlanSection desk={flattenDesk} />
    </SidePanelFrame>
  );
}

// The ticket's place. Plans, the emergency and forms take it in turn; nothing ever covers the prices.
import type { ReactNode } from "react";
import { ConnectPanel } from "../features/accounts/connect-panel.tsx";
import { DeadManPanel } from "../features/accounts/dead-man-panel.tsx";
import { GroupPanel } from "../features/accounts/group-panel.tsx";
import { AlertsPanel } from "../features/alerts/alerts-panel.tsx";
import { KillPanel } from "../features/kill/kill-panel.tsx";
import { useFirstSteps } from "../features/onboarding/first-steps.tsx";
import { FlattenPanel } from "../features/order-ticket/flatten-panel.tsx";
import { PresetPlanPanel } from "../features/order-ticket/preset-plan-panel.tsx";
import { PresetsPanel } from "../features/order-ticket/presets-panel.tsx";
import { RebalancePlanPanel } from "../features/order-ticket/rebalance-plan-panel.tsx";
import { TicketPanel } from "../features/order-ticket/ticket-panel.tsx";
import { LimitsPanel } from "../features/risk/limits-panel.tsx";
import { KeysPanel } from "../features/settings/keys-panel.tsx";
import { SettingsPanel } from "../features/settings/settings-panel.tsx";
import { useTerminal, useWorkspace } from "../stores/use-terminal.ts";
import { showSide, sideTitle } from "../stores/workspace.ts";
import { Button } from "../ui/buttons.tsx";
import { Icon } from "../ui/icon.tsx";

export function RightColumn(): ReactNode {
  const side = useWorkspace((state) => state.side);
  const guide = useFirstSteps();
  switch (side.kind) {
    case "ticket":
      return <TicketPanel guide={guide} />;
    case "flatten":
      return <FlattenPanel key={JSON.stringify([side.act, side.scope])} title={sideTitle(side)} />;
    case "rebalance":
      return <RebalancePlanPanel />;
    case "preset":
      return (
        <PresetPlanPanel
          key={`${side.presetId} ${side.orderSide}`}
          title={sideTitle(side)}
          look={side.orderSide}
        />
      );
    case "presets":
      return <PresetsPanel key={side.groupId} groupId={side.groupId} />;
    case "kill":
      return <KillPanel />;
    case "connect":
      return <ConnectPanel environment={side.environment} />;
    case "group":
      return <GroupPanel groupId={side.groupId} />;
    case "limits":
      return <LimitsPanel key={side.scope} scope={side.scope} />;
    case "dead-man":
      return <DeadManPanel key={side.accountId} accountId={side.accountId} />;
    case "settings":
      return <SettingsPanel page={side.page} />;
    case "keys":
      return <KeysPanel />;
    case "alerts":
      return <AlertsPanel />;
  }
}

/** The way back to the ticket. */
export function SideActions(): ReactNode {
  const { workspace } = useTerminal();
  const isTicket = useWorkspace((state) => state.side.kind === "ticket");
  if (isTicket) return null;
  return (
    <Button
      look="bare"
      name="Close"
      title="Back to the ticket, Escape"
      onClick={() => showSide(workspace, { kind: "ticket" })}
    >
      <Icon name="cross" />
    </Button>
  );
}

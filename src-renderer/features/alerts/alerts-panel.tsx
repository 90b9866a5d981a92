// What was told in this window, newest first, and the prices that are waited for.
import { useEffect, type ReactNode } from "react";
import { useStore } from "zustand";
import type { Attention } from "../../stores/attention.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { EmptyState } from "../../ui/messages.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import { clockText } from "../../ui/time-text.ts";
import { KIND_WORDS } from "../../ui/kind-words.ts";
import { PriceAlerts } from "./price-alerts.tsx";
import { ToldActButton } from "./told-act.tsx";

export function AlertsPanel(): ReactNode {
  const { workspace, attention } = useTerminal();
  const items = useStore(attention.store, (state) => state.items);
  useEffect(() => {
    attention.seen();
  }, [attention, items]);
  return (
    <SidePanelFrame
      title="Alerts"
      onClose={() => showSide(workspace, { kind: "ticket" })}
      foot={
        <div className="form">
          <Button onClick={() => showSide(workspace, { kind: "settings", page: "notices" })}>
            What to be told, and how
          </Button>
        </div>
      }
    >
      <PriceAlerts />
      <h2 className="label section-head">What happened</h2>
      {items.length === 0 ? (
        <EmptyState title="Nothing yet">
          Fills, rejections, unknown orders, limits, margin, venues and the clock are listed here with their
          time. Type a price above to be told when it comes.
        </EmptyState>
      ) : (
        <ol className="told">
          {items.map((item) => (
            <ToldLine key={item.id} item={item} />
          ))}
        </ol>
      )}
    </SidePanelFrame>
  );
}

function ToldLine({ item }: { readonly item: Attention }): ReactNode {
  return (
    <li>
      <span className="second">{clockText(item.atMs)}</span>
      <span className={item.level === "info" ? "told-kind" : `told-kind ${item.level}`}>
        {item.level === "info" ? null : <Icon name="warn" />} {KIND_WORDS[item.kind]}
      </span>
      <p>
        {item.text} {item.remedy === undefined ? null : <span className="second">{item.remedy}</span>}
      </p>
      <ToldActButton act={item.act} />
    </li>
  );
}

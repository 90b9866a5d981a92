// What can be done with the chosen position: a plan is shown first, nothing is sent from here.
import type { ReactNode } from "react";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { amendableOf } from "../../stores/amend-desk.ts";
import { listOf } from "../../stores/entities.ts";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { counted } from "../../ui/words.ts";
import { protectingStops } from "./protecting-stops.ts";
import { Button } from "../../ui/buttons.tsx";
import { flattenChosen } from "./position-commands.ts";
import { useChosenPosition } from "./use-chosen-position.ts";

export function PositionActions(): ReactNode {
  const terminal = useTerminal();
  const chosen = useChosenPosition();
  const environment = useWorkspace((state) => state.environment);
  const halted = useEntity("environment", environment, ({ riskState }) => riskState === "HALTED") ?? false;
  const name = useEntity("position", chosen, (position) => position.name);
  const accountId = useEntity("position", chosen, (position) => position.accountId);
  const account = useEntity("account", accountId, (view) => view.name);
  const target = account === undefined ? name : `${account} ${name ?? ""}`;
  return (
    <span className="actions">
      <span className="second">
        {target === undefined ? "Select a row" : halted ? "HALTED: only to zero" : `Selected: ${target}`}
      </span>
      <StopToEntry positionId={chosen} />
      <Button
        disabled={chosen === undefined || target === undefined}
        title={
          target === undefined ? "Select a row first" : `Show the plan that brings ${target} to zero (F)`
        }
        onClick={() => flattenChosen(terminal)}
      >
        Flatten
      </Button>
    </span>
  );
}

/** Moves the stops that protect the chosen position to its entry, as a change that is shown before it is sent. */
function StopToEntry({ positionId }: { readonly positionId: string | undefined }): ReactNode {
  const { amend, entities } = useTerminal();
  const stops = useEntities("order", (table) => {
    const position = positionId === undefined ? undefined : entities.position.getState().byId[positionId];
    return position === undefined ? [] : protectingStops(listOf(table), position).map(({ id }) => id);
  });
  const entry = useEntity("position", positionId, (position) => position.entry);
  const tick = useEntity(
    "listing",
    useEntity("position", positionId, ({ listing }) => listing),
    (it) => it.tick,
  );
  const to = atTick(entry, tick);
  const obstacle =
    stops.length === 0
      ? "No stop of ours protects this position"
      : to === undefined
        ? "Its entry is not known"
        : undefined;
  return (
    <Button
      disabled={obstacle !== undefined}
      title={obstacle ?? `Show the change that moves ${counted(stops.length, "stop")} to the entry`}
      onClick={() => {
        const { byId } = entities.order.getState();
        const orders = stops.flatMap((id) => byId[id] ?? []);
        const what = amendableOf(orders, `${counted(orders.length, "stop")} to entry,`, orders[0]?.trigger);
        if (what === undefined || to === undefined) return;
        if (!amend.begin(what, { x: window.innerWidth / 2, y: window.innerHeight / 2 }, true)) return;
        amend.moveTo(to);
        amend.drop();
      }}
    >
      Stop to entry
    </Button>
  );
}

function atTick(price: string | undefined, tick: string | undefined): string | undefined {
  const [value, step] = [Decimal.parse(price), Decimal.parse(tick)];
  if (value?.isPositive() !== true || step?.isPositive() !== true) return undefined;
  return value.toStep(step, "half-even").toString();
}

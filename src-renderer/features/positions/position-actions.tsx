// What can be done with the chosen position: a plan is shown first, nothing is sent from here.
import type { ReactNode } from "react";
import type { PositionAct } from "../../../src-core/contract/requests.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { amendableOf } from "../../stores/amend-desk.ts";
import { listOf } from "../../stores/entities.ts";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { ACT_WORDS } from "../../stores/workspace.ts";
import { Icon } from "../../ui/icon.tsx";
import { counted } from "../../ui/words.ts";
import { protectingStops } from "./protecting-stops.ts";
import { Button } from "../../ui/buttons.tsx";
import { pickedPositions, positionTarget, showActOn } from "./position-target.ts";
import { useChosenPosition } from "./use-chosen-position.ts";

/** From the quietest to the one that is looked for in a hurry. */
const ACTS: readonly (readonly [act: PositionAct, key: string, does: string])[] = [
  ["halve", "H", "closes half of"],
  ["reverse", "R", "closes, then opens as much on the other side of"],
  ["flatten", "F", "brings to zero"],
];

export function PositionActions(): ReactNode {
  const terminal = useTerminal();
  const chosen = useChosenPosition();
  const environment = useWorkspace((state) => state.environment);
  const halted = useEntity("environment", environment, ({ riskState }) => riskState === "HALTED") ?? false;
  useWorkspace((state) => state.picked);
  useEntity(
    "account",
    useEntity("position", chosen, ({ accountId }) => accountId),
    ({ name }) => name,
  );
  const count = useEntities("position", () => pickedPositions(terminal).length);
  const title = useEntities("position", () => positionTarget(terminal)?.title);
  return (
    <span className="actions">
      <span className="second">
        {title === undefined ? "Select a row" : halted ? "HALTED: only to zero" : `Selected: ${title}`}
      </span>
      {count === 0 ? null : (
        <Button
          look="bare"
          name="Clear the picked rows"
          onClick={() => terminal.workspace.setState({ picked: [] })}
        >
          <Icon name="cross" />
        </Button>
      )}
      <StopToEntry positionId={chosen} />
      {ACTS.map(([act, key, does]) => (
        <Button
          key={act}
          disabled={title === undefined || (halted && act !== "flatten")}
          title={title === undefined ? "Select a row first" : `Show the plan that ${does} ${title} (${key})`}
          onClick={() => showActOn(terminal, act)}
        >
          {ACT_WORDS[act]}
        </Button>
      ))}
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

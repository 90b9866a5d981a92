// What can be done with the chosen position: a plan is shown first, nothing is sent from here.
import type { ReactNode } from "react";
import type { PositionAct } from "../../../src-core/contract/requests.ts";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { ACT_WORDS, POSITIONS_BY, type PositionsBy } from "../../stores/workspace.ts";
import { Icon } from "../../ui/icon.tsx";
import { Button } from "../../ui/buttons.tsx";
import { pickedPositions, positionTarget, showActOn } from "./position-target.ts";
import { useChosenPosition } from "./use-chosen-position.ts";

/** From the quietest to the one that is looked for in a hurry. */
const ACTS: readonly (readonly [act: PositionAct, key: string, does: string])[] = [
  ["stop-to-entry", "E", "moves its stops to the entry, or makes one, for"],
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
      <GatheredBy />
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

const BY_WORDS: Readonly<Record<PositionsBy, string>> = {
  instrument: "By instrument",
  underlying: "By underlying",
  group: "By group",
  venue: "By venue",
};

/** What the rows are gathered by; the marked row goes with the old ones. */
function GatheredBy(): ReactNode {
  const { workspace } = useTerminal();
  const by = useWorkspace((state) => state.positionsBy);
  return (
    <select
      className="select bare"
      aria-label="Positions gathered by"
      value={by}
      onChange={(event) => {
        const chosen = POSITIONS_BY.find((each) => each === event.target.value);
        if (chosen === undefined) return;
        const { position: _, ...selected } = workspace.getState().selected;
        workspace.setState({ positionsBy: chosen, picked: [], selected });
      }}
    >
      {POSITIONS_BY.map((each) => (
        <option key={each} value={each}>
          {BY_WORDS[each]}
        </option>
      ))}
    </select>
  );
}

// Exits of others on what is flattened: cancelled only where a person ticks them, else their positions stay BLOCKED.
import type { ReactNode } from "react";
import type { FlattenScope, PositionAct } from "../../../src-core/contract/requests.ts";
import type { OrderView } from "../../../src-core/contract/views.ts";
import type { EntityStores } from "../../stores/entities.ts";
import { listOf } from "../../stores/entities.ts";
import { useEntities, useEntity, useTerminal, usePlan, useWorkspace } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf } from "../../ui/amount-text.ts";
import { Check } from "../../ui/check.tsx";
import { SIDE_WORDS } from "../../ui/words.ts";

/** As many as main takes by name. */
const MAX_NAMED = 50;

/** What may cancel exits of others on its way. */
const CLEARING: readonly PositionAct[] = ["flatten", "reverse"];

export function OthersInTheWay(): ReactNode {
  const { entities, workspace, flattenDesk } = useTerminal();
  const side = useWorkspace((state) => state.side);
  const handedOver = usePlan(flattenDesk, (state) => state.submission !== undefined);
  const scope = side.kind === "flatten" && CLEARING.includes(side.act ?? "flatten") ? side.scope : undefined;
  const exits = useEntities("order", (table) =>
    scope === undefined
      ? []
      : listOf(table)
          .filter((order) => mayBlock(order, scope, entities))
          .map(({ id }) => id),
  );
  if (side.kind !== "flatten" || exits.length === 0 || handedOver) return null;
  const ticked = side.clear ?? [];
  const tick = (id: string, on: boolean): void => {
    const others = ticked.filter((each) => each !== id);
    workspace.setState({ side: { ...side, clear: on ? [...others, id].slice(0, MAX_NAMED) : others } });
    flattenDesk.changed();
  };
  return (
    <fieldset className="others-in-the-way">
      <legend>Exits of others. Ticked: cancelled first. Not ticked: that position stays, BLOCKED.</legend>
      {exits.map((id) => (
        <Exit key={id} id={id} ticked={ticked.includes(id)} onTick={(on) => tick(id, on)} />
      ))}
    </fieldset>
  );
}

interface ExitProps {
  readonly id: string;
  readonly ticked: boolean;
  readonly onTick: (on: boolean) => void;
}

function Exit({ id, ticked, onTick }: ExitProps): ReactNode {
  const order = useEntity("order", id, (view) => view);
  const account = useEntity("account", order?.accountId, ({ name }) => name);
  const lot = useEntity("listing", order?.listing, (listing) => digitsOf(listing.lot));
  const tick = useEntity("listing", order?.listing, (listing) => digitsOf(listing.tick));
  if (order === undefined) return null;
  return (
    <Check
      checked={ticked}
      onChange={onTick}
      title="Cancel this order before the position is closed"
      label={
        <span>
          {account ?? order.accountId}: {SIDE_WORDS[order.side].toLowerCase()}{" "}
          <Amount value={order.quantity} digits={lot} exact /> {order.name}{" "}
          <span className="second">
            at <Amount value={order.price ?? order.trigger} digits={tick} /> by {order.origin}
          </span>
        </span>
      }
    />
  );
}

/** Main decides what blocks; these are the working exits of others that lie in what is flattened. */
function mayBlock(order: OrderView, scope: FlattenScope, entities: EntityStores): boolean {
  const isExit =
    order.working && order.origin !== "yoke" && (order.reduceOnly || order.positionSide !== "both");
  if (!isExit) return false;
  switch (scope.kind) {
    case "account":
      return order.accountId === scope.accountId;
    case "environment":
      return order.environment === scope.environment;
    case "group": {
      const members = entities.group.getState().byId[scope.groupId]?.members ?? [];
      return members.some(({ accountId }) => accountId === order.accountId);
    }
    case "position":
      return lies(order, scope.positionId, entities);
    case "rows":
      return scope.positionIds.some((id) => lies(order, id, entities));
  }
}

/** Whether the order is on the instrument of a row, and on its account where the row is one account's. */
function lies(order: OrderView, positionId: string, entities: EntityStores): boolean {
  const position = entities.position.getState().byId[positionId];
  return (
    position?.environment === order.environment &&
    position.name === order.name &&
    (position.accountId === undefined || position.accountId === order.accountId)
  );
}

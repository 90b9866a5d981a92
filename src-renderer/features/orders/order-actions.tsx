// Cancel and ask, for the chosen leg or group order, in one fixed place.
import type { ReactNode } from "react";
import type { EntityStores } from "../../stores/entities.ts";
import type { Environment } from "../../stores/workspace.ts";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { Button } from "../../ui/buttons.tsx";
import { counted } from "../../ui/words.ts";
import { cancelChosen } from "./order-commands.ts";
import { saveCsv } from "../../ui/csv.ts";
import { RowFilter } from "../../ui/row-filter.tsx";
import { ordersCsv } from "./order-export.ts";
import { orderRowOf } from "./order-rows.ts";

export function OrderActions(): ReactNode {
  const terminal = useTerminal();
  const { client, workspace, entities } = terminal;
  const filter = useWorkspace((state) => state.filters.orders);
  const { orderId, groupOrderId } = orderRowOf(useWorkspace((state) => state.selected.order) ?? "");
  const legs = useEntity("groupOrder", groupOrderId, (group) => group.legs);
  const workingLegs = useEntities(
    "order",
    (table) => (legs ?? []).filter((id) => table.byId[id]?.working === true).length,
  );
  const working = useEntity("order", orderId, (order) => order.working) ?? false;
  const unknown = useEntity("order", orderId, (order) => order.status === "UNKNOWN") ?? false;
  const count = orderId === undefined ? workingLegs : working ? 1 : 0;
  return (
    <span className="actions">
      <span className="second">
        {legs === undefined && orderId === undefined ? "Select a row" : "Selected row"}
      </span>
      <RowFilter
        value={filter}
        onChange={(orders) => workspace.setState((state) => ({ filters: { ...state.filters, orders } }))}
      />
      <Button
        title="Save the orders that are here as comma-separated text"
        onClick={() => saveOrders(workspace.getState().environment, entities)}
      >
        CSV
      </Button>
      <Button
        disabled={!unknown}
        title={unknown ? "Look the order up by its client id" : "Only for an order that is UNKNOWN"}
        onClick={() => {
          if (orderId !== undefined) void client.request("order/query", { orderId });
        }}
      >
        Ask the venue
      </Button>
      <Button
        disabled={count === 0}
        title={count === 0 ? "Nothing of it is working" : "Ask the venues to cancel what still works (C)"}
        onClick={() => cancelChosen(terminal)}
      >
        {count > 1 ? `Cancel ${counted(count, "leg")}` : "Cancel"}
      </Button>
    </span>
  );
}

function saveOrders(environment: Environment, entities: EntityStores): void {
  const accounts = entities.account.getState().byId;
  const orders = Object.values(entities.order.getState().byId).filter(
    (order) => order.environment === environment,
  );
  saveCsv(
    `yoke-orders-${environment}.csv`,
    ordersCsv(orders, (id) => accounts[id]?.name ?? id),
  );
}

// Cancel and ask, for the chosen leg or group order, in one fixed place.
import type { ReactNode } from "react";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { Button } from "../../ui/buttons.tsx";
import { counted } from "../../ui/words.ts";
import { cancelChosen } from "./order-commands.ts";
import { orderRowOf } from "./order-rows.ts";

export function OrderActions(): ReactNode {
  const terminal = useTerminal();
  const { client } = terminal;
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

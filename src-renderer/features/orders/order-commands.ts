// What can be done with the chosen order from the palette and the keyboard.
import type { Action } from "../../stores/action.ts";
import type { Terminal } from "../../stores/terminal.ts";
import { orderRowOf } from "./order-rows.ts";

export const ORDER_COMMANDS: readonly Action[] = [
  {
    id: "order.cancel",
    title: "Cancel the selected order or group order",
    section: "Positions and orders",
    keywords: "working",
    hotkey: "C",
    obstacle: (terminal) => (workingOf(terminal) === 0 ? "Select an order that is working" : undefined),
    run: cancelChosen,
  },
];

/** Asks the venues to cancel what still works of the chosen row. */
export function cancelChosen({ client, workspace }: Terminal): void {
  const { orderId, groupOrderId } = orderRowOf(workspace.getState().selected.order ?? "");
  if (orderId !== undefined) void client.request("order/cancel", { orderId });
  else if (groupOrderId !== undefined) void client.request("order/cancel", { groupOrderId });
}

function workingOf({ entities, workspace }: Terminal): number {
  const { orderId, groupOrderId } = orderRowOf(workspace.getState().selected.order ?? "");
  const legs = entities.groupOrder.getState().byId[groupOrderId ?? ""]?.legs ?? [];
  const ids = orderId === undefined ? legs : [orderId];
  return ids.filter((id) => entities.order.getState().byId[id]?.working === true).length;
}

import { expect, test } from "vitest";
import { applyFrame, createEntityStores } from "../../stores/entities.ts";
import { snapshot } from "../../../e2e/fixtures/fake-bridge.ts";
import { deskEntities } from "../../../e2e/fixtures/scene-entities.ts";
import { groupOrderLines, loneOrderIds, orderRowOf, orderRows } from "./order-rows.ts";

function rows(): ReturnType<typeof orderRows> {
  const stores = createEntityStores();
  applyFrame(stores, snapshot(1, deskEntities()));
  return orderRows(
    groupOrderLines(stores.groupOrder.getState(), "live"),
    loneOrderIds(stores.order.getState(), "live"),
  );
}

test("trouble comes first, and orders made elsewhere stand alone at the end", () => {
  expect(rows().map(({ id }) => orderRowOf(id))).toEqual([
    { groupOrderId: "G-1043" },
    { groupOrderId: "G-1041" },
    { groupOrderId: "G-1038" },
    { orderId: "x1" },
  ]);
});

test("a row of a leg stands for its order", () => {
  expect(rows()[0]?.legs?.map(({ id }) => orderRowOf(id))).toEqual([
    { orderId: "o4" },
    { orderId: "o5" },
    { orderId: "o6" },
  ]);
});

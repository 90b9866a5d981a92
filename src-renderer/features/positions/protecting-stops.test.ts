import { expect, test } from "vitest";
import { order } from "../../../e2e/fixtures/scene-entities.ts";
import type { OrderView } from "../../../src-core/contract/views.ts";
import { protectingStops } from "./protecting-stops.ts";

const stop = (id: string, change: Partial<OrderView>) =>
  order(id, {
    type: "stop",
    side: "sell",
    trigger: "60000",
    working: true,
    origin: "yoke",
    ...change,
  })[2] as OrderView;
const LONG = {
  environment: stop("x", {}).environment,
  name: stop("x", {}).name,
  positionSide: "both",
  quantitySigned: "2",
} as const;

test("only working stops of ours that close the position protect it", () => {
  const orders = [
    stop("own", {}),
    stop("done", { working: false }),
    stop("adds", { side: "buy" }),
    stop("foreign", { origin: "external" }),
    stop("limit", { type: "limit" }),
    stop("other", { name: "ETH/USDT:USDT" }),
  ];
  expect(protectingStops(orders, LONG).map(({ id }) => id)).toEqual(["own"]);
  expect(protectingStops(orders, { ...LONG, quantitySigned: "-2" }).map(({ id }) => id)).toEqual(["adds"]);
  expect(protectingStops(orders, { ...LONG, quantitySigned: "0" })).toEqual([]);
});

test("a leg is protected by its own account's stops, the sum by all", () => {
  const orders = [stop("one", { accountId: "a" }), stop("two", { accountId: "b" })];
  expect(protectingStops(orders, LONG)).toHaveLength(2);
  expect(protectingStops(orders, { ...LONG, accountId: "b" }).map(({ id }) => id)).toEqual(["two"]);
});

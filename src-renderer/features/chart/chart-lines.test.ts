import { expect, test } from "vitest";
import { EMPTY_TICKET } from "../../../src-core/ticket/ticket.ts";
import { accountChartLines, alertChartLines, draftChartLines, restingChartLines } from "./chart-lines.ts";
import { deskEntities, groupOrder, order } from "../../../e2e/fixtures/scene-entities.ts";
import type { EntityTable } from "../../stores/entities.ts";
import type {
  AccountView,
  AlertView,
  GroupOrderView,
  OrderView,
  PositionView,
} from "../../../src-core/contract/views.ts";

const PLACE = { environment: "live", name: "BTC/USDT:USDT", lot: "0.001", tick: "0.1" } as const;

function group(change: Partial<GroupOrderView>): GroupOrderView {
  return groupOrder("G", ["o"], change)[2] as GroupOrderView;
}

function leg(change: Partial<OrderView>): OrderView {
  return order("o", { groupOrderId: "G", ...change })[2] as OrderView;
}

function tableOf(order: OrderView): EntityTable<OrderView> {
  return { byId: { [order.id]: order }, ids: [order.id] };
}

test("a group order rests on the chart as long as one of its legs works", () => {
  expect(restingChartLines([group({})], tableOf(leg({})), PLACE)).toMatchObject([
    { price: "66200.0", priceText: "66,200.0", label: "Buy 2.000", stroke: "dashed", tone: "buy" },
  ]);
  expect(restingChartLines([group({ status: "PROBLEM" })], tableOf(leg({ working: false })), PLACE)).toEqual(
    [],
  );
});

test("orders of another environment or symbol are not drawn", () => {
  expect(restingChartLines([group({ environment: "paper" })], tableOf(leg({})), PLACE)).toEqual([]);
  expect(restingChartLines([group({ name: "ETH/USDT:USDT" })], tableOf(leg({})), PLACE)).toEqual([]);
});

test("the ticket's price is dotted while it is a number that its type uses", () => {
  const typed = { ...EMPTY_TICKET, price: "67300", quantity: "4" };
  expect(draftChartLines(typed, PLACE)).toMatchObject([{ stroke: "dotted", label: "Ticket buy 4" }]);
  expect(draftChartLines({ ...typed, type: "market" }, PLACE)).toEqual([]);
  expect(draftChartLines({ ...typed, price: "67,3" }, PLACE)).toEqual([]);
});

test("each account's entry is a line of its own where the sum has several", () => {
  const entities = deskEntities();
  const positions = entities.flatMap(([kind, , view]) => (kind === "position" ? [view as PositionView] : []));
  const accounts = Object.fromEntries(
    entities.flatMap(([kind, id, view]) => (kind === "account" ? [[id, view as AccountView]] : [])),
  );
  const lines = accountChartLines(positions, accounts, PLACE);
  expect(lines.map(({ label, price }) => `${label} ${price}`)).toContain("2 Sub 2 long 5.520 66340.0");
  expect(lines).toHaveLength(5);
  const alone = positions.map((position) => ({ ...position, accounts: 1 }));
  expect(accountChartLines(alone, accounts, PLACE)).toEqual([]);
});

test("an alert in the hand is drawn where the hand holds it; those of other listings are not drawn", () => {
  const alert: AlertView = { id: "a", listing: "one", level: "67000", state: "below", repeats: false };
  const other: AlertView = { ...alert, id: "b", listing: "two" };
  expect(alertChartLines([alert, other], undefined, "one", PLACE)).toMatchObject([
    { price: "67000", label: "Alert", alertId: "a" },
  ]);
  expect(alertChartLines([alert], { alert, to: "67100" }, "one", PLACE)).toMatchObject([{ price: "67100" }]);
});

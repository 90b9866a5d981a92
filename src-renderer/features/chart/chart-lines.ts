// What is drawn across the chart: solid a position, dashed what rests, dotted what is not sent yet.
import { hasLimitPrice, hasTrigger } from "../../../src-core/order-terms/order-terms.ts";
import type {
  AccountView,
  AlertView,
  GroupOrderView,
  OrderView,
  PositionView,
} from "../../../src-core/contract/views.ts";
import { Decimal, sum } from "../../../src-core/money/decimal.ts";
import { amendableOf, type Amendable, type AmendWish } from "../../stores/amend-desk.ts";
import type { HeldAlert } from "../../stores/alert-hand.ts";
import { listOf, type EntityTable } from "../../stores/entities.ts";
import type { TicketState } from "../../stores/ticket.ts";
import type { Environment } from "../../stores/workspace.ts";
import { amountText, digitsOf } from "../../ui/amount-text.ts";
import { positionWord, SIDE_WORDS } from "../../ui/words.ts";

export interface ChartLine {
  readonly id: string;
  readonly price: string;
  readonly priceText: string;
  readonly label: string;
  readonly stroke: "solid" | "dashed" | "dotted";
  readonly tone: "buy" | "sell" | "neutral";
  /** The price alert that a drag of the line moves. */
  readonly alertId?: string;
  /** What a drag of the line changes; absent where nothing of it can be changed from here. */
  readonly amendable?: Amendable;
}

/** Whose lines are drawn, and in which digits. */
export interface ChartPlace {
  readonly environment: Environment;
  readonly name: string;
  readonly lot: string | undefined;
  readonly tick: string | undefined;
}

type Sketch = Omit<ChartLine, "price" | "priceText"> & { readonly price: string | undefined };

const RESTING: readonly GroupOrderView["status"][] = ["WORKING", "PARTIAL", "UNKNOWN", "PROBLEM"];

/** One line for each summed position in the symbol, at its average entry. */
export function positionChartLines(
  positions: readonly PositionView[],
  place: ChartPlace,
): readonly ChartLine[] {
  const sums = positions.filter((position) => position.parent === undefined && isAt(position, place));
  return sums.flatMap((position) =>
    drawn(place, {
      id: `position ${position.id}`,
      price: position.entry,
      label: `${positionWord(position)} ${quantityText(position.quantitySigned, place)}`,
      stroke: "solid",
      tone: "neutral",
    }),
  );
}

/** Each account's own entry, where the sum has several: digit and name, as the account is known everywhere. */
export function accountChartLines(
  positions: readonly PositionView[],
  accounts: EntityTable<AccountView>["byId"],
  place: ChartPlace,
): readonly ChartLine[] {
  const sums = new Map(positions.map((position) => [position.id, position.accounts]));
  const legs = positions.filter(
    ({ parent, ...position }) => parent !== undefined && (sums.get(parent) ?? 0) > 1 && isAt(position, place),
  );
  return legs.flatMap((position) => {
    const account = accounts[position.accountId ?? ""];
    const who = account === undefined ? "" : `${String(account.digit)} ${account.name} `;
    return drawn(place, {
      id: `position ${position.id}`,
      price: position.entry,
      label: `${who}${positionWord(position).toLowerCase()} ${quantityText(position.quantitySigned, place)}`,
      stroke: "solid",
      tone: "neutral",
    });
  });
}

/** Prices that are waited for in a listing; one that is in the hand stands where the hand holds it. */
export function alertChartLines(
  alerts: readonly AlertView[],
  held: HeldAlert | undefined,
  listing: string,
  place: ChartPlace,
): readonly ChartLine[] {
  return alerts
    .filter((alert) => alert.listing === listing)
    .flatMap((alert) =>
      drawn(place, {
        id: `alert ${alert.id}`,
        price: held?.alert.id === alert.id ? held.to : alert.level,
        label: alert.state === "fired" ? "Alert, came" : alert.repeats ? "Alert, each time" : "Alert",
        stroke: "dotted",
        tone: "neutral",
        alertId: alert.id,
      }),
    );
}

/** One line for each price at which a group order still rests, and for each resting order made elsewhere. */
export function restingChartLines(
  groups: readonly GroupOrderView[],
  orders: EntityTable<OrderView>,
  place: ChartPlace,
): readonly ChartLine[] {
  const ours = groups.filter((group) => isAt(group, place) && RESTING.includes(group.status));
  const others = listOf(orders).filter(
    (order) => order.groupOrderId === undefined && order.working && isAt(order, place),
  );
  return [
    ...ours.flatMap((group) => groupLines(group, orders.byId, place)),
    ...others.flatMap((order) =>
      drawn(place, {
        id: `order ${order.id}`,
        price: order.price ?? order.trigger,
        label: `${order.origin} ${order.side} ${quantityText(order.quantity, place)}`,
        stroke: "dashed",
        tone: "neutral",
      }),
    ),
  ];
}

/** Legs at one price are one line, and move together. */
function groupLines(
  group: GroupOrderView,
  byId: EntityTable<OrderView>["byId"],
  place: ChartPlace,
): readonly ChartLine[] {
  const working = group.legs.flatMap((id) => {
    const order = byId[id];
    return order?.working === true ? [order] : [];
  });
  const atPrices = Map.groupBy(working, (order) => order.trigger ?? order.price ?? group.price);
  return [...atPrices].flatMap(([price, legs]) => {
    const whole = legs.length === group.legs.length;
    const quantity = whole ? group.quantity : sumText(legs.map((leg) => leg.quantity));
    const label = `${SIDE_WORDS[group.side]} ${quantityText(quantity, place)}`;
    const amendable = amendableOf(legs, label, price);
    return drawn(place, {
      id: atPrices.size === 1 ? `group ${group.id}` : `group ${group.id} ${price ?? ""}`,
      price,
      label,
      stroke: "dashed",
      tone: group.side,
      ...(amendable === undefined ? {} : { amendable }),
    });
  });
}

/** Where the hand holds an order's line now, beside where it still is. */
export function wishChartLines(wish: AmendWish | undefined, place: ChartPlace): readonly ChartLine[] {
  if (wish?.field === "quantity" || wish === undefined) return [];
  return drawn(place, {
    id: "wish",
    price: wish.to,
    label: `${wish.label} to`,
    stroke: "dotted",
    tone: "neutral",
  });
}

function sumText(amounts: readonly string[]): string {
  return sum(amounts.flatMap((amount) => Decimal.parse(amount) ?? [])).toString();
}

/** The ticket's own prices, while they are typed as numbers above zero. */
export function draftChartLines(form: TicketState, place: ChartPlace): readonly ChartLine[] {
  const word = `Ticket ${form.side} ${form.quantity}`.trim();
  const sketch = (id: string, text: string, label: string): readonly ChartLine[] => {
    const price = text.trim();
    if (Decimal.parse(price)?.isPositive() !== true) return [];
    return drawn(place, { id, price, label, stroke: "dotted", tone: form.side });
  };
  return [
    ...(hasLimitPrice(form.type) ? sketch("ticket price", form.price, word) : []),
    ...(hasTrigger(form.type) ? sketch("ticket trigger", form.trigger, `${word} trigger`) : []),
  ];
}

function drawn(place: ChartPlace, sketch: Sketch): readonly ChartLine[] {
  const { price } = sketch;
  if (price === undefined) return [];
  return [{ ...sketch, price, priceText: amountText(price, { digits: digitsOf(place.tick) }) }];
}

function isAt(
  thing: { readonly environment: Environment; readonly name: string },
  place: ChartPlace,
): boolean {
  return thing.environment === place.environment && thing.name === place.name;
}

function quantityText(quantity: string, { lot }: ChartPlace): string {
  return amountText(quantity, { digits: digitsOf(lot), exact: true, unsigned: true });
}

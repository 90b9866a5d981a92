// What is drawn across the chart: solid a position, dashed what rests, dotted what is not sent yet.
import { hasLimitPrice, hasTrigger } from "../../../src-core/order-terms/order-terms.ts";
import type { GroupOrderView, OrderView, PositionView } from "../../../src-core/contract/views.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
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

/** One line for each group order that still rests in the symbol, and for each resting order made elsewhere. */
export function restingChartLines(
  groups: readonly GroupOrderView[],
  orders: readonly OrderView[],
  place: ChartPlace,
): readonly ChartLine[] {
  const rests = (group: GroupOrderView): boolean =>
    RESTING.includes(group.status) &&
    group.legs.some((leg) => orders.some(({ id, working }) => id === leg && working));
  const ours = groups.filter((group) => isAt(group, place) && rests(group));
  const others = orders.filter(
    (order) => isAt(order, place) && order.working && order.groupOrderId === undefined,
  );
  return [
    ...ours.flatMap((group) =>
      drawn(place, {
        id: `group ${group.id}`,
        price: group.price,
        label: `${SIDE_WORDS[group.side]} ${quantityText(group.quantity, place)}`,
        stroke: "dashed",
        tone: group.side,
      }),
    ),
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

// What is drawn across the chart: solid a position, dashed what rests, dotted what is not sent yet.
import type { GroupOrderView, OrderView, PositionView } from "../../../src-core/contract/views.ts";
import type { TicketForm } from "../../stores/ticket.ts";
import type { Environment } from "../../stores/workspace.ts";
import { hasLimitPrice, hasTrigger } from "../../../src-core/order-terms/order-terms.ts";
import { amountText, digitsOf } from "../../ui/amount-text.ts";
import { positionWord, SIDE_WORDS, TYPE_WORDS } from "../../ui/words.ts";

export interface ChartLine {
  readonly id: string;
  readonly price: string;
  readonly label: string;
  readonly stroke: "solid" | "dashed" | "dotted";
  readonly tone: "buy" | "sell" | "neutral";
}

interface Place {
  readonly environment: Environment;
  readonly name: string;
  readonly lot: string | undefined;
}

const RESTING: readonly GroupOrderView["status"][] = ["WORKING", "PARTIAL", "UNKNOWN", "PROBLEM"];

/** One line for each summed position in the symbol, at its average entry. */
export function positionChartLines(positions: readonly PositionView[], place: Place): readonly ChartLine[] {
  return positions
    .filter((each) => each.parent === undefined && each.environment === place.environment && each.name === place.name)
    .flatMap((position) =>
      position.entry === undefined
        ? []
        : [
            {
              id: `position ${position.id}`,
              price: position.entry,
              label: `${positionWord(position)} ${quantityText(position.quantitySigned, place.lot)}`,
              stroke: "solid" as const,
              tone: "neutral" as const,
            },
          ],
    );
}

/** One line for each group order that still rests in the symbol, and for each resting order made elsewhere. */
export function restingChartLines(
  groups: readonly GroupOrderView[],
  orders: readonly OrderView[],
  place: Place,
): readonly ChartLine[] {
  const ours = groups.filter((group) => isAt(group, place) && RESTING.includes(group.status));
  const others = orders.filter((order) => isAt(order, place) && order.working && order.groupOrderId === undefined);
  return [
    ...ours.flatMap((group) => lineAt(`group ${group.id}`, group.price, group, SIDE_WORDS[group.side], group.side, place)),
    ...others.flatMap((order) =>
      lineAt(`order ${order.id}`, order.price ?? order.trigger, order, `${order.origin} ${order.side}`, "neutral", place),
    ),
  ];
}

/** The ticket's own prices, as long as they are typed as prices. */
export function draftChartLines(form: TicketForm): readonly ChartLine[] {
  const word = `Ticket ${TYPE_WORDS[form.type].toLowerCase()} ${form.side} ${form.quantity}`;
  const price = hasLimitPrice(form.type) ? form.price.trim() : "";
  const trigger = hasTrigger(form.type) ? form.trigger.trim() : "";
  const line = (id: string, at: string, label: string): readonly ChartLine[] =>
    at === "" || digitsOf(at) === undefined ? [] : [{ id, price: at, label, stroke: "dotted", tone: form.side }];
  return [...line("ticket price", price, word), ...line("ticket trigger", trigger, `${word} trigger`)];
}

function lineAt(
  id: string,
  price: string | undefined,
  sized: { readonly quantity: string },
  word: string,
  tone: ChartLine["tone"],
  place: Place,
): readonly ChartLine[] {
  if (price === undefined) return [];
  return [{ id, price, label: `${word} ${quantityText(sized.quantity, place.lot)}`, stroke: "dashed", tone }];
}

function isAt(order: { readonly environment: Environment; readonly name: string }, place: Place): boolean {
  return order.environment === place.environment && order.name === place.name;
}

function quantityText(quantity: string, lot: string | undefined): string {
  return amountText(quantity, { digits: digitsOf(lot), sign: "none" });
}

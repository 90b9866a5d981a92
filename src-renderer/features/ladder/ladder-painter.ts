// Writes the rows' texts and bars straight into the page: a tick costs the cells that changed and no rendering.
import { Decimal } from "../../../src-core/money/decimal.ts";
import { amountText } from "../../ui/amount-text.ts";
import type { Depth, Level, OwnLevel } from "./ladder-model.ts";

export interface LadderPicture {
  readonly prices: readonly Decimal[];
  readonly depth: Depth;
  readonly own: ReadonlyMap<string, OwnLevel>;
  readonly last: Decimal | undefined;
  readonly digits: { readonly price: number; readonly quantity: number };
  readonly nameOf: (accountId: string) => string;
  /** The row to which the hand has moved an order. */
  readonly wish: string | undefined;
}

const CELLS = ["own-buy", "bid", "price", "ask", "own-sell"] as const;
type Cell = (typeof CELLS)[number];

interface Row {
  readonly element: HTMLElement;
  readonly cells: Readonly<Record<Cell, HTMLElement>>;
  readonly bars: Readonly<Record<"bid" | "ask", HTMLElement>>;
  readonly shown: Map<string, string>;
}

export interface LadderPainter {
  paint(picture: LadderPicture): void;
  /** Which row and cell the page's element belongs to. */
  at(target: EventTarget | null): { readonly price: string; readonly cell: Cell } | undefined;
  /** The price of the row at this height of the window; undefined beside the rows. */
  priceAt(clientX: number, clientY: number): string | undefined;
}

/** Makes `count` rows inside the element, once. */
export function ladderPainter(element: HTMLElement, count: number): LadderPainter {
  element.replaceChildren();
  const rows = Array.from({ length: count }, () => makeRow(element));
  let prices: readonly string[] = [];
  let longest = 0;
  return {
    paint(picture) {
      prices = picture.prices.map(String);
      const length = Math.max(0, ...picture.prices.map((price) => priceText(price, picture).length));
      // Cells take no measure of their texts; half of a price is a wrong price.
      if (length !== longest) element.style.setProperty("--price-ch", String(length));
      longest = length;
      const largest = largestOf(picture, prices);
      rows.forEach((row, index) => {
        const price = picture.prices[index];
        if (price === undefined) blank(row);
        else paintRow(row, price, picture, largest);
      });
    },
    at(target) {
      if (!(target instanceof Element)) return undefined;
      const index = rows.findIndex((row) => row.element.contains(target));
      const price = prices[index];
      const cell = CELLS.find((name) => rows[index]?.cells[name].contains(target));
      return price === undefined || cell === undefined ? undefined : { price, cell };
    },
    priceAt(clientX, clientY) {
      const target = document.elementFromPoint(clientX, clientY);
      const index = rows.findIndex((row) => row.element.contains(target));
      return prices[index];
    },
  };
}

function makeRow(parent: HTMLElement): Row {
  const element = document.createElement("div");
  element.className = "ladder-row";
  element.setAttribute("role", "row");
  const cell = (name: Cell): HTMLElement => {
    const made = document.createElement("div");
    made.className = name;
    made.setAttribute("role", name === "price" ? "rowheader" : "cell");
    element.append(made);
    return made;
  };
  const cells = Object.fromEntries(CELLS.map((name) => [name, cell(name)])) as Record<Cell, HTMLElement>;
  const bar = (name: "bid" | "ask"): HTMLElement => {
    const made = document.createElement("i");
    made.className = "depth-bar";
    made.setAttribute("aria-hidden", "true");
    const text = document.createElement("span");
    cells[name].append(made, text);
    return made;
  };
  const bars = { bid: bar("bid"), ask: bar("ask") };
  parent.append(element);
  return { element, cells, bars, shown: new Map() };
}

function paintRow(row: Row, price: Decimal, picture: LadderPicture, largest: number): void {
  const key = price.toString();
  const { depth, digits } = picture;
  write(row, "price", priceText(price, picture));
  for (const [name, level] of [
    ["bid", depth.bids.get(key)],
    ["ask", depth.asks.get(key)],
  ] as const) {
    write(row, name, level === undefined ? "" : quantityText(level.quantity, digits.quantity));
    widen(row, name, level === undefined || largest === 0 ? 0 : level.quantity.toFloat() / largest);
    title(row, name, level === undefined ? "" : venuesText(level));
  }
  for (const side of ["buy", "sell"] as const) {
    const own = picture.own.get(`${side} ${key}`);
    const count = own?.orders.length ?? 0;
    const text = own === undefined ? "" : `${String(count)}\u00d7 ${own.quantity.toString()}`;
    write(row, `own-${side}`, text);
    title(row, `own-${side}`, own === undefined ? "" : ownText(own, picture));
    mark(row, row.cells[`own-${side}`], "has", count > 0);
  }
  mark(row, row.element, "last", picture.last?.equals(price) === true);
  mark(row, row.element, "wished", picture.wish === key);
}

function blank(row: Row): void {
  for (const name of CELLS) {
    write(row, name, "");
    title(row, name, "");
  }
  widen(row, "bid", 0);
  widen(row, "ask", 0);
}

function largestOf({ depth }: LadderPicture, prices: readonly string[]): number {
  const sizes = prices.flatMap((price) => [depth.bids.get(price), depth.asks.get(price)]);
  return sizes.reduce((most, level) => Math.max(most, level?.quantity.toFloat() ?? 0), 0);
}

function priceText(price: Decimal, { digits }: LadderPicture): string {
  return amountText(price.toString(), { digits: digits.price });
}

function quantityText(quantity: Decimal, digits: number): string {
  return amountText(quantity.toString(), { digits });
}

function venuesText({ venues }: Level): string {
  return [...venues].map(([venue, quantity]) => `${venue} ${quantity.toString()}`).join("\n");
}

function ownText({ orders }: OwnLevel, { nameOf }: LadderPicture): string {
  return orders
    .map(({ accountId, quantity, filled, type, origin }) =>
      [
        nameOf(accountId),
        type,
        quantity,
        filled === "0" ? "" : `filled ${filled}`,
        origin === "yoke" ? "" : origin,
      ]
        .filter((part) => part !== "")
        .join(" "),
    )
    .join("\n");
}

function write(row: Row, name: Cell, text: string): void {
  if (row.shown.get(name) === text) return;
  row.shown.set(name, text);
  const cell = row.cells[name];
  const holder = name === "bid" || name === "ask" ? cell.lastElementChild : cell;
  if (holder === null) return;
  // The same text node again: a new one costs the page twice as much.
  if (holder.firstChild instanceof Text) holder.firstChild.data = text;
  else holder.textContent = text;
}

function title(row: Row, name: Cell, text: string): void {
  const key = `title ${name}`;
  if ((row.shown.get(key) ?? "") === text) return;
  row.shown.set(key, text);
  row.cells[name].title = text;
}

function widen(row: Row, name: "bid" | "ask", share: number): void {
  const scale = share.toFixed(3);
  const key = `bar ${name}`;
  if (row.shown.get(key) === scale) return;
  row.shown.set(key, scale);
  row.bars[name].style.transform = `scaleX(${scale})`;
}

function mark(row: Row, element: Element, name: string, on: boolean): void {
  const key = `class ${name} ${element.className.split(" ")[0] ?? ""}`;
  const value = on ? "1" : "";
  if ((row.shown.get(key) ?? "") === value) return;
  row.shown.set(key, value);
  element.classList.toggle(name, on);
}

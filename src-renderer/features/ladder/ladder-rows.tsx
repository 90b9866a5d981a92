// The rows of the ladder: fixed in number, painted once a frame at most, and a hand that picks prices and moves orders.
import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from "react";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { amendableOf } from "../../stores/amend-desk.ts";
import { listOf } from "../../stores/entities.ts";
import { placeInTicket } from "../../stores/place-in-ticket.ts";
import type { Terminal } from "../../stores/terminal.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { digitsOf } from "../../ui/amount-text.ts";
import { useRowHeight } from "../../ui/use-row-height.ts";
import { SIDE_WORDS } from "../../ui/words.ts";
import {
  fittingTicks,
  gatherDepth,
  marketAgainst,
  ownLevels,
  rowOf,
  rowPrices,
  topAround,
} from "./ladder-model.ts";
import { ladderPainter, type LadderPainter } from "./ladder-painter.ts";

export interface LadderRowsProps {
  readonly listing: string;
  /** Whose books are shown, the listing's own among them. */
  readonly listings: readonly string[];
  readonly onMarket: (market: "above" | "below" | "within" | "unknown") => void;
}

/** What one window's ladder keeps between two paintings. */
interface Stand {
  painter: LadderPainter | undefined;
  top: Decimal | undefined;
  centredFor: string;
  /** Ticks of one row, chosen or fitted. */
  ticks: number;
  /** The pointer is over the rows: they stand still under it. */
  hovered: boolean;
  hover: (over: boolean) => void;
}

function makeStand(): Stand {
  const stand: Stand = {
    painter: undefined,
    top: undefined,
    centredFor: "",
    ticks: 1,
    hovered: false,
    hover: (over) => {
      stand.hovered = over;
    },
  };
  return stand;
}

export function LadderRows({ listing, listings, onMarket }: LadderRowsProps): ReactNode {
  const terminal = useTerminal();
  const element = useRef<HTMLDivElement>(null);
  const [kept] = useState(makeStand);
  const stand = useRef(kept);
  const rowHeight = useRowHeight();
  const rows = useRowCount(element, rowHeight);
  useEffect(() => {
    const box = element.current;
    if (box === null || rows === 0) return;
    stand.current.painter = ladderPainter(box, rows);
    stand.current.centredFor = "";
    let [due, gone] = [false, false];
    const paint = (): void => {
      due = false;
      if (gone) return;
      const market = paintLadder(terminal, stand.current, listing, listings, rows);
      if (market !== undefined) onMarket(market);
    };
    // After all stores of this frame and before the picture: a frame of its own would show the ladder one picture late.
    const soon = (): void => {
      if (!due) queueMicrotask(paint);
      due = true;
    };
    const { book, order, quote } = terminal.entities;
    const sources = [book, order, quote, terminal.amend.store, terminal.workspace];
    const stops = sources.map((store) => store.subscribe(soon));
    soon();
    return () => {
      gone = true;
      for (const stop of stops) stop();
    };
  }, [terminal, listing, listings, rows, onMarket]);
  const hand = useHand(terminal, stand);
  return (
    <div
      className="ladder"
      role="table"
      aria-label="Price ladder"
      ref={element}
      {...hand}
      style={{ ["--ladder-row" as string]: `${String(rowHeight)}px` }}
    />
  );
}

/** Reads the stores and writes the rows; answers where the market stands against them. */
function paintLadder(
  terminal: Terminal,
  stand: Stand,
  listing: string,
  listings: readonly string[],
  rows: number,
): ReturnType<typeof marketAgainst> | undefined {
  const { entities, workspace, amend } = terminal;
  const view = entities.listing.getState().byId[listing];
  const tick = Decimal.parse(view?.tick);
  if (view === undefined || tick?.isPositive() !== true || stand.painter === undefined) return undefined;
  const { ladder, environment } = workspace.getState();
  const byId = entities.book.getState().byId;
  const books = listings.flatMap((id) => byId[id] ?? []);
  const centred = [listing, ladder.ticks, ladder.recentred, rows].join(" ");
  const anew = stand.centredFor !== centred;
  if (anew) stand.ticks = ladder.ticks === 0 ? fittingTicks(books, tick, rows) : ladder.ticks;
  const step = tick.times(Decimal.fromInteger(stand.ticks));
  const multiplier = Decimal.parse(byId[listing]?.multiplier) ?? Decimal.of("1");
  const depth = gatherDepth(books, step, multiplier);
  const quote = entities.quote.getState().byId[listing];
  const last = Decimal.parse(quote?.last ?? quote?.mark);
  const middle = depth.bestBid ?? depth.bestAsk ?? last;
  const strayed =
    stand.top !== undefined &&
    !stand.hovered &&
    amend.store.getState().wish === undefined &&
    ["above", "below"].includes(marketAgainst(depth, rowPrices(stand.top, step, rows)));
  if ((anew || strayed) && middle !== undefined) {
    stand.top = topAround(middle, step, rows);
    // Without a book yet the step is not known to fit.
    if (books.length > 0) stand.centredFor = centred;
  }
  if (stand.top === undefined) return "unknown";
  const prices = rowPrices(stand.top, step, rows);
  const mine = listOf(entities.order.getState()).filter(
    (order) => order.working && order.environment === environment && order.name === view.name,
  );
  const { wish } = amend.store.getState();
  const first = wish === undefined ? undefined : entities.order.getState().byId[wish.orderIds[0] ?? ""];
  const to = Decimal.parse(wish?.to);
  const moves = wish !== undefined && wish.field !== "quantity" && wish.listing === first?.listing;
  stand.painter.paint({
    prices,
    depth,
    own: ownLevels(mine, step),
    last: last?.toStep(step, "floor"),
    digits: { price: digitsOf(step.toString()) ?? 2, quantity: digitsOf(view.lot) ?? 3 },
    nameOf: (accountId) => entities.account.getState().byId[accountId]?.name ?? accountId,
    wish: moves && to !== undefined ? rowOf(to, step, first.side === "buy" ? "bid" : "ask") : undefined,
  });
  return marketAgainst(depth, prices);
}

/** A click on depth fills the ticket; an own order is taken where it stands and dropped on another row. */
function useHand(terminal: Terminal, stand: { readonly current: Stand }) {
  const holding = useRef(false);
  const beside = (event: PointerEvent) => ({ x: event.clientX + 24, y: event.clientY });
  return {
    onPointerEnter: () => {
      stand.current.hover(true);
    },
    onPointerLeave: () => {
      stand.current.hover(false);
    },
    onPointerDown: (event: PointerEvent) => {
      const spot = stand.current.painter?.at(event.target);
      if (event.button !== 0 || spot === undefined) return;
      event.preventDefault();
      const side = spot.cell === "own-buy" ? "buy" : spot.cell === "own-sell" ? "sell" : undefined;
      if (side === undefined) {
        placeInTicket(terminal, spot.price, event.shiftKey);
        return;
      }
      const what = movableAt(terminal, side, spot.price, stand.current.ticks);
      if (what === undefined || !terminal.amend.begin(what, beside(event), true)) return;
      holding.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      if (!holding.current) return;
      const price = stand.current.painter?.priceAt(event.clientX, event.clientY);
      if (price !== undefined) terminal.amend.moveTo(price, beside(event));
    },
    onPointerUp: () => {
      if (holding.current) terminal.amend.drop();
      holding.current = false;
    },
    onPointerCancel: () => {
      if (holding.current) terminal.amend.leave();
      holding.current = false;
    },
  };
}

function movableAt(terminal: Terminal, side: "buy" | "sell", row: string, ticks: number) {
  const { entities, workspace } = terminal;
  const { listing, environment } = workspace.getState();
  const view = entities.listing.getState().byId[listing];
  const tick = Decimal.parse(view?.tick);
  if (view === undefined || tick === undefined) return undefined;
  const mine = listOf(entities.order.getState()).filter(
    (order) =>
      order.working &&
      order.origin === "yoke" &&
      order.environment === environment &&
      order.name === view.name,
  );
  const level = ownLevels(mine, tick.times(Decimal.fromInteger(ticks))).get(`${side} ${row}`);
  const first = level?.orders[0];
  // Limits and stops at one row are different fields: the first one's kind is moved.
  const alike = level?.orders.filter(
    (order) => (order.trigger === undefined) === (first?.trigger === undefined),
  );
  if (level === undefined || alike === undefined) return undefined;
  const label = `${SIDE_WORDS[side]} ${level.quantity.toString()}`;
  return amendableOf(alike, label, first?.trigger ?? first?.price);
}

function useRowCount(element: { readonly current: HTMLElement | null }, rowHeight: number): number {
  const [rows, setRows] = useState(0);
  useEffect(() => {
    const box = element.current;
    if (box === null || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => setRows(Math.floor(box.clientHeight / rowHeight)));
    observer.observe(box);
    return () => {
      observer.disconnect();
    };
  }, [element, rowHeight]);
  return rows;
}

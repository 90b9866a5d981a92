// The canvas element and what flows into it: history, the live candle, lines and colours.
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useStore } from "zustand";
import type { CandleView } from "../../../src-core/contract/views.ts";
import {
  useEntities,
  useEntity,
  usePlan,
  useTerminal,
  useTicket,
  useWorkspace,
} from "../../stores/use-terminal.ts";
import { listOf } from "../../stores/entities.ts";
import { placeInTicket } from "../../stores/place-in-ticket.ts";
import type { Terminal } from "../../stores/terminal.ts";
import type { Interval } from "../../stores/workspace.ts";
import { createCandleChart, type CandleChart } from "./candle-chart.ts";
import {
  accountChartLines,
  alertChartLines,
  draftChartLines,
  positionChartLines,
  restingChartLines,
  wishChartLines,
  type ChartLine,
} from "./chart-lines.ts";
import { ChartMenu, type ChartSpot } from "./chart-menu.tsx";
import type { ChartSlot } from "./chart-slot.ts";
import { listenToHand, type LineHand } from "./line-drag.ts";
import { LineHandles } from "./line-handles.tsx";

interface ChartCanvasProps {
  readonly slot: ChartSlot;
  readonly listing: string;
  readonly interval: Interval;
  readonly candles: readonly CandleView[] | undefined;
}

export function ChartCanvas({ slot, listing, interval, candles }: ChartCanvasProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<CandleChart>(undefined);
  const name = useEntity("listing", listing, (view) => view.name) ?? listing;
  const tick = useEntity("listing", listing, (view) => view.tick);
  const paint = useWorkspace((state) => `${state.theme} ${state.sides}`);
  const lines = useLines(listing, name);
  const live = useLiveCandle(listing, interval);
  const latest = useRef(lines);
  const shown = useRef(listing);
  const [spot, setSpot] = useState<ChartSpot>();
  const terminal = useTerminal();

  useEffect(() => {
    if (element.current === null) return;
    const made = createCandleChart(element.current);
    chart.current = made;
    const hand = handOn(
      terminal,
      () => latest.current,
      () => shown.current,
    );
    const deaf = listenToHand(element.current, made, hand);
    return () => {
      chart.current = undefined;
      deaf();
      made.remove();
    };
  }, [terminal]);
  useEffect(() => {
    chart.current?.paint();
  }, [paint]);
  useEffect(() => {
    if (tick !== undefined) chart.current?.setTick(tick);
  }, [tick]);
  useEffect(() => {
    chart.current?.load(candles ?? []);
  }, [candles, paint]);
  useEffect(() => {
    if (live !== undefined && candles !== undefined) chart.current?.update(live);
  }, [live, candles, paint]);
  useEffect(() => {
    shown.current = listing;
  }, [listing]);
  useEffect(() => {
    latest.current = lines;
    chart.current?.setLines(lines);
  }, [lines]);
  return (
    <>
      <ChartMenu
        {...{ listing, element, spot }}
        label={`${name}, ${interval} candles`}
        onOpen={({ clientX, clientY }) => {
          const { left = 0, top = 0 } = element.current?.getBoundingClientRect() ?? {};
          const id = chart.current?.lineAt(clientX - left, clientY - top);
          const { alertId } = lines.find((line) => line.id === id) ?? {};
          setSpot({ price: chart.current?.priceAt(clientY - top), alertId });
        }}
      />
      <LineHandles {...{ slot, lines, tick }} />
    </>
  );
}

/** Orders are changed through a plan that is shown first; an alert is no order, and letting go is enough. */
function handOn(terminal: Terminal, lines: LineHand["lines"], listing: () => string): LineHand {
  const { amend, alertHand } = terminal;
  const holdsAlert = (): boolean => alertHand.store.getState().held !== undefined;
  return {
    lines,
    take: ({ alertId, amendable }, at) =>
      alertId === undefined
        ? amendable !== undefined && amend.begin(amendable, at, true)
        : alertHand.take(alertId),
    move: (price, at) => {
      if (holdsAlert()) alertHand.moveTo(price);
      else amend.moveTo(price, at);
    },
    drop: () => {
      if (holdsAlert()) alertHand.drop();
      else amend.drop();
    },
    leave: () => {
      if (holdsAlert()) alertHand.leave();
      else amend.leave();
    },
    place: (price, stop) => {
      if (isOfTicket(terminal, listing())) placeInTicket(terminal, price, stop);
    },
  };
}

/** A price of another symbol has no place in the ticket. */
function isOfTicket({ workspace }: Terminal, listing: string): boolean {
  return workspace.getState().listing === listing;
}

function useLiveCandle(listing: string, interval: Interval): CandleView | undefined {
  return useEntity("candle", `${listing}|${interval}`, (candle) => candle);
}

function useLines(listing: string, name: string): readonly ChartLine[] {
  const { entities, desk, amend, alertHand } = useTerminal();
  const held = useStore(alertHand.store, (state) => state.held);
  const byAccount = useWorkspace((state) => state.entryByAccount);
  const wish = useStore(amend.store, (state) => state.wish);
  const handedOver = usePlan(desk, (state) => state.submission !== undefined);
  const environment = useWorkspace((state) => state.environment);
  const lot = useEntity("listing", listing, (view) => view.lot);
  const tick = useEntity("listing", listing, (view) => view.tick);
  const form = useTicket((state) => state);
  const place = useMemo(() => ({ environment, name, lot, tick }), [environment, name, lot, tick]);
  // Lines as texts: a tick that moves a position's P&L must not draw its line again.
  const positions = useEntities("position", (table) => texts(positionChartLines(listOf(table), place)));
  const legs = useEntities("position", (table) =>
    byAccount ? texts(accountChartLines(listOf(table), entities.account.getState().byId, place)) : [],
  );
  const alerts = useEntities("alert", (table) => texts(alertChartLines(listOf(table), held, listing, place)));
  const resting = useEntities("order", (table) =>
    texts(restingChartLines(listOf(entities.groupOrder.getState()), table, place)),
  );
  return useMemo(
    () => [
      ...[...positions, ...legs, ...resting, ...alerts].map((text) => JSON.parse(text) as ChartLine),
      ...(handedOver || form.listing !== listing ? [] : draftChartLines(form, place)),
      ...(wish?.listing === listing ? wishChartLines(wish, place) : []),
    ],
    [positions, legs, resting, alerts, form, handedOver, wish, listing, place],
  );
}

function texts(lines: readonly ChartLine[]): readonly string[] {
  return lines.map((line) => JSON.stringify(line));
}

// The canvas element and what flows into it: history, the live candle, lines and colours.
import { useEffect, useMemo, useRef, type ReactNode } from "react";
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
import type { Interval } from "../../stores/workspace.ts";
import { createCandleChart, type CandleChart } from "./candle-chart.ts";
import {
  draftChartLines,
  positionChartLines,
  restingChartLines,
  wishChartLines,
  type ChartLine,
} from "./chart-lines.ts";
import { listenToHand } from "./line-drag.ts";
import { LineHandles } from "./line-handles.tsx";

interface ChartCanvasProps {
  readonly listing: string;
  readonly interval: Interval;
  readonly candles: readonly CandleView[] | undefined;
}

export function ChartCanvas({ listing, interval, candles }: ChartCanvasProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<CandleChart>(undefined);
  const name = useEntity("listing", listing, (view) => view.name) ?? listing;
  const tick = useEntity("listing", listing, (view) => view.tick);
  const paint = useWorkspace((state) => `${state.theme} ${state.sides}`);
  const lines = useLines(listing, name);
  const live = useLiveCandle(listing, interval);
  const latest = useRef(lines);
  const terminal = useTerminal();

  useEffect(() => {
    if (element.current === null) return;
    const made = createCandleChart(element.current);
    chart.current = made;
    const { amend } = terminal;
    const deaf = listenToHand(element.current, made, {
      lines: () => latest.current,
      take: (what, at) => amend.begin(what, at, true),
      move: amend.moveTo,
      drop: amend.drop,
      leave: amend.leave,
      place: (price, stop) => placeInTicket(terminal, price, stop),
    });
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
    latest.current = lines;
    chart.current?.setLines(lines);
  }, [lines]);
  return (
    <>
      <div className="canvas" ref={element} role="img" aria-label={`${name}, ${interval} candles`} />
      <LineHandles lines={lines} tick={tick} />
    </>
  );
}

function useLiveCandle(listing: string, interval: Interval): CandleView | undefined {
  return useEntity("candle", `${listing}|${interval}`, (candle) => candle);
}

function useLines(listing: string, name: string): readonly ChartLine[] {
  const { entities, desk, amend } = useTerminal();
  const wish = useStore(amend.store, (state) => state.wish);
  const handedOver = usePlan(desk, (state) => state.submission !== undefined);
  const environment = useWorkspace((state) => state.environment);
  const lot = useEntity("listing", listing, (view) => view.lot);
  const tick = useEntity("listing", listing, (view) => view.tick);
  const form = useTicket((state) => state);
  const place = useMemo(() => ({ environment, name, lot, tick }), [environment, name, lot, tick]);
  // Lines as texts: a tick that moves a position's P&L must not draw its line again.
  const positions = useEntities("position", (table) => texts(positionChartLines(listOf(table), place)));
  const resting = useEntities("order", (table) =>
    texts(restingChartLines(listOf(entities.groupOrder.getState()), table, place)),
  );
  return useMemo(
    () => [
      ...[...positions, ...resting].map((text) => JSON.parse(text) as ChartLine),
      ...(handedOver ? [] : draftChartLines(form, place)),
      ...(wish?.listing === listing ? wishChartLines(wish, place) : []),
    ],
    [positions, resting, form, handedOver, wish, listing, place],
  );
}

function texts(lines: readonly ChartLine[]): readonly string[] {
  return lines.map((line) => JSON.stringify(line));
}

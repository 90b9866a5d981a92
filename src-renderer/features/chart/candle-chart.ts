// lightweight-charts behind one face: candles in, lines in, colours from our tokens. Prices become floats here, to be drawn.
import {
  CandlestickSeries,
  createChart,
  CrosshairMode,
  HistogramSeries,
  LineStyle,
  type CandlestickData,
  type HistogramData,
  type IPriceLine,
  type UTCTimestamp,
} from "lightweight-charts";
import type { CandleView } from "../../../src-core/contract/views.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { amountText } from "../../ui/amount-text.ts";
import type { ChartLine } from "./chart-lines.ts";

export interface CandleChart {
  /** Replaces all candles and shows the newest. */
  load(candles: readonly CandleView[]): void;
  /** Moves the last candle, or adds the next; an older one is ignored. */
  update(candle: CandleView): void;
  setLines(lines: readonly ChartLine[]): void;
  setTick(tick: string): void;
  /** Reads the tokens again after the theme changed. */
  paint(): void;
  remove(): void;
}

const STROKES = { solid: LineStyle.Solid, dashed: LineStyle.Dashed, dotted: LineStyle.Dotted } as const;
const TIMES = { timeVisible: true, secondsVisible: false, rightOffset: 12, borderVisible: true } as const;

/** Makes a chart that fills the element and follows its size. */
export function createCandleChart(element: HTMLElement): CandleChart {
  const chart = createChart(element, {
    autoSize: true,
    crosshair: { mode: CrosshairMode.Normal },
    timeScale: TIMES,
    layout: { attributionLogo: false },
  });
  const candles = chart.addSeries(CandlestickSeries, { borderVisible: false });
  const volumes = chart.addSeries(HistogramSeries, {
    priceScaleId: "volume",
    priceFormat: { type: "volume" },
    lastValueVisible: false,
    priceLineVisible: false,
  });
  chart.priceScale("volume").applyOptions({ scaleMargins: { top: 0.86, bottom: 0 } });
  chart.priceScale("right").applyOptions({ scaleMargins: { top: 0.08, bottom: 0.18 } });
  let lines: IPriceLine[] = [];
  let shown: readonly ChartLine[] = [];
  let lastTime = 0;
  let colours = readColours(element);

  const drawLines = (): void => {
    for (const line of lines) candles.removePriceLine(line);
    lines = shown.flatMap((line) => {
      const price = Decimal.parse(line.price)?.toFloat();
      const color = line.tone === "buy" ? colours.up : line.tone === "sell" ? colours.down : colours.ink2;
      if (price === undefined) return [];
      return [candles.createPriceLine({ price, color, lineWidth: 1, lineStyle: STROKES[line.stroke], title: line.label })];
    });
  };

  return {
    load: (views) => {
      const drawn = views.map((view) => drawnCandle(view, colours));
      candles.setData(drawn.map(({ candle }) => candle));
      volumes.setData(drawn.map(({ volume }) => volume));
      lastTime = drawn.at(-1)?.candle.time ?? 0;
      chart.timeScale().applyOptions(TIMES);
      chart.timeScale().scrollToRealTime();
    },
    update: (view) => {
      const { candle, volume } = drawnCandle(view, colours);
      if (candle.time < lastTime) return;
      lastTime = candle.time;
      candles.update(candle);
      volumes.update(volume);
    },
    setLines: (next) => {
      shown = next;
      drawLines();
    },
    setTick: (tick) => {
      const minMove = Decimal.parse(tick)?.toFloat() ?? 0.01;
      const digits = tick.split(".")[1]?.length ?? 0;
      const formatter = (price: number): string => amountText(price.toFixed(digits), { digits });
      candles.applyOptions({ priceFormat: { type: "custom", minMove, formatter } });
    },
    paint: () => {
      colours = readColours(element);
      chart.applyOptions(chartColours(colours));
      candles.applyOptions({
        upColor: colours.up,
        downColor: colours.down,
        wickUpColor: colours.up,
        wickDownColor: colours.down,
        priceLineColor: colours.ink3,
      });
      drawLines();
    },
    remove: () => {
      chart.remove();
    },
  };
}

interface Colours {
  readonly up: string;
  readonly down: string;
  readonly ink1: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line1: string;
  readonly line2: string;
  readonly background: string;
  readonly font: string;
}

function readColours(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim() || "#888888";
  return {
    up: token("--up"),
    down: token("--down"),
    ink1: token("--ink-1"),
    ink2: token("--ink-2"),
    ink3: token("--ink-3"),
    line1: token("--line-1"),
    line2: token("--line-2"),
    background: token("--bg-0"),
    font: style.fontFamily,
  };
}

function chartColours({ background, ink3, ink1, line1, line2, font }: Colours): Parameters<
  ReturnType<typeof createChart>["applyOptions"]
>[0] {
  return {
    layout: {
      background: { color: background },
      textColor: ink3,
      fontFamily: font,
      fontSize: 11,
      attributionLogo: false,
      panes: { separatorColor: line2 },
    },
    grid: { vertLines: { color: background }, horzLines: { color: line1 } },
    rightPriceScale: { borderColor: line1 },
    timeScale: { ...TIMES, borderColor: line1 },
    crosshair: {
      vertLine: { color: ink3, labelBackgroundColor: ink1 },
      horzLine: { color: ink3, labelBackgroundColor: ink1 },
    },
  };
}

interface DrawnCandle {
  readonly candle: CandlestickData<UTCTimestamp>;
  readonly volume: HistogramData<UTCTimestamp>;
}

function drawnCandle(view: CandleView, colours: Colours): DrawnCandle {
  const time = Math.floor(view.startMs / 1000) as UTCTimestamp;
  const [open, high, low, close, value] = [view.open, view.high, view.low, view.close, view.volume].map(
    (text) => Decimal.parse(text)?.toFloat() ?? 0,
  ) as [number, number, number, number, number];
  const color = `${close >= open ? colours.up : colours.down}44`;
  return { candle: { time, open, high, low, close }, volume: { time, value, color } };
}

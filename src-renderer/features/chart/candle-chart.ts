// lightweight-charts behind one face: candles in, lines in, colours from our tokens. Prices become floats here, to be drawn.
import {
  CandlestickSeries,
  createChart,
  CrosshairMode,
  HistogramSeries,
  type CandlestickData,
  type HistogramData,
  type IChartApi,
  type ISeriesApi,
  type UTCTimestamp,
} from "lightweight-charts";
import type { CandleView } from "../../../src-core/contract/views.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { amountText, digitsOf } from "../../ui/amount-text.ts";
import { candleColours, chartColours, readColours, type Colours } from "./chart-colours.ts";
import type { ChartLine } from "./chart-lines.ts";
import { LANE_PX, linePrimitive } from "./line-primitive.ts";

export interface CandleChart {
  /** Replaces all candles and shows the newest. */
  load(candles: readonly CandleView[]): void;
  /** Moves the last candle, or adds the next; an older one is ignored. */
  update(candle: CandleView): void;
  setLines(lines: readonly ChartLine[]): void;
  setTick(tick: string): void;
  /** The line at this place of the element. */
  lineAt(x: number, y: number): string | undefined;
  /** The price at this height, on the tick; undefined outside of the price scale. */
  priceAt(y: number): string | undefined;
  /** Pixels from the top; undefined when it is not on the scale. */
  heightOf(price: string): number | undefined;
  /** True: the hand moves a line, and the chart itself stands still. */
  hold(held: boolean): void;
  /** Reads the tokens again after the theme changed; candles must be loaded again. */
  paint(): void;
  remove(): void;
}

const NO_LANE_PX = 48;
/** A pixel is read as a price with these digits before it goes to the tick. */
const PICKED_DIGITS = 12;

/** Makes a chart that fills the element and follows its size. */
export function createCandleChart(element: HTMLElement): CandleChart {
  const { chart, candles, volumes } = createSeries(element);
  const primitive = linePrimitive();
  candles.attachPrimitive(primitive);
  let shown: readonly ChartLine[] = [];
  let lastTime = 0;
  let colours = readColours(element);
  let step: Decimal | undefined;
  return {
    load: (views) => {
      const drawn = views.map((view) => drawnCandle(view, colours));
      candles.setData(drawn.map(({ candle }) => candle));
      volumes.setData(drawn.map(({ volume }) => volume));
      lastTime = drawn.at(-1)?.candle.time ?? 0;
      chart.timeScale().resetTimeScale();
    },
    update: (view) => {
      const { candle, volume } = drawnCandle(view, colours);
      if (candle.time < lastTime) return;
      lastTime = candle.time;
      candles.update(candle);
      volumes.update(volume);
    },
    setLines: (lines) => {
      const lane = lines.length === 0 ? NO_LANE_PX : LANE_PX;
      const laneBefore = shown.length === 0 ? NO_LANE_PX : LANE_PX;
      if (lane !== laneBefore) chart.timeScale().applyOptions({ rightOffsetPixels: lane });
      shown = lines;
      primitive.set(shown, colours);
    },
    setTick: (tick) => {
      const digits = digitsOf(tick) ?? 2;
      const formatter = (price: number): string => amountText(price.toFixed(digits), { digits });
      step = Decimal.parse(tick);
      const minMove = Decimal.parse(tick)?.toFloat() ?? 0.01;
      candles.applyOptions({ priceFormat: { type: "custom", minMove, formatter } });
    },
    lineAt: (x, y) => primitive.at(x, y),
    priceAt: (y) => {
      const price = candles.coordinateToPrice(y);
      if (price === null || step?.isPositive() !== true) return undefined;
      const exact = Decimal.parse(price.toFixed(PICKED_DIGITS))?.toStep(step, "half-even");
      return exact?.isPositive() === true ? exact.toString() : undefined;
    },
    heightOf: (price) => {
      const float = Decimal.parse(price)?.toFloat();
      return float === undefined ? undefined : (candles.priceToCoordinate(float) ?? undefined);
    },
    hold: (held) => {
      chart.applyOptions({ handleScroll: !held, handleScale: !held });
    },
    paint: () => {
      colours = readColours(element);
      chart.applyOptions(chartColours(colours));
      candles.applyOptions(candleColours(colours));
      primitive.set(shown, colours);
    },
    remove: () => {
      chart.remove();
    },
  };
}

interface Series {
  readonly chart: IChartApi;
  readonly candles: ISeriesApi<"Candlestick">;
  readonly volumes: ISeriesApi<"Histogram">;
}

function createSeries(element: HTMLElement): Series {
  const chart = createChart(element, {
    autoSize: true,
    crosshair: { mode: CrosshairMode.Normal },
    timeScale: { timeVisible: true, secondsVisible: false, rightOffsetPixels: NO_LANE_PX },
    layout: { attributionLogo: false },
  });
  const candles = chart.addSeries(CandlestickSeries, { borderVisible: false });
  const volumes = chart.addSeries(HistogramSeries, {
    priceScaleId: "volume",
    priceFormat: { type: "volume" },
    lastValueVisible: false,
    priceLineVisible: false,
  });
  chart.priceScale("volume").applyOptions({ scaleMargins: { top: 0.88, bottom: 0 } });
  chart.priceScale("right").applyOptions({ scaleMargins: { top: 0.08, bottom: 0.16 } });
  return { chart, candles, volumes };
}

interface DrawnCandle {
  readonly candle: CandlestickData<UTCTimestamp>;
  readonly volume: HistogramData<UTCTimestamp>;
}

function drawnCandle(view: CandleView, colours: Colours): DrawnCandle {
  const time = Math.floor(view.startMs / 1000) as UTCTimestamp;
  const float = (text: string): number => Decimal.parse(text)?.toFloat() ?? 0;
  const [open, close] = [float(view.open), float(view.close)];
  return {
    candle: { time, open, high: float(view.high), low: float(view.low), close },
    volume: { time, value: float(view.volume), color: `${close >= open ? colours.up : colours.down}44` },
  };
}

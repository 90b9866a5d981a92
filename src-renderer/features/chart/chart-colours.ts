// The chart's colours, read from the tokens of the page: a canvas cannot use custom properties.
import type { CandlestickSeriesPartialOptions, ChartOptions, DeepPartial } from "lightweight-charts";

export interface Colours {
  readonly up: string;
  readonly down: string;
  readonly ink1: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line1: string;
  readonly line2: string;
  readonly background: string;
  readonly panel: string;
  readonly font: string;
}

/** The tokens as they stand at this element now. */
export function readColours(element: HTMLElement): Colours {
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
    panel: token("--bg-1"),
    font: style.fontFamily,
  };
}

export function chartColours(colours: Colours): DeepPartial<ChartOptions> {
  const { background, ink3, line1, line2, font } = colours;
  const label = { color: ink3, labelBackgroundColor: line2 };
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
    timeScale: { borderColor: line1 },
    crosshair: { vertLine: label, horzLine: label },
  };
}

export function candleColours({ up, down, ink1 }: Colours): CandlestickSeriesPartialOptions {
  return {
    upColor: up,
    downColor: down,
    wickUpColor: up,
    wickDownColor: down,
    priceLineColor: ink1,
  };
}

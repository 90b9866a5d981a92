// The chart of the symbol in the ticket: candles of one interval, own positions and orders as lines.
import { useEffect, useState, type ReactNode } from "react";
import { useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import type { Interval } from "../../stores/workspace.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf } from "../../ui/amount-text.ts";
import { Button } from "../../ui/buttons.tsx";
import { EmptyState } from "../../ui/messages.tsx";
import { ageText } from "../../ui/time-text.ts";
import { useNow } from "../../stores/use-terminal.ts";
import { Icon } from "../../ui/icon.tsx";
import { ChartCanvas } from "./chart-canvas.tsx";
import { togglePin, toggleSecondChart, useChartSlot, type ChartSlot } from "./chart-slot.ts";
import { useCandles } from "./use-candles.ts";

const INTERVALS: Readonly<Record<Interval, string>> = {
  "1m": "1m",
  "5m": "5m",
  "15m": "15m",
  "1h": "1h",
  "4h": "4h",
  "1d": "1D",
};

export function ChartPanel(): ReactNode {
  return <ChartIn slot="first" />;
}

export function SecondChartPanel(): ReactNode {
  return <ChartIn slot="second" />;
}

function ChartIn({ slot }: { readonly slot: ChartSlot }): ReactNode {
  const { listing, interval } = useChartSlot(slot);
  if (listing !== "") return <Candles {...{ slot, listing, interval }} />;
  return (
    <EmptyState title="No symbol yet">
      Connect an account and choose a symbol in the ticket. Chart and ticket follow it.
    </EmptyState>
  );
}

export function ChartTitle(): ReactNode {
  const { listing } = useChartSlot("first");
  return listing === "" ? null : <Quote listing={listing} />;
}

/** Whether the chart stays at its symbol; the symbol itself is the name of its tab. */
export function SecondChartTitle(): ReactNode {
  const { workspace } = useTerminal();
  const pinned = useWorkspace((state) => state.secondChart?.listing !== undefined);
  return (
    <button
      type="button"
      className="tab"
      aria-pressed={pinned}
      title={pinned ? "Follow the symbol of the ticket again" : "Stay at this symbol"}
      onClick={() => togglePin(workspace)}
    >
      {pinned ? "Pinned" : "Pin"}
    </button>
  );
}

function Quote({ listing }: { readonly listing: string }): ReactNode {
  const name = useEntity("listing", listing, (view) => view.name);
  const digits = useEntity("listing", listing, ({ tick }) => digitsOf(tick));
  const last = useEntity("quote", listing, (quote) => quote.last ?? quote.mark);
  const change = useEntity("quote", listing, (quote) => quote.changePercent);
  const funding = useEntity("quote", listing, (quote) => quote.fundingRate);
  const nextFundingMs = useEntity("quote", listing, (quote) => quote.nextFundingMs);
  const now = useNow();
  if (name === undefined) return null;
  return (
    <>
      <b>{name}</b>
      <span className="quote">
        <Amount value={last} digits={digits} flash className="strong" />
        {change === undefined ? null : <Amount value={change} digits={2} signed tone="pnl" suffix="%" />}
      </span>
      {funding === undefined || nextFundingMs === undefined ? null : (
        <span className="second medium-up">
          Funding {funding} in {ageText(now, nextFundingMs)}
        </span>
      )}
    </>
  );
}

export function IntervalTabs(): ReactNode {
  return <Intervals slot="first" />;
}

export function SecondIntervalTabs(): ReactNode {
  const { workspace } = useTerminal();
  return (
    <>
      <Intervals slot="second" />
      <Button look="bare" name="Close the second chart" onClick={() => toggleSecondChart(workspace)}>
        <Icon name="cross" />
      </Button>
    </>
  );
}

/** A row of tabs, or a choice in the room of one where two charts share the width. */
function Intervals({ slot }: { readonly slot: ChartSlot }): ReactNode {
  const { interval, show } = useChartSlot(slot);
  const shared = useWorkspace((state) => state.secondChart !== undefined);
  const label = slot === "first" ? "Interval" : "Interval of the second chart";
  const all = Object.keys(INTERVALS) as Interval[];
  if (shared) {
    return (
      <select
        className="select bare"
        aria-label={label}
        value={interval}
        onChange={({ target }) => show(all.find((each) => each === target.value) ?? interval)}
      >
        {all.map((each) => (
          <option key={each} value={each}>
            {INTERVALS[each]}
          </option>
        ))}
      </select>
    );
  }
  return (
    <div className="intervals" role="group" aria-label={label}>
      {all.map((each) => (
        <button
          key={each}
          type="button"
          className="tab"
          aria-pressed={each === interval}
          onClick={() => show(each)}
        >
          {INTERVALS[each]}
        </button>
      ))}
    </div>
  );
}

interface CandlesProps {
  readonly slot: ChartSlot;
  readonly listing: string;
  readonly interval: Interval;
}

function Candles({ slot, listing, interval }: CandlesProps): ReactNode {
  const [attempt, setAttempt] = useState(0);
  const { client } = useTerminal();
  useEffect(() => {
    const second = slot === "second" ? { second: true } : {};
    void client.request("market/watch", { listing, interval, ...second });
  }, [client, slot, listing, interval]);
  const candles = useCandles(listing, interval, attempt);
  return (
    <div className="plot">
      <ChartCanvas slot={slot} listing={listing} interval={interval} candles={candles.shown} />
      {candles.failure === undefined ? null : (
        <div className="plot-message" role="status" aria-label="Candles">
          <span>{candles.failure}</span>
          <Button onClick={() => setAttempt(attempt + 1)}>Load again</Button>
        </div>
      )}
    </div>
  );
}

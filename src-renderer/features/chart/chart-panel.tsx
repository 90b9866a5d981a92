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
import { ChartCanvas } from "./chart-canvas.tsx";
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
  const listing = useWorkspace((state) => state.listing);
  if (listing !== "") return <Candles listing={listing} />;
  return (
    <EmptyState title="No symbol yet">
      Connect an account and choose a symbol in the ticket. Chart and ticket follow it.
    </EmptyState>
  );
}

export function ChartTitle(): ReactNode {
  const listing = useWorkspace((state) => state.listing);
  return listing === "" ? null : <Quote listing={listing} />;
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
  const { workspace } = useTerminal();
  const interval = useWorkspace((state) => state.interval);
  return (
    <div className="intervals" role="group" aria-label="Interval">
      <EntryLines />
      {(Object.keys(INTERVALS) as Interval[]).map((each) => (
        <button
          key={each}
          type="button"
          className="tab"
          aria-pressed={each === interval}
          onClick={() => workspace.setState({ interval: each })}
        >
          {INTERVALS[each]}
        </button>
      ))}
    </div>
  );
}

/** The entry of the sum alone is the calm default. */
function EntryLines(): ReactNode {
  const { workspace } = useTerminal();
  const shown = useWorkspace((state) => state.entryByAccount);
  return (
    <button
      type="button"
      className="tab"
      aria-pressed={shown}
      title="Draw each account's entry beside that of the sum"
      onClick={() => workspace.setState({ entryByAccount: !shown })}
    >
      By account
    </button>
  );
}

function Candles({ listing }: { readonly listing: string }): ReactNode {
  const interval = useWorkspace((state) => state.interval);
  const [attempt, setAttempt] = useState(0);
  const { client } = useTerminal();
  useEffect(() => {
    void client.request("market/watch", { listing, interval });
  }, [client, listing, interval]);
  const candles = useCandles(listing, interval, attempt);
  return (
    <div className="plot">
      <ChartCanvas listing={listing} interval={interval} candles={candles.shown} />
      {candles.failure === undefined ? null : (
        <div className="plot-message" role="status" aria-label="Candles">
          <span>{candles.failure}</span>
          <Button onClick={() => setAttempt(attempt + 1)}>Load again</Button>
        </div>
      )}
    </div>
  );
}

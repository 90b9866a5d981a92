// History of one symbol and interval; an answer for a symbol that is no longer shown is dropped.
import { useEffect, useState } from "react";
import type { CandleView } from "../../../src-core/contract/views.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import type { Interval } from "../../stores/workspace.ts";

const CANDLES = 500;

export interface CandlesState {
  /** Undefined until the history of this symbol and interval is there. */
  readonly shown: readonly CandleView[] | undefined;
  readonly failure: string | undefined;
}

interface Loaded extends CandlesState {
  readonly key: string;
}

/** Asks once for each symbol, interval and attempt. */
export function useCandles(listing: string, interval: Interval, attempt: number): CandlesState {
  const { client } = useTerminal();
  const key = `${listing} ${interval} ${String(attempt)}`;
  const [loaded, setLoaded] = useState<Loaded>({ key: "", shown: undefined, failure: undefined });
  useEffect(() => {
    let wanted = true;
    void client.request("market/candles", { listing, interval, limit: CANDLES }).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setLoaded({ key, shown: answer.value, failure: undefined });
      else setLoaded({ key, shown: undefined, failure: answer.failures[0]?.message });
    });
    return () => {
      wanted = false;
    };
  }, [client, listing, interval, key]);
  return loaded.key === key ? loaded : { shown: undefined, failure: undefined };
}

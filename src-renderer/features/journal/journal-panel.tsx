// What was decided and what became true, newest first; beside it the chosen record and what was held at its moment.
import { useEffect, useMemo, type ReactNode } from "react";
import { useStore } from "zustand";
import type { JournalLine } from "../../../src-core/contract/journal-views.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Button } from "../../ui/buttons.tsx";
import { EmptyState, Failures } from "../../ui/messages.tsx";
import { JournalMomentView } from "./journal-moment.tsx";
import { PastSign } from "./journal-past.tsx";
import { choose, JOURNAL, MOST_LINES, readJournal, type JournalState } from "./journal-store.ts";
import { ACTOR_WORDS, RECORD_WORDS } from "./journal-words.ts";

/** New records come in bursts; one question a second is enough to read along. */
const REST_MS = 1_000;
const NOTHING_OPEN = {};

export function JournalPanel(): ReactNode {
  useReading();
  const state = useStore(JOURNAL);
  const { lines, chosen, failures, asking, raw, reach } = state;
  const rows = useMemo(() => lines.map(({ sequence }) => ({ id: String(sequence) })), [lines]);
  const columns = useMemo(() => columnsOf(lines), [lines]);
  if (failures.length > 0) return <Failures failures={failures} />;
  if (lines.length === 0 && !asking && chosen === undefined) {
    return (
      <div className="journal-panel">
        <PastSign />
        <EmptyState title={state.filter.untilMs === undefined ? "No record fits" : "No record up to then"}>
          {reach.kind === "whole"
            ? "The journal holds every order, fill, limit and state, with who made it so and why. Take away a filter to see more."
            : reachText(state)}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="journal-panel">
      <PastSign />
      <div className={chosen === undefined ? "journal-split" : "journal-split in-the-past"}>
        <div className="journal-list">
          <DataTable
            key={JSON.stringify(state.filter)}
            caption="Journal, newest first"
            rows={rows}
            columns={columns}
            selected={chosen === undefined ? undefined : String(chosen.sequence)}
            expanded={NOTHING_OPEN}
            onSelect={(id) =>
              choose(
                JOURNAL,
                lines.find(({ sequence }) => String(sequence) === id),
              )
            }
            onOpen={() => JOURNAL.setState({ raw: !raw })}
          />
          <JournalFoot state={state} />
        </div>
        {chosen === undefined ? null : <JournalMomentView key={chosen.sequence} line={chosen} raw={raw} />}
      </div>
    </div>
  );
}

function JournalFoot({ state }: { readonly state: JournalState }): ReactNode {
  const { client } = useTerminal();
  const { lines, next, asking } = state;
  const full = lines.length >= MOST_LINES;
  return (
    <div className="journal-foot" role="status">
      {next === undefined || full || asking ? (
        <span className="second">{full ? "Narrow the search to see older records." : footText(state)}</span>
      ) : (
        <Button onClick={() => void readJournal(JOURNAL, client, "older")}>Show older records</Button>
      )}
    </div>
  );
}

/** What is being done, or how far back this goes. */
function footText(state: JournalState): string {
  const { asking, next } = state;
  if (!asking) return reachText(state);
  return next === undefined ? "Searching." : `Searching: back to record ${String(next)}.`;
}

function reachText({ reach }: JournalState): string {
  switch (reach.kind) {
    case "whole":
      return "This is the beginning.";
    case "indexing": {
      const { indexed, records } = reach;
      const percent = String(Math.floor((100 * indexed) / records));
      return `Still indexing: ${String(indexed)} of ${String(records)} records (${percent}%). Older records can be searched when it is done.`;
    }
    case "newest":
      return `Records before ${String(reach.oldest)} cannot be searched in this run: restart Yoke, or read them with the command line.`;
  }
}

/** Reads the newest page when the filter changes and a moment after something happened. */
function useReading(): void {
  const { client, clock, entities } = useTerminal();
  const filter = useStore(JOURNAL, (state) => state.filter);
  useEffect(() => {
    void readJournal(JOURNAL, client, "newest");
  }, [client, filter]);
  const reach = useStore(JOURNAL, (state) => state.reach);
  useEffect(() => {
    if (reach.kind !== "indexing") return undefined;
    return clock.after(REST_MS, () => void readJournal(JOURNAL, client, "newest"));
  }, [client, clock, reach]);
  useEffect(() => {
    let takeBack: (() => void) | undefined;
    const later = (): void => {
      takeBack ??= clock.after(REST_MS, () => {
        takeBack = undefined;
        // Who has gone back in time is left where he is.
        const { lines, filter: at, asking } = JOURNAL.getState();
        if (lines.length <= 100 && at.untilMs === undefined && !asking)
          void readJournal(JOURNAL, client, "newest");
      });
    };
    const { order, groupOrder, fill, notice, group, preset } = entities;
    const stops = [order, groupOrder, fill, notice, group, preset].map((store) => store.subscribe(later));
    return () => {
      takeBack?.();
      for (const stop of stops) stop();
    };
  }, [client, clock, entities]);
}

function columnsOf(lines: readonly JournalLine[]): readonly Column[] {
  const byId = new Map(lines.map((line) => [String(line.sequence), line]));
  const column = (
    id: string,
    head: string,
    width: string,
    show: (line: JournalLine) => ReactNode,
  ): Column => ({
    id,
    head,
    width,
    align: "start",
    cell: (rowId) => {
      const line = byId.get(rowId);
      return line === undefined ? null : show(line);
    },
  });
  return [
    column("when", "Time, UTC", "136px", ({ atMs }) => whenText(atMs)),
    column("who", "Who", "72px", ({ who }) => ACTOR_WORDS[who]),
    column("kind", "Kind", "104px", ({ kind }) => <span className="second">{RECORD_WORDS[kind]}</span>),
    column("account", "Account", "minmax(88px, 1fr)", ({ accounts }) => (
      <span className="cut">{accounts.join(", ")}</span>
    )),
    column("what", "What", "minmax(200px, 4fr)", ({ what }) => (
      <span className="cut" title={what}>
        {what}
      </span>
    )),
  ];
}

/** Date and time: a journal reaches over days. */
function whenText(atMs: number): string {
  const [day = "", time = ""] = new Date(atMs).toISOString().split("T");
  return `${day.slice(5)} ${time.slice(0, 12)}`;
}

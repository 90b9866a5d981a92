// What was decided and what became true, newest first; beside it the chosen record and what was held at its moment.
import { useEffect, useMemo, type ReactNode } from "react";
import { useStore } from "zustand";
import type { JournalLine } from "../../../src-core/contract/journal-views.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Button } from "../../ui/buttons.tsx";
import { EmptyState, Failures } from "../../ui/messages.tsx";
import { JournalMomentView } from "./journal-moment.tsx";
import { JOURNAL, MOST_LINES, readJournal, type JournalState } from "./journal-store.ts";
import { ACTOR_WORDS, RECORD_WORDS } from "./journal-words.ts";

/** New records come in bursts; one question a second is enough to read along. */
const REST_MS = 1_000;
const NOTHING_OPEN = {};

export function JournalPanel(): ReactNode {
  useReading();
  const state = useStore(JOURNAL);
  const { lines, chosen, failures, asking } = state;
  const rows = useMemo(() => lines.map(({ sequence }) => ({ id: String(sequence) })), [lines]);
  const columns = useMemo(() => columnsOf(lines), [lines]);
  const line = lines.find(({ sequence }) => sequence === chosen);
  if (failures.length > 0) return <Failures failures={failures} />;
  if (lines.length === 0 && !asking) {
    return (
      <EmptyState title="No record fits">
        The journal holds every order, fill, limit and state, with who made it so and why. Take away a filter
        to see more.
      </EmptyState>
    );
  }
  return (
    <div className="journal-split">
      <div className="journal-list">
        <DataTable
          caption="Journal, newest first"
          rows={rows}
          columns={columns}
          selected={chosen === undefined ? undefined : String(chosen)}
          expanded={NOTHING_OPEN}
          onSelect={(id) => JOURNAL.setState({ chosen: Number(id) })}
          onOpen={() => undefined}
        />
        <JournalFoot state={state} />
      </div>
      {line === undefined ? null : <JournalMomentView key={line.sequence} line={line} />}
    </div>
  );
}

function JournalFoot({ state }: { readonly state: JournalState }): ReactNode {
  const { client } = useTerminal();
  const { lines, next, isWhole, asking } = state;
  const full = lines.length >= MOST_LINES;
  const end = isWhole
    ? "This is the beginning."
    : "Older records are in the journal file: read them with the command line.";
  return (
    <div className="journal-foot">
      {next === undefined || full ? (
        <span className="second">{full ? "Narrow the search to see older records." : end}</span>
      ) : (
        <Button disabled={asking} onClick={() => void readJournal(JOURNAL, client, "older")}>
          Show older records
        </Button>
      )}
    </div>
  );
}

/** Reads the newest page when the filter changes and a moment after something happened. */
function useReading(): void {
  const { client, clock, entities } = useTerminal();
  const filter = useStore(JOURNAL, (state) => state.filter);
  useEffect(() => {
    void readJournal(JOURNAL, client, "newest");
  }, [client, filter]);
  useEffect(() => {
    let takeBack: (() => void) | undefined;
    const later = (): void => {
      takeBack ??= clock.after(REST_MS, () => {
        takeBack = undefined;
        // Who has gone back in time is left where he is.
        if (JOURNAL.getState().lines.length <= 100) void readJournal(JOURNAL, client, "newest");
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

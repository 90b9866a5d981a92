// Going back to a moment, and the sign over the list that what it shows is the past.
import { useState, type ReactNode } from "react";
import { useStore } from "zustand";
import { Button } from "../../ui/buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { backToNow, choose, JOURNAL, setFilter } from "./journal-store.ts";
import { momentMs, momentText } from "./moment-text.ts";

/** A moment is typed as UTC, like every time on the screen; the list goes there when it is whole. */
export function GoToMoment(): ReactNode {
  const [typed, setTyped] = useState("");
  const wrong = typed !== "" && momentMs(typed) === undefined;
  const go = (): void => {
    const untilMs = momentMs(typed);
    if (untilMs === undefined) return;
    choose(JOURNAL, undefined);
    setFilter(JOURNAL, { untilMs });
    setTyped("");
  };
  return (
    <form
      className="actions"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <input
        type="text"
        className={wrong ? "journal-goto warn" : "journal-goto"}
        aria-label="Go to a moment, UTC"
        aria-invalid={wrong}
        title="Date and time, UTC, for example 2026-01-31 09:05. Enter goes there."
        placeholder="Go to 2026-01-31 09:05"
        maxLength={23}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </form>
  );
}

/** Stands over the list as long as anything in it is of another time than now. */
export function PastSign(): ReactNode {
  const chosen = useStore(JOURNAL, (state) => state.chosen);
  const until = useStore(JOURNAL, (state) => state.filter.untilMs);
  if (chosen === undefined && until === undefined) return null;
  const atMs = chosen?.atMs ?? until ?? 0;
  return (
    <div className="journal-past" role="status">
      <Icon name="clock" />
      <b>{`The past: ${momentText(atMs)} UTC`}</b>
      <span className="second">Only this panel shows it. Every other panel shows now.</span>
      <span className="grow" />
      <Button onClick={() => backToNow(JOURNAL)}>Back to now</Button>
    </div>
  );
}

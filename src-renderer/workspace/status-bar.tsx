// The last event in words, and how the machine is doing: journal, clock, events, time.
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { useEntities, useEntity, useLink, useNow, useTerminal } from "../stores/use-terminal.ts";
import { showSide } from "../stores/workspace.ts";
import { useBindings } from "../stores/use-actions.ts";
import { chordText } from "../ui/chord-text.ts";
import { Icon } from "../ui/icon.tsx";
import { Key } from "../ui/messages.tsx";
import { clockText } from "../ui/time-text.ts";
import { PALETTE_ID } from "./palette-commands.ts";

export function StatusBar(): ReactNode {
  return (
    <footer className="status-bar">
      <LastNotice />
      <span className="grow" />
      <Machine />
      <UtcTime />
      <StatusLinks />
    </footer>
  );
}

function LastNotice(): ReactNode {
  const link = useLink((state) => state.state);
  const lastFrameMs = useLink((state) => state.lastFrameMs);
  const id = useEntities("notice", (table) => table.ids.at(-1));
  const notice = useEntity("notice", id, (view) => view);
  if (link === "lost") {
    return (
      <span className="notice stop" role="alert">
        <Icon name="warn" />
        {`Yoke's core does not answer. What you see is from ${clockText(lastFrameMs)} UTC. Trying again.`}
      </span>
    );
  }
  return (
    <span
      className={`notice ${notice?.level ?? ""}`}
      role="log"
      aria-live="polite"
      aria-label="Last event"
      title={notice?.remedy}
    >
      {notice === undefined ? null : (
        <>
          {notice.level === "info" ? null : <Icon name="warn" />}
          {clockText(notice.atMs)} <span>{notice.text}</span>
          {notice.remedy === undefined ? null : <span className="second"> {notice.remedy}</span>}
        </>
      )}
    </span>
  );
}

function Machine(): ReactNode {
  const system = useEntity("system", "system", (view) => view);
  if (system === undefined) return null;
  const { journalWritable, journalLatencyMs, clockErrorMs, eventsPerSecond } = system;
  return (
    <>
      {system.problem === undefined ? null : <span className="warn">{system.problem}</span>}
      <span className={journalWritable ? "" : "stop"}>
        Journal <b>{journalWritable ? millis(journalLatencyMs) : "cannot be written: no new orders"}</b>
      </span>
      <span className="medium-up">
        Clock <b>{millis(clockErrorMs)}</b>
      </span>
      <span className="medium-up">
        Events <b>{eventsPerSecond.toFixed(0)}/s</b>
      </span>
    </>
  );
}

function millis(value: number | undefined): string {
  return value === undefined ? "?" : `${value.toFixed(0).replace("-", "\u2212")} ms`;
}

function UtcTime(): ReactNode {
  const now = useNow();
  return (
    <span>
      <b>{clockText(now)}</b> UTC
    </span>
  );
}

function StatusLinks(): ReactNode {
  const { workspace, attention } = useTerminal();
  const unseen = useStore(attention.store, (state) => state.unseen);
  const chord = useBindings().get(PALETTE_ID);
  return (
    <>
      <button type="button" className="link" onClick={() => showSide(workspace, { kind: "alerts" })}>
        Alerts{unseen === 0 ? "" : ` ${String(unseen)}`}
      </button>
      <button type="button" className="link" onClick={() => showSide(workspace, { kind: "settings" })}>
        Settings
      </button>
      <button type="button" className="commands" onClick={() => workspace.setState({ paletteOpen: true })}>
        {chord === undefined ? null : <Key>{chordText(chord)}</Key>} Commands
      </button>
    </>
  );
}

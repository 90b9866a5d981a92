// What to be told, and how: a line for each kind, quiet hours, and whether this window may speak outside of itself.
import { useState, type ReactNode } from "react";
import {
  NOTICE_KINDS,
  type Loudness,
  type NoticeKind,
  type QuietHours,
} from "../../../src-core/settings/attention.ts";
import { CLOCK_OFF, LIMIT_NEAR, LIQUIDATION_NEAR, MARGIN_USE_NEAR } from "../../stores/latches.ts";
import { useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { Button } from "../../ui/buttons.tsx";
import { Check } from "../../ui/check.tsx";
import { askForDesktop, desktopPermission, type DesktopPermission } from "../../ui/desktop-notices.ts";
import { chime } from "../../ui/chime.ts";
import { KIND_WORDS } from "../../ui/kind-words.ts";

const WAYS: readonly (readonly [way: keyof Loudness, word: string])[] = [
  ["toast", "Toast"],
  ["sound", "Sound"],
  ["desktop", "Desktop"],
];

export function NoticesPage(): ReactNode {
  const { workspace } = useTerminal();
  const attention = useWorkspace((state) => state.attention);
  const set = (kind: NoticeKind, way: keyof Loudness, on: boolean): void => {
    const kinds = { ...attention.kinds, [kind]: { ...attention.kinds[kind], [way]: on } };
    workspace.setState({ attention: { ...attention, kinds } });
  };
  return (
    <>
      <table className="notice-kinds">
        <thead>
          <tr>
            <th scope="col">The list has them all</th>
            {WAYS.map(([way, word]) => (
              <th key={way} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {NOTICE_KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">{KIND_WORDS[kind]}</th>
              {WAYS.map(([way, word]) => (
                <td key={way}>
                  <Check
                    label={<span className="hidden">{`${word} for ${KIND_WORDS[kind]}`}</span>}
                    checked={attention.kinds[kind][way]}
                    onChange={(on) => set(kind, way, on)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint wrap notice-marks">{MARK_WORDS}</p>
      <QuietForm quiet={attention.quiet} />
      <Outside />
    </>
  );
}

const MARK_WORDS = `A limit is near at ${LIMIT_NEAR.enter.toString()}% of it. Margin is near at ${MARGIN_USE_NEAR.enter.toString()}% of equity in use, or with ${LIQUIDATION_NEAR.enter.toString()}% of the mark left to a liquidation. A clock is off from ${CLOCK_OFF.enter.toString()} ms on.`;

const NIGHT: QuietHours = { fromMinute: 22 * 60, toMinute: 6 * 60 };

function QuietForm({ quiet }: { readonly quiet: QuietHours | undefined }): ReactNode {
  const { workspace } = useTerminal();
  const set = (next: QuietHours | undefined): void =>
    workspace.setState(({ attention: { kinds } }) => ({
      attention: next === undefined ? { kinds } : { kinds, quiet: next },
    }));
  const change = (end: keyof QuietHours, text: string): void => {
    const minute = minuteOf(text);
    if (quiet !== undefined && minute !== undefined) set({ ...quiet, [end]: minute });
  };
  return (
    <div className="form">
      <Check
        label="Quiet hours: no sound, nothing on the desktop"
        checked={quiet !== undefined}
        onChange={(on) => set(on ? NIGHT : undefined)}
      />
      {quiet === undefined ? null : (
        <div className="row quiet">
          <TimeField label="from" minute={quiet.fromMinute} onChange={(text) => change("fromMinute", text)} />
          <TimeField label="to" minute={quiet.toMinute} onChange={(text) => change("toMinute", text)} />
          <span className="second">UTC, every day</span>
        </div>
      )}
    </div>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly minute: number;
  readonly onChange: (text: string) => void;
}

function TimeField({ label, minute, onChange }: TimeFieldProps): ReactNode {
  return (
    <label className="field time-field">
      <span className="field-label">{label}</span>
      <input type="time" value={timeText(minute)} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

/** The permission of the browser, and a way to hear what will be heard. */
function Outside(): ReactNode {
  const [permission, setPermission] = useState(desktopPermission);
  return (
    <div className="form">
      <div className="row">
        <Button onClick={() => chime("stop")}>Hear the sound</Button>
        {permission === "default" ? (
          <Button onClick={() => void askForDesktop().then(setPermission)}>Allow desktop notices</Button>
        ) : null}
      </div>
      <p className="hint wrap">{DESKTOP_WORDS[permission]}</p>
    </div>
  );
}

const DESKTOP_WORDS: Readonly<Record<DesktopPermission, string>> = {
  granted: "Desktop notices come while this window is not in front.",
  denied: "Desktop notices are not allowed here. In a browser, allow them for this page in its settings.",
  default: "Desktop notices need your permission once.",
  none: "This window cannot show desktop notices.",
};

function timeText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function minuteOf(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

// The sheet of all hotkeys, by what they are for.
import type { ReactNode } from "react";
import type { Action } from "../../stores/action.ts";
import { useActions, useBindings } from "../../stores/use-actions.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { chordText } from "../../ui/chord-text.ts";
import { Key } from "../../ui/messages.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";

/** Keys that are part of a control and cannot be changed. */
const FIXED: readonly (readonly [keys: string, meaning: string])[] = [
  ["Esc", "Leave a field, then a panel; never sends, never cancels"],
  ["Up Down", "Step a price or quantity; Shift takes ten"],
  ["Tab", "Next field or button; Shift for the one before"],
  ["Left Right", "Close and open the legs of a row"],
];

export function KeysPanel(): ReactNode {
  const { workspace } = useTerminal();
  const actions = useActions();
  const bindings = useBindings();
  const bound = actions.filter(({ id }) => bindings.has(id));
  return (
    <SidePanelFrame
      title="Hotkeys"
      onClose={() => showSide(workspace, { kind: "ticket" })}
      foot={
        <div className="form">
          <Button onClick={() => showSide(workspace, { kind: "settings", page: "hotkeys" })}>
            Change hotkeys
          </Button>
        </div>
      }
    >
      {[...Map.groupBy(bound, ({ section }) => section)].map(([section, members]) => (
        <section key={section} className="keys-section" aria-label={section}>
          <h2 className="label">{section}</h2>
          <dl className="keys">
            {members.map((action) => (
              <KeyLine key={action.id} action={action} chord={bindings.get(action.id) ?? ""} />
            ))}
          </dl>
        </section>
      ))}
      <section className="keys-section" aria-label="In fields and tables">
        <h2 className="label">In fields and tables</h2>
        <dl className="keys">
          {FIXED.map(([keys, meaning]) => (
            <div key={keys}>
              <dt>{meaning}</dt>
              <dd>
                <Key>{keys}</Key>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </SidePanelFrame>
  );
}

function KeyLine({ action, chord }: { readonly action: Action; readonly chord: string }): ReactNode {
  return (
    <div>
      <dt>{action.title}</dt>
      <dd>
        {action.press === undefined ? null : <span className="second">{action.press} </span>}
        <Key>{chordText(chord)}</Key>
      </dd>
    </div>
  );
}

// Which key runs which action: press Change, then the new key. A key that another action has is named before it is taken.
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { chordOf, refusalOf } from "../../../src-core/settings/chord.ts";
import { holderOf, NO_HOTKEYS, rebound } from "../../../src-core/settings/hotkeys.ts";
import type { Action } from "../../stores/action.ts";
import { useActions, useBindings } from "../../stores/use-actions.ts";
import { useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { Button } from "../../ui/buttons.tsx";
import { chordText } from "../../ui/chord-text.ts";
import { Key } from "../../ui/messages.tsx";

/** What is being changed: waiting for a key, or asking about one that another action has. */
interface Editing {
  readonly id: string;
  readonly chord?: string;
  readonly refusal?: string;
}

export function HotkeyEditor(): ReactNode {
  const { workspace } = useTerminal();
  const actions = useActions();
  const hotkeys = useWorkspace((state) => state.hotkeys);
  const [editing, setEditing] = useState<Editing>();
  const changed = Object.keys(hotkeys.changes).length > 0;
  const take = (id: string, chord: string): void => {
    workspace.setState({ hotkeys: rebound(actions, hotkeys, id, chord) });
    setEditing(undefined);
  };
  const press = (id: string, chord: string): void => {
    const holder = holderOf(actions, hotkeys, chord, id);
    const held = actions.find((action) => action.id === holder);
    const refusal =
      refusalOf(chord) ??
      (held?.press === undefined ? undefined : `${held.title.split(":")[0] ?? ""} keeps this key.`);
    if (refusal !== undefined) setEditing({ id, refusal });
    else if (holder !== undefined) setEditing({ id, chord });
    else take(id, chord);
  };
  return (
    <div className="hotkeys">
      <ul>
        {actions.map((action) => (
          <HotkeyLine
            key={action.id}
            action={action}
            editing={editing?.id === action.id ? editing : undefined}
            onEdit={(on) => setEditing(on ? { id: action.id } : undefined)}
            onPress={(chord) => press(action.id, chord)}
            onTake={(chord) => take(action.id, chord)}
          />
        ))}
      </ul>
      <div className="form">
        <Button
          size="large"
          disabled={!changed}
          title={changed ? undefined : "Every hotkey is as it came"}
          onClick={() => workspace.setState({ hotkeys: NO_HOTKEYS })}
        >
          Reset all hotkeys
        </Button>
      </div>
    </div>
  );
}

interface HotkeyLineProps {
  readonly action: Action;
  readonly editing: Editing | undefined;
  readonly onEdit: (on: boolean) => void;
  readonly onPress: (chord: string) => void;
  readonly onTake: (chord: string) => void;
}

function HotkeyLine({ action, editing, onEdit, onPress, onTake }: HotkeyLineProps): ReactNode {
  const chord = useBindings().get(action.id);
  return (
    <li className={editing === undefined ? "" : "editing"}>
      <span className="hotkey-title">{action.title}</span>
      {editing === undefined ? (
        <>
          {chord === undefined ? <span className="second">none</span> : <Key>{chordText(chord)}</Key>}
          <Button look="bare" name={`Change the hotkey of ${action.title}`} onClick={() => onEdit(true)}>
            Change
          </Button>
        </>
      ) : (
        <Recorder {...{ action, editing, onEdit, onPress, onTake }} hasChord={chord !== undefined} />
      )}
      {editing === undefined ? null : <Question action={action} editing={editing} onTake={onTake} />}
    </li>
  );
}

interface RecorderProps extends Omit<HotkeyLineProps, "editing"> {
  readonly hasChord: boolean;
}

/** A button that has the focus and takes the next key press, whatever it is; Escape leaves. */
function Recorder({ action, hasChord, onEdit, onPress, onTake }: RecorderProps): ReactNode {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") {
      onEdit(false);
      return;
    }
    const chord = chordOf(event.nativeEvent);
    if (chord !== undefined) onPress(chord);
  };
  return (
    <>
      <button type="button" className="button recorder" autoFocus onKeyDown={onKeyDown}>
        Press the new key
      </button>
      {action.press === undefined && hasChord ? (
        <Button look="bare" onClick={() => onTake("")}>
          No key
        </Button>
      ) : null}
    </>
  );
}

type QuestionProps = Pick<HotkeyLineProps, "action" | "onTake"> & { readonly editing: Editing };

/** The conflict in words, and the way through it; or why this key cannot be had. */
function Question({ action, editing, onTake }: QuestionProps): ReactNode {
  const actions = useActions();
  const hotkeys = useWorkspace((state) => state.hotkeys);
  const { chord, refusal } = editing;
  if (refusal !== undefined)
    return (
      <p className="hint wrap stop" role="alert">
        {refusal}
      </p>
    );
  if (chord === undefined) return null;
  const holder = actions.find(({ id }) => id === holderOf(actions, hotkeys, chord, action.id));
  return (
    <p className="hint wrap warn" role="alert">
      {`${chordText(chord)} is the key of: ${holder?.title ?? ""}. `}
      <Button onClick={() => onTake(chord)}>Take it, that one is left without</Button>
    </p>
  );
}

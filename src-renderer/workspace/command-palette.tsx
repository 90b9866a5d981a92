// Everything that can be done, found by typing. It takes the keyboard but nothing else: prices move on and the kill switch works.
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { rememberAction, runAction, type Action } from "../stores/action.ts";
import { useBindings } from "../stores/use-actions.ts";
import { useTerminal, useWorkspace } from "../stores/use-terminal.ts";
import { chordText } from "../ui/chord-text.ts";
import { Key } from "../ui/messages.tsx";
import { ACTIONS, targetsOf } from "./actions.ts";
import { PALETTE_ID } from "./palette-commands.ts";
import { paletteRows } from "./palette-rows.ts";

export function CommandPalette(): ReactNode {
  const { workspace } = useTerminal();
  const open = useWorkspace((state) => state.paletteOpen);
  const hasRun = useRef(false);
  const setOpen = (next: boolean): void => workspace.setState({ paletteOpen: next });
  return (
    <Dialog.Root open={open} onOpenChange={setOpen} modal={false}>
      <Dialog.Portal>
        <Dialog.Popup
          className="palette"
          aria-label="Command palette"
          // An action puts the focus where it needs it; leaving without one gives it back.
          finalFocus={() => !hasRun.current}
        >
          <PaletteBody
            onRun={(ran) => {
              hasRun.current = ran;
              setOpen(false);
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ onRun }: { readonly onRun: (ran: boolean) => void }): ReactNode {
  const terminal = useTerminal();
  const [query, setQuery] = useState("");
  const recent = useWorkspace((state) => state.recentActions);
  const bindings = useBindings();
  const rows = useMemo(() => {
    const all = [...ACTIONS.filter(({ id }) => id !== PALETTE_ID), ...targetsOf(terminal)];
    return paletteRows(all, recent, query, terminal);
  }, [terminal, recent, query]);
  const run = (action: Action): void => {
    onRun(true);
    // After the palette has gone: what the action focuses keeps the focus.
    requestAnimationFrame(() => {
      if (runAction(terminal, action)) rememberAction(terminal.workspace, action.id);
    });
  };
  return (
    <Autocomplete.Root
      open
      inline
      items={rows}
      filter={null}
      value={query}
      onValueChange={setQuery}
      itemToStringValue={(action: Action) => action.title}
      mode="none"
      autoHighlight="always"
      keepHighlight
    >
      <Autocomplete.Input
        className="palette-input"
        aria-label="Search actions"
        placeholder="Action, symbol, account, group, panel or setting"
      />
      <div className="palette-list">
        <Autocomplete.Empty className="menu-empty">Nothing has these letters.</Autocomplete.Empty>
        <Autocomplete.List>
          {(action: Action) => (
            <PaletteRow key={action.id} action={action} chord={bindings.get(action.id)} onRun={run} />
          )}
        </Autocomplete.List>
      </div>
      <div className="palette-foot">
        <Key>Enter</Key> runs it <Key>Esc</Key> leaves
      </div>
    </Autocomplete.Root>
  );
}

interface PaletteRowProps {
  readonly action: Action;
  readonly chord: string | undefined;
  readonly onRun: (action: Action) => void;
}

function PaletteRow({ action, chord, onRun }: PaletteRowProps): ReactNode {
  const terminal = useTerminal();
  const obstacle = action.obstacle?.(terminal);
  return (
    <Autocomplete.Item
      value={action}
      className="palette-row"
      disabled={obstacle !== undefined}
      onClick={() => onRun(action)}
    >
      <span className="palette-title">{action.title}</span>
      <span className="second">{obstacle ?? action.section}</span>
      {chord === undefined ? null : <Key>{chordText(chord)}</Key>}
    </Autocomplete.Item>
  );
}

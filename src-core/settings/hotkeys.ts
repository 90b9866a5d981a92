// Which key runs which action: the defaults of the actions, and what a person changed. A key never has two meanings.
import { isChord, refusalOf } from "./chord.ts";

/** What a person changed: chords by action id; an empty text leaves the action without a key. */
export interface Hotkeys {
  readonly version: 1;
  readonly changes: Readonly<Record<string, string>>;
}

export interface Bindable {
  readonly id: string;
  readonly hotkey?: string;
}

export const NO_HOTKEYS: Hotkeys = { version: 1, changes: {} };
const MAX_CHANGES = 200;
const MAX_ID_LENGTH = 64;

/** Hotkeys from a file; undefined when they are damaged or newer: one wrong line makes all of them doubtful. */
export function readHotkeys(value: unknown): Hotkeys | undefined {
  if (typeof value !== "object" || value === null || !("version" in value) || value.version !== 1)
    return undefined;
  if (!("changes" in value) || typeof value.changes !== "object" || value.changes === null) return undefined;
  const entries = Object.entries(value.changes);
  if (entries.length > MAX_CHANGES) return undefined;
  const changes: Record<string, string> = {};
  const used = new Set<string>();
  for (const [id, chord] of entries) {
    if (id.length > MAX_ID_LENGTH || typeof chord !== "string") return undefined;
    if (chord !== "" && (!isChord(chord) || refusalOf(chord) !== undefined || used.has(chord)))
      return undefined;
    if (chord !== "") used.add(chord);
    changes[id] = chord;
  }
  return { version: 1, changes };
}

/** The chord of each action that has one. A chord that a person chose is taken from the action whose default it was. */
export function bindingsOf(actions: readonly Bindable[], hotkeys: Hotkeys): ReadonlyMap<string, string> {
  const bindings = new Map<string, string>();
  const taken = new Set<string>();
  const bind = (id: string, chord: string | undefined): void => {
    if (chord === undefined || chord === "" || taken.has(chord)) return;
    taken.add(chord);
    bindings.set(id, chord);
  };
  for (const { id } of actions) if (Object.hasOwn(hotkeys.changes, id)) bind(id, hotkeys.changes[id]);
  for (const { id, hotkey } of actions) if (!Object.hasOwn(hotkeys.changes, id)) bind(id, hotkey);
  return bindings;
}

/** The action that has this chord now, other than `id`; undefined when it is free. */
export function holderOf(
  actions: readonly Bindable[],
  hotkeys: Hotkeys,
  chord: string,
  id: string,
): string | undefined {
  for (const [holder, held] of bindingsOf(actions, hotkeys))
    if (held === chord && holder !== id) return holder;
  return undefined;
}

/** Gives an action a chord; one that had it is left without. A chord that is its default is no change. */
export function rebound(actions: readonly Bindable[], hotkeys: Hotkeys, id: string, chord: string): Hotkeys {
  const holder = chord === "" ? undefined : holderOf(actions, hotkeys, chord, id);
  const own = actions.find((action) => action.id === id);
  const { [id]: _before, ...others } = hotkeys.changes;
  const changes = holder === undefined ? others : { ...others, [holder]: "" };
  return { version: 1, changes: chord === (own?.hotkey ?? "") ? changes : { ...changes, [id]: chord } };
}

// A key with its modifiers as one text: `Mod+Shift+K`, `B`, `?`. `Mod` is Ctrl, or Cmd where the keyboard has one.

/** What a key press tells; the names are those of the browser's event. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const NAMED = /^(Enter|F([1-9]|1[0-2]))$/;
const MODIFIED = /^(Key([A-Z])|Digit([0-9]))$/;
const CHORD = /^(Mod\+)?(Alt\+)?(Shift\+)?(Enter|F([1-9]|1[0-2])|Plus|[A-Z0-9]|[!-*,-/:-@[-`{-~])$/;

/** The canonical text of a press; undefined for modifiers alone and for keys that move the caret or leave. */
export function chordOf(press: KeyPress): string | undefined {
  const hasMod = press.ctrlKey || press.metaKey;
  const key = keyName(press, hasMod);
  if (key === undefined) return undefined;
  // A sign that needs Shift names it already: `?`, not `Shift+?`.
  const shifted = press.shiftKey && (/^[A-Z]$/.test(key) || NAMED.test(key) || hasMod || press.altKey);
  const chord = `${hasMod ? "Mod+" : ""}${press.altKey ? "Alt+" : ""}${shifted ? "Shift+" : ""}${key}`;
  return isChord(chord) ? chord : undefined;
}

/** Whether a text is a chord in its canonical form. */
export function isChord(text: string): boolean {
  return CHORD.test(text);
}

/** Whether it also works while a field has the caret: a plain letter there is text. */
export function worksInFields(chord: string): boolean {
  return /^(Mod|Alt)\+/.test(chord) || /^(Shift\+)?F\d/.test(chord);
}

const TAKEN: Readonly<Record<string, string>> = {
  "Mod+C": "copies",
  "Mod+V": "pastes",
  "Mod+X": "cuts",
  "Mod+A": "selects all",
  "Mod+Z": "takes back typing",
  "Mod+W": "closes the window",
  "Mod+T": "opens a tab of the browser",
  "Mod+N": "opens a window of the browser",
  "Mod+Q": "ends the program",
  "Mod+R": "loads the page again",
  F5: "loads the page again",
  F11: "fills the screen",
  F12: "opens the browser's tools",
  Enter: "presses the button that has the focus",
};

/** Why a chord cannot be given to an action; undefined when it can. */
export function refusalOf(chord: string): string | undefined {
  if (!isChord(chord)) return "This key cannot be used.";
  const use = TAKEN[chord];
  return use === undefined ? undefined : `${chord.replace("Mod", "Ctrl")} ${use}: choose another.`;
}

function keyName(press: KeyPress, hasMod: boolean): string | undefined {
  if (NAMED.test(press.key)) return press.key;
  if (hasMod || press.altKey) {
    // With Alt or Shift the key's own sign differs by layout: the place of the key decides.
    const [, , letter, digit] = MODIFIED.exec(press.code) ?? [];
    const placed = letter ?? digit;
    if (placed !== undefined) return placed;
  }
  if (press.key.length !== 1 || press.key === " ") return undefined;
  return press.key === "+" ? "Plus" : press.key.toUpperCase();
}

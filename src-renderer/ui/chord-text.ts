// A chord as it stands on the keys of this machine.

/** `Mod+Shift+K` as `Ctrl Shift K`, or `Cmd Shift K` on a Mac. */
export function chordText(chord: string): string {
  return chord.replace(/\+(?=.)/g, " ").replace(/^Mod\b/, isMac() ? "Cmd" : "Ctrl");
}

function isMac(): boolean {
  return typeof navigator === "object" && /^Mac/.test(navigator.platform);
}

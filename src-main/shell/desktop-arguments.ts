// What the desktop's command line may say; the rest of it is Electron's and Chromium's own.
export interface DesktopArguments {
  readonly dataFolder?: string;
  /** A folder of recorded frames that paper accounts can trade on. */
  readonly recording?: string;
}

/** Reads `--data-dir DIR` and `--paper-recording DIR` wherever they stand. */
export function desktopArguments(words: readonly string[]): DesktopArguments {
  const dataFolder = valueOf(words, "--data-dir");
  const recording = valueOf(words, "--paper-recording");
  return {
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(recording === undefined ? {} : { recording }),
  };
}

function valueOf(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(name);
  const value = at < 0 ? undefined : words[at + 1];
  return value === undefined || value === "" || value.startsWith("--") ? undefined : value;
}

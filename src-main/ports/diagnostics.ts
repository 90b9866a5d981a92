// The log for whoever has to find out what went wrong: our own words, codes and ids. Never a key, never a venue's answer.

export type DiagnosticFacts = Readonly<Record<string, string | number | boolean>>;

export interface DiagnosticsPort {
  /** Notes an event; never throws and never waits. A log that cannot be written loses the note and nothing else. */
  note(event: string, facts?: DiagnosticFacts): void;
  /** Notes at once, for the last words of a process that ends. */
  last(event: string, facts?: DiagnosticFacts): void;
  /** Resolves when what was noted has been handed to the system. */
  close(): Promise<void>;
}

// A numbered case that every adapter of a port must pass. Types only.

export interface ConformanceCase<Harness> {
  /** Two letters and a number, stable for ever: `DK-03`. */
  readonly id: string;
  readonly title: string;
  run(harness: Harness): Promise<void>;
}

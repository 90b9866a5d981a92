// One at a time: gate, reservation and journal must not interleave with another submit.

/** Runs tasks strictly one after another, in the order in which they were asked for. */
export interface SerialSection {
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** A section whose next task starts when the last one has settled, whether it resolved or threw. */
export function serialSection(): SerialSection {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run<T>(task: () => Promise<T>): Promise<T> {
      const next = last.then(task, task);
      last = next.catch(() => undefined);
      return next;
    },
  };
}

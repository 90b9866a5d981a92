// Errors are values: a code, where it happened, and a way out. Exceptions are our own bugs.

/** A failure the user or caller can act on. `code` is stable kebab-case; `place` names the field or thing; `remedy` says what to do next. */
export interface Failure {
  readonly code: string;
  readonly place: string;
  readonly message: string;
  readonly remedy?: string;
}

export type Outcome<T, F = Failure> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

export function succeed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail(
  code: string,
  place: string,
  message: string,
  remedy?: string,
): { readonly ok: false; readonly failure: Failure } {
  const failure = { code, place, message };
  return { ok: false, failure: remedy === undefined ? failure : { ...failure, remedy } };
}

/** Ends a switch over a union: the compiler proves it unreachable, and a lie from outside throws. */
export function unreachable(value: never): never {
  throw new Error(`Invariant: unexpected ${JSON.stringify(value)}`);
}

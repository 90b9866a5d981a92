// How use cases answer: a value, or failures that name the field and the way out.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { Failure } from "../../src-core/money/outcome.ts";

export function answer<T>(value: T): Answer<T> {
  return { ok: true, value };
}

export function refuse(...failures: readonly Failure[]): {
  readonly ok: false;
  readonly failures: readonly Failure[];
} {
  return { ok: false, failures };
}

/** One failure in place. */
export function refusal(
  code: string,
  place: string,
  message: string,
  remedy?: string,
): ReturnType<typeof refuse> {
  const failure = { code, place, message };
  return refuse(remedy === undefined ? failure : { ...failure, remedy });
}

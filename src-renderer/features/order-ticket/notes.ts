// Which failures belong under which field, and which have no field of their own.
import type { Failure } from "../../bridge/client.ts";
import type { FieldNote } from "../../ui/field.tsx";

const FIELDS = ["price", "quantity", "trigger"];

/** The first failure of a field, as the note under it. */
export function noteOf(failures: readonly Failure[], field: string): FieldNote | undefined {
  const failure = failures.find(({ place }) => placeOf(place) === field);
  return failure === undefined ? undefined : { text: failure.message, tone: "stop" };
}

/** Failures that stand under no field: they are said in full below the form. */
export function unplaced(failures: readonly Failure[]): readonly Failure[] {
  return failures.filter(({ place }) => !FIELDS.includes(placeOf(place)));
}

function placeOf(place: string): string {
  return place.split(".").at(-1) ?? place;
}

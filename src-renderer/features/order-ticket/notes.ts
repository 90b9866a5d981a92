// Which reasons belong under which field, and which have no field of their own.
import type { Failure } from "../../bridge/client.ts";
import type { TicketProblem } from "../../stores/ticket.ts";
import type { FieldNote } from "../../ui/field.tsx";

const FIELDS = ["price", "quantity", "trigger", "stop", "annualVolatility"];

/** The first reason under a field: what core sees in the text, else what main answered. An empty field is not scolded. */
export function noteOf(
  problems: readonly TicketProblem[],
  failures: readonly Failure[],
  field: TicketProblem["field"],
): FieldNote | undefined {
  const problem = problems.find((each) => each.field === field && each.code !== "required");
  if (problem !== undefined) {
    return {
      text: problem.message,
      tone: "stop",
      ...(problem.nearest === undefined ? {} : { mends: problem.nearest }),
    };
  }
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

// What is wrong with the ticket as typed, for the fields and for the button.
import { useMemo } from "react";
import { problemsOf, type TicketProblem } from "../../stores/ticket.ts";
import { useEntity, useTicket } from "../../stores/use-terminal.ts";

/** Problems of the present form, in the order of its fields. */
export function useProblems(): readonly TicketProblem[] {
  const form = useTicket((state) => state);
  const listing = useEntity("listing", form.listing, (view) => view);
  return useMemo(() => problemsOf(form, listing), [form, listing]);
}

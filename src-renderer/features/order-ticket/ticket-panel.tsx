// The order ticket: the form above, what each account would do below, and one button that sends exactly that.
import { useEffect, type ReactNode } from "react";
import { useNow, usePlan, useTerminal } from "../../stores/use-terminal.ts";
import { PlanSection } from "./plan-section.tsx";
import { PresetStrip } from "./preset-strip.tsx";
import { TicketFoot } from "./ticket-foot.tsx";
import { TicketForm } from "./ticket-form.tsx";

export function TicketPanel({ guide }: { readonly guide?: ReactNode }): ReactNode {
  const { desk } = useTerminal();
  useRenewal();
  return (
    <>
      <TicketForm />
      <PresetStrip />
      <PlanSection desk={desk} guide={guide} />
      <TicketFoot />
    </>
  );
}

/** Keeps the plan on the screen young enough to be sent while the ticket is in view. */
function useRenewal(): void {
  const { desk } = useTerminal();
  const now = useNow();
  const form = usePlan(desk, (state) => state.form);
  useEffect(() => {
    desk.renew();
  }, [desk, now, form]);
}

// The ticket's foot: its button says side and quantity of the plan.
import type { ReactNode } from "react";
import { freshPreview } from "../../stores/plan-state.ts";
import { missingOf } from "../../stores/ticket.ts";
import { useEntity, usePlan, useTerminal, useTicket } from "../../stores/use-terminal.ts";
import { amountText, digitsOf } from "../../ui/amount-text.ts";
import { SIDE_WORDS } from "../../ui/words.ts";
import { PlanFoot } from "./plan-foot.tsx";

export function TicketFoot(): ReactNode {
  const { desk } = useTerminal();
  const form = useTicket((state) => state);
  const preview = usePlan(desk, freshPreview);
  const unit = useEntity("listing", form.listing, ({ sizeUnit }) => sizeUnit) ?? "";
  const digits = useEntity("listing", form.listing, ({ lot }) => digitsOf(lot));
  const quantity = preview === undefined ? "" : amountText(preview.quantity, { digits });
  return (
    <PlanFoot
      desk={desk}
      face={`${SIDE_WORDS[form.side]} ${quantity} ${unit}`}
      look={form.side}
      missing={missingOf(form)}
    />
  );
}

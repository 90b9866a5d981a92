// The ticket's foot: its button says side and quantity of the plan.
import type { ReactNode } from "react";
import { freshPreview } from "../../stores/plan-state.ts";
import { obstacleIn } from "../../stores/ticket.ts";
import { useEntity, usePlan, useTerminal, useTicket } from "../../stores/use-terminal.ts";
import { amountText, digitsOf } from "../../ui/amount-text.ts";
import { SIDE_WORDS } from "../../ui/words.ts";
import { PlanFoot } from "./plan-foot.tsx";
import { useProblems } from "./use-problems.ts";

export function TicketFoot(): ReactNode {
  const { desk } = useTerminal();
  const side = useTicket((form) => form.side);
  const listing = useTicket((form) => form.listing);
  const problems = useProblems();
  const preview = usePlan(desk, freshPreview);
  const unit = useEntity("listing", listing, ({ sizeUnit }) => sizeUnit) ?? "";
  const digits = useEntity("listing", listing, ({ lot }) => digitsOf(lot));
  const quantity = preview === undefined ? "" : amountText(preview.quantity, { digits, exact: true });
  return (
    <PlanFoot
      desk={desk}
      face={`${SIDE_WORDS[side]} ${quantity} ${unit}`}
      look={side}
      missing={obstacleIn(problems)}
    />
  );
}
